/** Numbers, durations and instants as a reader wants them in a table. */

const KELVIN_AT_0_C = 273.15

/** A fixed number of decimals, and no minus before zero. */
export function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals)
  return Number(text) === 0 ? text.replace('-', '') : text
}

/** Decimals that leave about four significant digits in a column whose largest value is this. */
export function decimalsFor(largest: number): number {
  if (largest >= 100) return 1
  if (largest >= 10) return 2
  return largest >= 1 ? 3 : 4
}

export interface EnergyUnit {
  readonly unit: string
  readonly text: (energy_Wh: number) => string
}

/** One unit for all energies of a table, by the largest of them. */
export function energyUnit(energies_Wh: readonly number[]): EnergyUnit {
  const largest_Wh = Math.max(0, ...energies_Wh.map(Math.abs))
  const [unit, size_Wh] = largest_Wh >= 1e7 ? ['MWh', 1e6] : largest_Wh >= 1e4 ? ['kWh', 1e3] : ['Wh', 1]
  const decimals = decimalsFor(largest_Wh / Number(size_Wh))
  return { unit: String(unit), text: energy_Wh => fixed(energy_Wh / Number(size_Wh), decimals) }
}

export const percent = (frac: number, decimals = 2) => `${fixed(100 * frac, decimals)} %`
export const kelvin = (temp_K: number) => fixed(temp_K, 1)
export const celsius = (temp_K: number) => fixed(temp_K - KELVIN_AT_0_C, 1)

const DECIMALS: Readonly<Record<string, number>> = { '1': 4, K: 1, W: 1, s: 1, V: 2, A: 2, Wh: 1 }

/** A value with its unit; a value too small for the usual decimals keeps two digits, so that it never reads as zero. */
export function withUnit(value: number, unit: string): string {
  const usual = fixed(value, DECIMALS[unit] ?? decimalsFor(Math.abs(value)))
  const text = value !== 0 && Number(usual) === 0 ? value.toPrecision(2) : usual
  return unit === '' || unit === '1' ? text : `${text} ${unit}`
}

/** A change, with its sign. */
export function signed(value: number, decimals: number): string {
  const text = fixed(value, decimals)
  return Number(text) > 0 ? `+${text}` : text
}

/** A bound as it was written, with its unit. */
export const asWritten = (value: number, unit: string) =>
  unit === '' || unit === '1' ? `${value}` : `${value} ${unit}`

const UNITS = [
  ['d', 86400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const

/** `1 d`, `14 min 21 s`, `2 h 30 min`: the two largest units. Under a minute, to the tenth of a second. */
export function duration(duration_s: number): string {
  if (duration_s < 60) return `${Number(duration_s.toFixed(1))} s`
  const first = UNITS.findIndex(([, size_s]) => duration_s >= size_s)
  const [, finest_s] = UNITS[Math.min(first + 1, UNITS.length - 1)]
  let left_s = Math.round(duration_s / finest_s) * finest_s
  const words: string[] = []
  for (const [unit, size_s] of UNITS) {
    const whole = Math.floor(left_s / size_s)
    if (whole > 0) words.push(`${whole} ${unit}`)
    left_s -= whole * size_s
  }
  return words.join(' ')
}

/** `06-21 03:12:40` */
export const clock = (utc: string) => utc.slice(5, 19).replace('T', ' ')

/** `2026-06-21 00:00:00`, with milliseconds only where there are any. */
export const instant = (utc: string) => utc.replace('T', ' ').replace(/(\.000)?Z$/, '')

/** Decimals that show three digits of a change, six at most. */
export const decimalsOfChange = (step: number) =>
  step === 0 ? 0 : Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(step)))))

const LONGEST = 40

/** A parameter as it could be written; a long one by its beginning. */
export function asGiven(value: unknown): string {
  if (value === undefined) return '(nothing)'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 3)}...`
}
