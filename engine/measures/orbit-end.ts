import { measure } from './measure.ts'
import { orbitEnds } from './orbits.ts'

export const orbitEnd = measure({
  measure: 'orbit-end',
  about: 'The column at the end of every whole orbit, counted from the start of the run, at the nearest tick.',
  byOrbit: true,
  words: () => 'orbit end',
  start(_, run, read) {
    const ends = new Set(orbitEnds(run))
    return (value, tick) => {
      if (ends.has(tick)) read(value, tick)
    }
  },
})
