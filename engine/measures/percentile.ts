import { quantity } from '../quantity/parameter.ts'
import { measure } from './measure.ts'

/** Linear between the two rows around the rank (Hyndman and Fan's definition 7), so that numpy.percentile of the recording gives the same. */
export const percentile = measure({
  measure: 'percentile',
  about: 'What the column stays below for so many per cent of the rows of the recording; told is the tick that has it.',
  parameters: { percent: quantity({ min: 0, max: 100, about: 'Per cent of the rows: 50 is the median.' }) },
  words: ({ percent }) => `percentile ${percent}`,
  start({ percent }, { ticks }, read) {
    const values = new Float64Array(ticks + 1)
    return (value, tick, isLast) => {
      values[tick] = value
      if (!isLast) return
      const order = Uint32Array.from({ length: tick + 1 }, (_, k) => k).sort((a, b) => values[a] - values[b])
      const rank = (percent / 100) * tick
      const [below, above] = [order[Math.floor(rank)], order[Math.ceil(rank)]]
      read(values[below] + (rank % 1) * (values[above] - values[below]), rank % 1 > 0.5 ? above : below)
    }
  },
})
