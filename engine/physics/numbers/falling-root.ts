/**
 * Where a falling function of one number passes zero between two others, by false position with the Illinois rule and a halving every third
 * step; to 1e-15 of the larger end. An end is given back where there is no root inside.
 */
export function fallingRoot(f: (x: number) => number, low: number, high: number): number {
  let [a, b] = [low, high]
  let fa = f(a)
  let fb = f(b)
  if (!(fa > 0)) return a
  if (!(fb < 0)) return b
  for (let k = 0; k < 200 && b - a > 1e-15 * high; k++) {
    const x = k % 3 === 2 || !Number.isFinite(fb) ? 0.5 * (a + b) : a + ((b - a) * fa) / (fa - fb)
    const fx = f(x)
    if (fx === 0) return x
    if (fx > 0) {
      a = x
      fa = fx
      fb *= 0.5
    } else {
      b = x
      fb = fx
      fa *= 0.5
    }
  }
  return 0.5 * (a + b)
}
