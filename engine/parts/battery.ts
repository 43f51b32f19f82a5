import { optionalQuantity, quantity } from '../quantity/parameter.ts'
import type { Column } from '../tick/column.ts'
import type { Built, Plant, Wires } from '../tick/component.ts'

/** What a battery's maker promises of its life; the summary tells its wear where cycle_life_count is given. */
export const lifeParameters = {
  cycle_life_count: optionalQuantity({
    above: 0,
    max: 1e9,
    about: 'Cycles to the end of its life. Given, the summary tells its wear.',
  }),
  cycle_life_depth_frac: quantity({ above: 0, max: 1, fallback: 0.8, about: 'Depth of those cycles.' }),
  depth_exponent_unit: quantity({
    above: 0,
    max: 10,
    fallback: 1.2,
    about: 'Cycles go with depth to the power of minus this (estimate: 1.1 to 1.6 for lithium ion).',
  }),
  calendar_life_year: quantity({
    above: 0,
    max: 100,
    fallback: 15,
    about: 'Years to the end of its life unused (estimate).',
  }),
}

interface LifeValues {
  readonly cycle_life_count: number | undefined
  readonly cycle_life_depth_frac: number
  readonly depth_exponent_unit: number
  readonly calendar_life_year: number
}

/** The battery's promise by lane, for the summary; nothing where none is given. */
export function lifeOf<V extends LifeValues>(
  column: string,
  values: V,
  each: (f: (v: V) => number) => Column,
): Pick<Built, 'life'> {
  if (values.cycle_life_count === undefined) return {}
  const cycles = each(v => v.cycle_life_count ?? Number.NaN)
  const depth = each(v => v.cycle_life_depth_frac)
  const exponent = each(v => v.depth_exponent_unit)
  const calendar = each(v => v.calendar_life_year)
  return {
    life: {
      column,
      of: lane => ({
        cycles_count: cycles[lane],
        depth_frac: depth[lane],
        exponent_unit: exponent[lane],
        calendar_year: calendar[lane],
      }),
    },
  }
}

/**
 * What the batteries that stand before this one on the same bus have taken and given in the step. One bus settles them in the order of the
 * scenario: each against what the one before has left, so that no surplus is stored twice.
 */
export function batteriesBefore(id: string, bus: string, plant: Plant) {
  const all = plant.attached('bus', bus).filter(p => p.kind.startsWith('battery.'))
  const before = all.slice(
    0,
    all.findIndex(p => p.id === id),
  )
  const wires = (what: 'charged' | 'discharged') =>
    before.map((p, k) => [`${what}_${k}_W`, `${p.id}.${what}_W`] as const)
  const reads: Wires = Object.fromEntries([...wires('charged'), ...wires('discharged')])
  return {
    reads,
    bind(io: Readonly<Record<string, Column>>) {
      const total = (what: 'charged' | 'discharged') => {
        const columns = wires(what).map(([word]) => io[word])
        return (lane: number) => columns.reduce((sum, c) => sum + c[lane], 0)
      }
      return { charged_W: total('charged'), discharged_W: total('discharged') }
    },
  }
}
