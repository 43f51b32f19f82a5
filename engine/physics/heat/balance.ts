import { solveDense } from '../numbers/fixed-point.ts'

/** Values of many points at once: a row each. */
export type ManyResiduals = (points: readonly Float64Array[]) => readonly Float64Array[]

export interface BalanceOptions {
  /** Step of the differences. */
  readonly step: number
  /** Good when the next step would move no number by more than this. */
  readonly tolerance: number
  /** No number falls below this, or goes below a quarter or above four times itself in one iteration. */
  readonly lowest: number
  readonly mostIterations: number
}

export interface Balance {
  readonly point: Float64Array
  readonly residual: Float64Array
  /** What the last step of Newton would still have moved each number by. */
  readonly change: Float64Array
  readonly found: boolean
}

/** Parts of Newton's step that are tried side by side; the best is taken, so that a switch or a limit on the way is not jumped over and back. */
const PARTS = Array.from({ length: 12 }, (_, k) => 0.5 ** k)
/** A slope below this share of the largest is none: the number balances by itself and stays. */
const NO_SLOPE_frac = 1e-13

/** A point where all residuals are zero, by Newton's method with differences and a search along each step. */
export function findBalance(residuals: ManyResiduals, start: Float64Array, o: BalanceOptions): Balance {
  const n = start.length
  let point = Float64Array.from(start)
  let result: Balance = { point, residual: new Float64Array(n), change: new Float64Array(n), found: n === 0 }
  for (let iteration = 0; iteration < o.mostIterations && !result.found; iteration++) {
    const neighbours = Array.from({ length: n }, (_, k) => {
      const p = Float64Array.from(point)
      p[k] += o.step
      return p
    })
    const [residual, ...images] = residuals([point, ...neighbours])
    const matrix = Array.from({ length: n }, (_, row) =>
      Float64Array.from({ length: n }, (_v, k) => (images[k][row] - residual[row]) / o.step),
    )
    const largest = matrix.reduce((most, row) => row.reduce((m, v) => Math.max(m, Math.abs(v)), most), 0)
    const scale = matrix.map((row, k) => {
      const size = row.reduce((m, v) => Math.max(m, Math.abs(v)), 0)
      if (size > NO_SLOPE_frac * largest) return size
      row[k] = 1
      return 1
    })
    // Rows by their own size: a chip's and a tank's watts weigh alike, as kelvins.
    const change = solveDense(
      matrix.map((row, k) => row.map(v => v / scale[k])),
      residual.map((r, k) => -r / scale[k]),
    )
    const found = change.every(c => Math.abs(c) <= o.tolerance)
    result = { point, residual, change, found }
    if (found) break
    const trials = PARTS.map(part =>
      point.map((v, k) => Math.min(4 * v, Math.max(o.lowest, 0.25 * v, v + part * change[k]))),
    )
    const size = (r: Float64Array) => r.reduce((sum, v, k) => sum + (v / scale[k]) ** 2, 0)
    const sizes = residuals(trials).map(size)
    point = trials[sizes.reduce((best, s, k) => (s < sizes[best] ? k : best), 0)]
  }
  return result
}
