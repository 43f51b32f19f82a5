import type { Settlement } from '../physics/power/battery.ts'
import { fraction, optionalPartRef, optionalQuantity, partRef, quantity } from '../quantity/parameter.ts'
import type { Column } from '../tick/column.ts'
import {
  type Built,
  type Part,
  type Plant,
  type StateDeclaration,
  type StoredEntry,
  step,
  type Wires,
} from '../tick/component.ts'
import { heatStep } from './heat.ts'

/** What every battery can say of itself. What its maker promises of its life makes the summary tell its wear. */
export const batteryParameters = {
  initial_charge_frac: fraction({ fallback: 1, about: 'Charge at the start.' }),
  floor_frac: fraction({ fallback: 0, about: 'Charge below which it does not discharge.' }),
  health_frac: quantity({
    above: 0,
    max: 1,
    fallback: 1,
    about: 'Share of its new capacity that is left for what age does not tell, such as its cycles.',
  }),
  age_year: quantity({ min: 0, max: 50, fallback: 0, about: 'Years at the start: it has lost its yearly share.' }),
  fade_per_year: quantity({
    min: 0,
    below: 1,
    fallback: 0.02,
    about: 'Share of its capacity that it loses in a year on the calendar (estimate: 0.01 to 0.04 for lithium ion).',
  }),
  max_charge_W: quantity({ min: 0, max: 1e15, fallback: 1e15, about: 'Most power it takes, at the bus.' }),
  max_discharge_W: quantity({ min: 0, max: 1e15, fallback: 1e15, about: 'Most power it gives, at the bus.' }),
  self_discharge_per_day: quantity({
    min: 0,
    max: 1,
    fallback: 0,
    about: 'Share of its charge that leaks away in a day; lithium ion loses about 0.001.',
  }),
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
  bus: partRef('bus', { about: 'The bus it is on.' }),
  node: optionalPartRef('node', {
    about: 'The thermal node that its losses heat and whose temperature it has; without one they leave the model.',
  }),
}

type BatteryPart = Part<typeof batteryParameters>

/** Share of its new capacity that is left at the start of the run. */
export const capacityLeft_frac = ({ health_frac, age_year, fade_per_year }: BatteryPart['values']) =>
  health_frac * (1 - fade_per_year) ** age_year

/** What of a battery works in a step: the share of its cells, and that share over the one before the step. */
export interface Working {
  readonly left_frac: number
  readonly kept_frac: number
}

const ALL_WORK: Working = { left_frac: 1, kept_frac: 1 }

