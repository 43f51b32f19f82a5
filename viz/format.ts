/** Numbers as a reader of a panel wants them. The exact value is in the recording and in every export. */

const PREFIXES = [
  ['G', 1e9],
  ['M', 1e6],
  ['k', 1e3],
] as const

/** Units that take a prefix when the number is large. */
const PREFIXED = new Set(['W', 'Wh', 'J'])

/** How numbers of one unit are shown together: a factor, the unit's word after it, and the same number of decimals. */
export interface Scale {
  readonly factor: number
  readonly unit: string
  readonly decimals: number
}

/** One scale for numbers whose largest is `largest`. A share between 0 and 1 is shown in percent. */
export function scaleFor(unit: string, largest: number): Scale {
  const [factor, word] = wordFor(unit, largest)
  const shown = largest * factor
  const decimals = unit === '1' ? 1 : unit === 'K' ? 1 : shown >= 1000 ? 0 : shown >= 100 ? 1 : shown >= 10 ? 2 : 3
  return { factor, unit: word, decimals }
}

function wordFor(unit: string, largest: number): readonly [number, string] {
  if (unit === '1') return [100, '%']
  if (unit === 'TFLOP/s' && largest >= 1e3) return largest >= 1e6 ? [1e-6, 'EFLOP/s'] : [1e-3, 'PFLOP/s']
  const prefix = PREFIXED.has(unit) ? PREFIXES.find(([, size]) => largest >= size) : undefined
  return prefix === undefined ? [1, unit] : [1 / prefix[1], `${prefix[0]}${unit}`]
}

/** `119.9 kW`; no minus before zero. */
export function inScale(value: number, { factor, decimals }: Scale): string {
  const text = (value * factor).toFixed(decimals)
  return Number(text) === 0 ? text.replace('-', '') : text
}

/** `119.9 kW`, in the scale of the number itself. */
export function withUnit(value: number, unit: string): string {
  const scale = scaleFor(unit, Math.abs(value))
  return `${inScale(value, scale)}${scale.unit === '' ? '' : ` ${scale.unit}`}`
}

/** Seven significant digits, without zeros that say nothing: for tables of everything. */
export function plain(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(7))) : String(value)
}

/** `2026-06-21 03:12:40` */
export const instant = (utc: string) => utc.slice(0, 19).replace('T', ' ')
