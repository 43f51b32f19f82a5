import { measure } from './measure.ts'
import { total } from './total.ts'

export const mean = measure({
  measure: 'mean',
  about: 'The mean of the column over the run; told is the tick at which it was farthest from zero.',
  words: () => 'mean',
  start: (_, run, read) => total(run, ticks => 1 / ticks, read),
})