/** The battery's promise by lane, for the summary; nothing where none is given. */
function lifeOf(column: string, { values, each }: BatteryPart): Pick<Built, 'life'> {
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

type Columns = Readonly<Record<string, Column>>

/** What makes a battery of one kind: its states, and how it settles a step against what the bus has over or lacks. */
export interface Chemistry {
  readonly states: readonly StateDeclaration[]
  /** The state whose change is stored energy. */
  readonly stored: Omit<StoredEntry, 'ledger'>
  readonly reads: Wires
  readonly writes?: Wires
  readonly advances: Wires
  readonly bind: (
    io: Columns,
  ) => (
    lane: number,
    supply_W: number,
    draw_W: number,
    duration_s: number,
    working: Working,
  ) => Omit<Settlement, 'end_J'>
  /** Energy at the bus that a charge of 1 takes and gives, J, at the start of the step, by the share of its cells that work: what a governor reckons with. */
  readonly worth: (io: Columns) => {
    takes_J(lane: number, left_frac: number): number
    gives_J(lane: number, left_frac: number): number
  }
}

/**
 * The common half of every battery: its place among the batteries of its bus, its books, its heat and its wear.
 *
 * A cell that is shorted takes what it holds with it: its energy is loss, and heat, in the step in which it happens (neglected: the seconds to minutes that a
 * short takes), and its share of voltage, room and power is gone for good, also after the fault is over. What is in parallel with it goes too.
 */
export function buildBattery(part: BatteryPart, plant: Plant, chemistry: Chemistry): Built {
  const { id, values } = part
  const { bus, node } = values
  const before = batteriesBefore(id, bus, plant)
  const loss = `${id}.loss_W`
  const { states, stored, reads, writes, advances } = chemistry
  const shorted = plant.fault(id, 'cell-shorted')
  const works = `${id}.working_frac`
  return {
    ...lifeOf(`${id}.charge_frac`, part),
    states: [...states, ...(shorted === undefined ? [] : [{ column: works, initial: part.each(() => 1) }])],
    steps: [
      // Only where somebody reckons with it.
      ...(plant.attached('battery', id).length === 0 ? [] : [worthStep(id, chemistry, shorted && works)]),
      step(
        'settle',
        {
          reads: {
            supply_W: `${bus}.supply_W`,
            imported_W: `${bus}.imported_W`,
            draw_W: `${bus}.draw_W`,
            ...reads,
            ...before.reads,
            ...(shorted === undefined ? {} : { lost_frac: shorted, start_works_frac: works }),
          },
          writes: { charged_W: `${id}.charged_W`, discharged_W: `${id}.discharged_W`, loss_W: loss, ...writes },
          adds: { bus_charged_W: `${bus}.charged_W`, bus_discharged_W: `${bus}.discharged_W` },
          advances: { ...advances, ...(shorted === undefined ? {} : { end_works_frac: works }) },
        },
        io => {
          const columns = io as Columns
          const settle = chemistry.bind(io)
          const taken = before.bind(io)
          return ({ from, to, duration_s }) => {
            for (let i = from; i < to; i++) {
              const working = shorted === undefined ? ALL_WORK : workingOf(columns, i)
              const out = settle(
                i,
                io.supply_W[i] + io.imported_W[i] - taken.charged_W(i),
                io.draw_W[i] - taken.discharged_W(i),
                duration_s,
                working,
              )
              io.charged_W[i] = out.charged_W
              io.discharged_W[i] = out.discharged_W
              io.loss_W[i] = out.loss_W
              io.bus_charged_W[i] += out.charged_W
              io.bus_discharged_W[i] += out.discharged_W
            }
          }
        },
      ),
      ...(node === undefined ? [] : [heatStep(loss, node)]),
    ],
    flows: [
      { ledger: 'electrical', sign: -1, column: loss },
      ...(node === undefined ? [{ ledger: 'total', sign: -1, column: loss } as const] : []),
    ],
    stored: [
      { ledger: 'electrical', ...stored },
      { ledger: 'total', ...stored },
    ],
    roles: [
      { role: 'loss', column: loss },
      { role: 'charged', column: `${id}.charged_W` },
      { role: 'discharged', column: `${id}.discharged_W` },
    ],
  }
}

/** Cells once shorted stay so. */
function workingOf({ lost_frac, start_works_frac, end_works_frac }: Columns, i: number): Working {
  const before = start_works_frac[i]
  const left_frac = Math.min(before, 1 - lost_frac[i])
  end_works_frac[i] = left_frac
  return { left_frac, kept_frac: before > 0 ? left_frac / before : 1 }
}

function worthStep(id: string, { reads: own, worth }: Chemistry, works: string | undefined) {
  const reads: Wires = { ...own, ...(works === undefined ? {} : { works_frac: works }) }
  return step('offer', { reads, writes: { takes_J: `${id}.takes_J`, gives_J: `${id}.gives_J` } }, io => {
    const { takes_J, gives_J } = worth(io)
    const works_frac = (io as Columns).works_frac as Column | undefined
    return ({ from, to }) => {
      for (let i = from; i < to; i++) {
        const left = works_frac?.[i] ?? 1
        io.takes_J[i] = takes_J(i, left)
        io.gives_J[i] = gives_J(i, left)
      }
    }
  })
}

/** Share of its charge that leaks away in a step, after what was charged and discharged: first order, and a step is nothing to a leak. */
export const leaked_frac = (per_day: number, duration_s: number) => -Math.expm1((-per_day / 86400) * duration_s)

/**
 * What the batteries that stand before this one on the same bus have taken and given in the step. One bus settles them in the order of the
 * scenario: each against what the one before has left, so that no surplus is stored twice.
 */
function batteriesBefore(id: string, bus: string, plant: Plant) {
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
    bind(io: Columns) {
      const total = (what: 'charged' | 'discharged') => {
        const columns = wires(what).map(([word]) => io[word])
        return (lane: number) => columns.reduce((sum, c) => sum + c[lane], 0)
      }
      return { charged_W: total('charged'), discharged_W: total('discharged') }
    },
  }
}
