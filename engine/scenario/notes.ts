import type { Elements } from '../physics/orbit/orbit.ts'
import type { ScenarioFault } from './faults.ts'
import type { ScenarioOrbit } from './scenario.ts'
import { formatUtc } from './time.ts'

/** A body that turns further than this in a tick is lit as it stands in its middle, which is not its mean. */
const BLURRED_deg = 10

/** What a reader should know of a fault that turns the body. */
export function noteOnTurn({ fault, values: { rate_deg_s } }: ScenarioFault, step_s: number): string[] {
  const turn_deg = Math.abs(Number(rate_deg_s ?? 0)) * step_s
  if (fault !== 'pointing-lost' || turn_deg <= BLURRED_deg) return []
  return [
    `With ${fault} the body turns ${Number(turn_deg.toPrecision(3))} deg in a tick, and what shines on it is taken as it stands in the middle of each step; a shorter step_s is better.`,
  ]
}

/** SGP4 elements lose about a kilometre a day in low orbit; beyond this age the reader is told. */
const OLD_ELEMENTS_d = 14

/** What a reader should know of the orbit's elements. */
export function notesOn(orbit: ScenarioOrbit, start_us: number, duration_s: number): string[] {
  if (orbit.kind === 'sun-synchronous') return []
  const { elements } = orbit
  const farthest_d = farthest_us(elements, start_us, start_us + duration_s * 1e6) / 86400e6
  if (farthest_d <= OLD_ELEMENTS_d) return []
  return [
    `The run reaches ${farthest_d.toFixed(0)} days from the epoch of its elements (${formatUtc(elements.epoch_us)}); positions may be far off by then.`,
  ]
}

/** How far a run gets from the epoch of elements. */
const farthest_us = ({ epoch_us }: Elements, start_us: number, end_us: number) =>
  Math.max(Math.abs(start_us - epoch_us), Math.abs(end_us - epoch_us))

/** What a reader should know of the elements of a catalogue that fly. */
export function notesOnCatalogue(
  flying: readonly Elements[],
  file: string,
  start_us: number,
  end_us: number,
): string[] {
  const notes: string[] = []
  const days = flying.map(e => farthest_us(e, start_us, end_us) / 86400e6)
  const old = days.filter(d => d > OLD_ELEMENTS_d).length
  if (old > 0) {
    const farthest_d = days.reduce((most, d) => Math.max(most, d))
    notes.push(
      `The run reaches ${farthest_d.toFixed(0)} days from the epoch of elements in ${file}, more than ${OLD_ELEMENTS_d} days for ${old} of ${flying.length}; positions may be far off by then.`,
    )
  }
  const known = flying.map(e => e.noradId).filter(id => id > 0)
  const again = known.length - new Set(known).size
  if (again > 0)
    notes.push(
      `${again} of ${flying.length} elements in ${file} are further ones of an object that is there already; each flies as a satellite of its own.`,
    )
  return notes
}
