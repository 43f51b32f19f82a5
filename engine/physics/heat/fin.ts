import { STEFAN_BOLTZMANN_W_m2K4 } from '../constants.ts'

/** Gauss-Legendre, sixteen points on [-1, 1]: the positive half. */
const POINTS = [
  0.0950125098376374, 0.2816035507792589, 0.4580167776572274, 0.6178762444026438, 0.755404408355003, 0.8656312023878318,
  0.9445750230732326, 0.9894009349916499,
]
const WEIGHTS = [
  0.1894506104550685, 0.1826034150449236, 0.1691565193950025, 0.1495959888165767, 0.1246289712555339,
  0.0951585116824928, 0.0622535239386479, 0.0271524594117541,
]
const HALVINGS = 52

/** (x^5 - tip^5)/5 over (x - tip), without cancelling. */
const slope = (x: number, tip: number) =>
  (x * x * x * x + x * x * x * tip + x * x * tip * tip + x * tip * tip * tip + tip * tip * tip * tip) / 5

/** Length that a fin has whose tip is at `tip` of the root's temperature, times sqrt(Nc). */
function lengthTo(tip: number): number {
  // x = tip + (1 - tip) u^2 takes the root of the gradient at the tip away.
  let sum = 0
  for (let k = 0; k < POINTS.length; k++)
    for (const p of [POINTS[k], -POINTS[k]]) {
      const u = 0.5 * (1 + p)
      sum += WEIGHTS[k] / Math.sqrt(2 * slope(tip + (1 - tip) * u * u, tip))
    }
  return Math.sqrt(1 - tip) * sum
}

/**
 * Efficiency of a straight fin that radiates to cold space, its tip adiabatic: its heat over that of a fin all at the root's temperature.
 *
 *   d2y/dx2 = Nc y^4, y(0) = 1, y'(1) = 0, Nc = faces eps sigma L^2 T^3 / (k t)
 *
 * The first integral gives the gradient, y' = -sqrt(2 Nc (y^5 - tip^5)/5), and a quadrature the length, so that the tip is found by halving:
 * exact to 1e-9 (the linearised tanh(mL)/(mL) is 10 % low at Nc = 1). Neglected: heat across the thickness, and a sink that is not cold:
 * what the fin absorbs is booked at its root, which is under 3 % of the efficiency for a sink of 0.5 T, and under 1 % up to Nc = 1.
 */
export function finEfficiency(nc: number): number {
  if (!(nc > 0)) return 1
  const wanted = Math.sqrt(nc)
  let low = 0
  let high = 1
  for (let k = 0; k < HALVINGS; k++) {
    const tip = 0.5 * (low + high)
    if (lengthTo(tip) > wanted) low = tip
    else high = tip
  }
  const tip = 0.5 * (low + high)
  return Math.sqrt((2 * (1 - tip ** 5)) / 5 / nc)
}

/** The fin's Nc at a root temperature; lengths in m, conductivity in W/(m K), both faces' emissivity together. */
export function finNumber(
  emissivities: number,
  length_m: number,
  thickness_m: number,
  k_W_mK: number,
  root_K: number,
): number {
  return (emissivities * STEFAN_BOLTZMANN_W_m2K4 * length_m * length_m * root_K ** 3) / (k_W_mK * thickness_m)
}

/** log10 of Nc at the ends of the table, and its steps. */
const FIRST = -4
const STEPS = 240
const A_DECADE = 40
let table: Float64Array | undefined

/** `finEfficiency` from a table in log10 Nc, straight between rows: within 3e-5. What a tick can pay. */
export function finEfficiencyFast(nc: number): number {
  table ??= Float64Array.from({ length: STEPS + 1 }, (_, k) => finEfficiency(10 ** (FIRST + k / A_DECADE)))
  const place = (Math.log10(nc) - FIRST) * A_DECADE
  if (!(place > 0)) return 1 - (1 - table[0]) * Math.max(0, nc / 10 ** FIRST)
  const k = Math.min(STEPS - 1, Math.floor(place))
  return table[k] + (place - k) * (table[k + 1] - table[k])
}
