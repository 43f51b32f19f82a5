import type { MeasuredRun } from './measure.ts'

/**
 * The mean of a column over each tick, from its value at every tick: a mean is told as it is; what is told for the end of a tick runs
 * straight from one end to the next (the trapezoidal rule).
 */
export function meanOverTick({ meaning }: MeasuredRun): (value: number) => number {
  if (meaning === 'mean') return value => value
  let before = 0
  return value => {
    const mean = 0.5 * (before + value)
    before = value
    return mean
  }
}
