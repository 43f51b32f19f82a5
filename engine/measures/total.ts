import type { MeasuredRun, Reading } from './measure.ts'
import { meanOverTick } from './over-tick.ts'

/** The column times `scale`, added up over the ticks of the run; told with the tick that was farthest from zero. */
export function total(run: MeasuredRun, scale: number, read: Reading) {
  const meanOf = meanOverTick(run)
  let sum = 0
  let most = -1
  let mostTick = 0
  return (value: number, tick: number) => {
    const mean = meanOf(value)
    if (tick === 0) return
    sum += mean
    if (Math.abs(mean) > most) {
      most = Math.abs(mean)
      mostTick = tick
    }
    if (tick === run.ticks) read(sum * scale, mostTick)
  }
}
