import { measure } from './measure.ts'
import { total } from './total.ts'

/** What a rate adds up to, and how many of its seconds make one. Everything else keeps its own unit, times seconds. */
const SUMS: Readonly<Record<string, readonly [unit: string, seconds: number]>> = {
  W: ['Wh', 3600],
  kW: ['kWh', 3600],
  A: ['Ah', 3600],
  'kg/s': ['kg', 1],
  'km/s': ['km', 1],
  'TFLOP/s': ['PFLOP day', 1000 * 86400],
  '1': ['s', 1],
}

const sumOf = (unit: string) => SUMS[unit] ?? [`${unit} s`, 1]

export const integral = measure({
  measure: 'integral',
  about:
    'The column added up over the run: W gives Wh, TFLOP/s gives PFLOP days, a fraction gives seconds. Told is the tick at which it was farthest from zero.',
  unit: column => sumOf(column)[0],
  words: () => 'integral',
  start: (_, run, read) => total(run, () => run.step_s / sumOf(run.unit)[1], read),
})
