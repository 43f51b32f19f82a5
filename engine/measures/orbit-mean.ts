import { measure } from './measure.ts'
import { orbitEnds } from './orbits.ts'
import { meanOverTick } from './over-tick.ts'

export const orbitMean = measure({
  measure: 'orbit-mean',
  about:
    'The mean of the column over every whole orbit, counted from the start of the run; told is the tick at its end.',
  byOrbit: true,
  words: () => 'orbit mean',
  start(_, run, read) {
    const ends = new Set(orbitEnds(run))
    const meanOf = meanOverTick(run)
    let sum = 0
    let begin = 0
    return (value, tick) => {
      const mean = meanOf(value)
      if (tick > 0) sum += mean
      if (!ends.has(tick)) return
      read(sum / (tick - begin), tick)
      sum = 0
      begin = tick
    }
  },
})
