import { optionalQuantity } from '../quantity/parameter.ts'
import { measure } from './measure.ts'

/**
 * How much of a tick a column is over 0, from its value at both ends: it runs straight from one to the other. A column that is told as a
 * mean is over or is not for the whole tick.
 */
function share(before: number, now: number): number {
  if (before > 0 === now > 0) return now > 0 ? 1 : 0
  return Math.max(before, now) / Math.abs(now - before)
}

export const duration = measure({
  measure: 'duration',
  about:
    'The seconds of the run, all together, that the column is above or below a value; told is the tick at which it is farthest beyond.',
  parameters: {
    above: optionalQuantity({ about: 'Counted is what is more than this, in the unit of the column.' }),
    below: optionalQuantity({ about: 'Counted is what is less than this, in the unit of the column.' }),
  },
  check: ({ above, below }) =>
    (above === undefined) === (below === undefined)
      ? {
          what: above === undefined ? 'beyond what' : 'above and below at once',
          instead: 'Write either above or below.',
        }
      : undefined,
  unit: () => 's',
  words: ({ above, below }, withUnit) =>
    above === undefined ? `time below ${withUnit(below as number)}` : `time above ${withUnit(above)}`,
  start({ above, below }, { meaning, step_s }, read) {
    const over = (value: number) => (above === undefined ? (below as number) - value : value - above)
    let before = 0
    let sum_s = 0
    let farthest = Number.NEGATIVE_INFINITY
    let farthestTick = 0
    return (value, tick, isLast) => {
      const now = over(value)
      if (tick > 0) sum_s += step_s * share(meaning === 'mean' ? now : before, now)
      before = now
      if (now > farthest && (tick > 0 || meaning !== 'mean')) {
        farthest = now
        farthestTick = tick
      }
      if (isLast) read(sum_s, farthestTick)
    }
  },
})
