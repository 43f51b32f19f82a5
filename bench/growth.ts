/** How a cost grows with its size, from points of rising size. */
export interface Growth {
  /** The exponent over all, and over the last two points alone: what is paid once, whatever the size, lowers the first. */
  readonly exponent: number
  readonly last: number
  /** What one more costs between each two neighbours, in the unit of the cost. */
  readonly marginal: readonly number[]
}

export function growthOf(points: readonly (readonly [size: number, cost: number])[]): Growth {
  const exponent = (a: readonly [number, number], b: readonly [number, number]) =>
    Math.log(b[1] / a[1]) / Math.log(b[0] / a[0])
  const end = points.length - 1
  return {
    exponent: exponent(points[0], points[end]),
    last: exponent(points[end - 1], points[end]),
    marginal: points.slice(1).map(([size, cost], k) => (cost - points[k][1]) / (size - points[k][0])),
  }
}
