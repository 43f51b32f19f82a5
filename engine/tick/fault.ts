import type { ParameterSet, ValuesOf } from '../quantity/parameter.ts'
import { step } from './component.ts'
import type { NamedBuilt } from './wires.ts'

/** A way in which a part can fail. It stands beside the part's parameters; what it does is in the part's own steps. */
export interface FaultKind<S extends ParameterSet = ParameterSet, P = unknown> {
  /** One sentence: what happens. */
  readonly about: string
  readonly parameters: S
  /** Share of the part that one such fault takes, by the fault's values and the part's: 0 to 1. Several add up, to all of it. */
  readonly lost_frac: (fault: ValuesOf<S>, part: P) => number
}

/** Any fault, whatever its parameters. */
// biome-ignore lint/suspicious/noExplicitAny: a list of faults holds kinds whose parameters differ; each was checked by fault().
export type AnyFault = FaultKind<any, any>

/** Declares a way to fail. */
export const fault = <const S extends ParameterSet, P = unknown>(f: FaultKind<S, P>): FaultKind<S, P> => f

/** A stretch of time in which a fault is in force, from `from_s` up to `to_s` (infinite where it stays). */
export interface FaultSpell {
  readonly part: string
  readonly fault: string
  readonly values: Readonly<Record<string, unknown>>
  readonly lost_frac: number
  readonly from_s: number
  readonly to_s: number
}

/** The column that tells how much of a part a fault has taken: `wing.string_lost_frac`. */
export const faultColumn = (part: string, name: string) => `${part}.${name.replaceAll('-', '_')}_frac`

/** The faults of all lanes, as a column each; ticks of a lane are cut where one of its own begins or ends. */
export function buildFaults(lanes: readonly (readonly FaultSpell[])[]): NamedBuilt[] {
  const all = new Map(lanes.flat().map(s => [faultColumn(s.part, s.fault), s]))
  return [...all].map(([column, { part, fault }]) => {
    const spells = lanes.map(l => l.filter(s => s.part === part && s.fault === fault))
    return {
      owner: part,
      built: {
        steps: [
          step('sense', { writes: { lost_frac: column } }, io => ({ from, to, start_s, end_s }) => {
            const middle_s = 0.5 * (start_s + end_s)
            for (let i = from; i < to; i++) io.lost_frac[i] = lostAt(spells[i], middle_s)
          }),
        ],
        findEvents: (lane, start_s, end_s, found) => {
          for (const { from_s, to_s } of spells[lane])
            for (const t of [from_s, to_s]) if (t >= start_s && t < end_s) found(t)
        },
      },
    }
  })
}

export const inForce = ({ from_s, to_s }: FaultSpell, time_s: number) => from_s <= time_s && time_s < to_s

function lostAt(spells: readonly FaultSpell[], time_s: number): number {
  let lost = 0
  for (const s of spells) if (inForce(s, time_s)) lost += s.lost_frac
  return Math.min(1, lost)
}
