import { measure } from './measure.ts'

export const everyTick = measure({
  measure: 'every-tick',
  about: 'The column at every tick, the opening among them; this is meant when no measure is written.',
  words: () => '',
  start: (_, _run, read) => read,
})
