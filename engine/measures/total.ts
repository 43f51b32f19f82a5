import type { MeasuredRun, Reading } from './measure.ts'
import { meanOverTick } from './over-tick.ts'

/** The column added up over the ticks of the run, times what `scale` makes of their number; told with the tick that was farthest from zero. */
export function total(run: MeasuredRun, scale: (ticks: number) => number, read: Reading) {
  const meanOf = meanOverTick(run)
  let sum = 0
  let most = -1
  let mostTick = 0
  return (value: number, tick: number, isLast: boolean) => {
    const mean = meanOf(value)
    if (tick === 0) return
    sum += mean
    if (Math.abs(mean) > most) {
      most = Math.abs(mean)
      mostTick = tick
    }
    if (isLast) read(sum * scale(tick), mostTick)
  }
}
