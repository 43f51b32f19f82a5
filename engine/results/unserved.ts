import type { TickView } from '../tick/column.ts'
import type { UnservedLoad } from '../tick/component.ts'

/** What a load wanted and was not served, Wh: while it was switched off, by reason, and because there was not enough power. */
export interface Unserved {
  readonly load: string
  readonly demanded_Wh: number
  readonly short_Wh: number
  /** `shed`: off by its own threshold of charge; `survival`: off in the survival mode of its bus. Only the reasons it can have. */
  readonly off_Wh: Readonly<Record<string, number>>
}

/** Follows one load of one lane. */
export function watchUnserved({ load, demand, served, off }: UnservedLoad, lane: number, step_s: number) {
  const names = [demand, served, ...Object.values(off)]
  const sums = new Float64Array(names.length)
  return {
    observe({ tick, columns }: TickView): void {
      if (tick === 0) return
      for (const [k, name] of names.entries()) sums[k] += (columns.get(name) as Float64Array)[lane]
    },
    result(): Unserved {
      const [demanded_Wh, served_Wh, ...reasons_Wh] = Array.from(sums, s => (s * step_s) / 3600)
      return {
        load,
        demanded_Wh,
        short_Wh: reasons_Wh.reduce((left, Wh) => left - Wh, demanded_Wh - served_Wh),
        off_Wh: Object.fromEntries(Object.keys(off).map((reason, k) => [reason, reasons_Wh[k]])),
      }
    },
  }
}
