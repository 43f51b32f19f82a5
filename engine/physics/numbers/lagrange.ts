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

/** Powers of the square of x that `LAGRANGE_SHARES` has. */
export const LAGRANGE_POWERS = 5

/**
 * The same polynomial by powers of x, the steps since the middle between the sixth node and the seventh, up to x^9. Of two nodes as far (d = 1/2 to
 * 11/2) after and before the middle, the even powers take d times the sum of the values and the odd ones the difference: for each d the shares of
 * this in x^(2i) and in x^(2i + 1), which are the coefficients of prod (x^2 - e^2) / (2 d prod (d^2 - e^2)) over the other distances e.
 */
export const LAGRANGE_SHARES = Float64Array.from(
  Array.from({ length: LAGRANGE_NODES / 2 }, (_, k) => {
    const d = k + 0.5
    let powers = [1 / (2 * d)]
    for (let e = 0.5; e < LAGRANGE_NODES / 2; e++) {
      if (e === d) continue
      const scale = d * d - e * e
      powers = [...powers, 0].map((p, i) => ((i > 0 ? powers[i - 1] : 0) - e * e * p) / scale)
    }
    return powers.slice(0, LAGRANGE_POWERS)
  }).flat(),
)
