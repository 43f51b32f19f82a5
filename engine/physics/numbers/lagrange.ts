/** Nodes of the interpolation, one step apart; the point lies between the two in the middle. */
export const LAGRANGE_NODES = 12

/** One over the product of what a node is from all others. */
export const LAGRANGE_INVERSE = Float64Array.from({ length: LAGRANGE_NODES }, (_, i) => {
  let product = 1
  for (let j = 0; j < LAGRANGE_NODES; j++) if (j !== i) product *= i - j
  return 1 / product
})

/**
 * Weights of the polynomial of degree 11 through twelve equidistant values (Lagrange), for the point a share `place_frac` of a step after
 * the sixth. The value there is the sum of weights times values; at 0 and 1 it is the sixth and seventh value itself.
 *
 * Error: f^(12) h^12 / 12! times at most (1/2)^2 (3/2)^2 ... (11/2)^2, which is 0.00022 h^12 f^(12). A low orbit's position with its
 * J2 harmonics sampled every 360 s comes out within 0.5 m; the fleet measures it rather than trust this.
 */
export function lagrangeWeights(place_frac: number, out: Float64Array): void {
  const x = place_frac + LAGRANGE_NODES / 2 - 1
  let product = 1
  for (let i = 0; i < LAGRANGE_NODES; i++) {
    out[i] = product * LAGRANGE_INVERSE[i]
    product *= x - i
  }
  product = 1
  for (let i = LAGRANGE_NODES - 1; i >= 0; i--) {
    out[i] *= product
    product *= x - i
  }
}
