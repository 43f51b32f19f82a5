import { clamp } from '../physics/power/accelerator.ts'
import { powerInTheDark_W, powerInTheLight_W } from '../physics/power/eclipse-plan.ts'
import type { Column } from '../tick/column.ts'
import { type Plant, type Span, type StateDeclaration, step, tempOf, type Wires } from '../tick/component.ts'
import { makeFollower } from '../tick/follower.ts'
import type { ComputeValues } from './compute-parameters.ts'

type Columns = Readonly<Record<string, Column>>

/** Something that holds compute back: its wires, and by lane the share of the power above idle that it leaves, 0 to 1. */
export interface Governor {
  readonly reads?: Wires
  readonly midpoints?: Wires
  readonly states?: readonly StateDeclaration[]
  readonly advances?: Wires
  /** Where it follows what it moves itself (tick/follower.ts). */
  readonly passes?: 3
  readonly bind: (io: Columns) => (lane: number, span: Span) => number
}

/** Leaves everything. */
const unheld: Governor = { bind: () => () => 1 }

/** Slows from all to nothing as a charge falls through a band. */
const keepCharge = (battery: string, keep: Column, band: Column): Governor => ({
  midpoints: { charge_frac: `${battery}.charge_frac` },
  bind: io => i => clamp((io.charge_frac[i] - keep[i]) / band[i]),
})

/**
 * Slows from all to nothing as the temperature of a node rises through a band: it settles where heat and cooling agree, somewhere in it, at any
 * tick.
 */
const slowInBand = (node: string, max_K: Column, band_K: Column): Governor => ({
  midpoints: { temp_K: tempOf(node) },
  passes: 3,
  bind: io => {
    const follow = makeFollower(max_K.length)
    return (i, span) => follow(i, span.pass ?? 0, io.temp_K[i], t_K => clamp((max_K[i] - t_K) / band_K[i]))
  },
})

/**
 * Holds the temperature of a node:  s = clamp(p + (hold - T)/band),  dp/dt = (hold - T)/(band tau),  p kept in 0 to 1 (no wind-up).
 *
 * The sum of all that T was off goes into p, so where s is inside its range the mean of T is `hold` itself, whatever cools the node: a band
 * alone would settle below it. T is that of the middle of the step. For ticks under capacity x band / power, as any feedback that looks once a step.
 */
const holdTemperature = (id: string, node: string, hold_K: Column, band_K: Column, tau_s: Column): Governor => {
  const state = `${id}.hold_frac`
  return {
    states: [{ column: state, initial: new Float64Array(hold_K.length).fill(1) }],
    midpoints: { temp_K: tempOf(node) },
    reads: { was_hold_frac: state },
    advances: { hold_frac: state },
    bind: io => (i, span) => {
      const off = (hold_K[i] - io.temp_K[i]) / band_K[i]
      io.hold_frac[i] = clamp(io.was_hold_frac[i] + (off * span.duration_s) / tau_s[i])
      return clamp(0.5 * (io.was_hold_frac[i] + io.hold_frac[i]) + off)
    },
  }
}

/** What a load draws at the bus: idle, and above it what it may be left a share of; W by lane. */
interface Draw {
  readonly idle_W: (lane: number) => number
  readonly above_W: (lane: number) => number
}

/** A contact that is as near as this is over: the steps were cut there. */
const PASSED_s = 1e-3
/** How fast a battery is filled where no eclipse is in sight: two low orbits. */
const UNHURRIED_s = 3 * 3600

/** Below idle: the governor says that even that is too much. */
export const ASLEEP = -1

/**
 * Keeps the charge of a battery above a floor through the next eclipse, and computes as much as that allows: physics/power/eclipse-plan.ts with the
 * eclipse that environment/forecast.ts foresees. It is reckoned anew at every step from what there is, so what was foreseen wrongly
 * (arrays that warm, loads that come and go) is put right on the way, and the last steps of the shadow end at the floor. Other loads are taken as they
 * were in the last step, and in the dark at least as their mean in the dark so far. Returns ASLEEP where even idling is too much.
 */
function throughEclipse(id: string, battery: string, bus: string, keep: Column, draw: Draw, plant: Plant): Governor {
  const { nextEclipse } = plant.path as NonNullable<Plant['path']>
  return {
    reads: {
      charge_frac: `${battery}.charge_frac`,
      takes_J: `${battery}.takes_J`,
      gives_J: `${battery}.gives_J`,
      supply_W: `${bus}.supply_W`,
      others_W: `${id}.other_loads_W`,
      dark_W: `${id}.other_loads_dark_W`,
    },
    bind:
      io =>
      (i, { start_s }) => {
        const charge = io.charge_frac[i]
        const outlook = {
          held_J: (charge - keep[i]) * io.gives_J[i],
          room_J: Math.max(0, 1 - charge) * io.takes_J[i],
          // A battery of which nothing works any more takes nothing either.
          returned_frac: io.takes_J[i] > 0 ? io.gives_J[i] / io.takes_J[i] : 1,
          supply_W: io.supply_W[i],
          others_W: io.others_W[i],
          darkOthers_W: io.dark_W[i],
        }
        const now_s = start_s + PASSED_s
        const next = nextEclipse(i, now_s)
        const allowed_W =
          next === undefined
            ? powerInTheLight_W(outlook, UNHURRIED_s, 0)
            : next.start_s > now_s
              ? powerInTheLight_W(outlook, next.start_s - start_s, next.end_s - next.start_s)
              : powerInTheDark_W(outlook, next.end_s - start_s)
        const above_W = allowed_W - draw.idle_W(i)
        return above_W < 0 ? ASLEEP : draw.above_W(i) > 0 ? clamp(above_W / draw.above_W(i)) : 1
      },
  }
}

/** What keeps the charge of its battery. */
export function chargeGovernor(
  id: string,
  { battery, governor, bus }: ComputeValues,
  lanes: (name: 'keep_charge_frac' | 'charge_band_frac') => Column,
  plant: Plant,
  draw: Draw,
): Governor {
  if (battery === undefined) return unheld
  const keep = lanes('keep_charge_frac')
  return governor === 'next-eclipse'
    ? throughEclipse(id, battery, bus, keep, draw, plant)
    : keepCharge(battery, keep, lanes('charge_band_frac'))
}

/** What keeps the temperature of its node. */
export function heatGovernor(
  id: string,
  v: ComputeValues,
  each: (f: (v: ComputeValues) => number) => Column,
): Governor {
  const band_K = each(v => v.temp_band_K)
  if (v.node === undefined) return unheld
  if (v.hold_temp_K !== undefined)
    return holdTemperature(
      id,
      v.node,
      each(v => v.hold_temp_K ?? 0),
      band_K,
      each(v => v.hold_time_s),
    )
  return v.max_temp_K === undefined
    ? unheld
    : slowInBand(
        v.node,
        each(v => v.max_temp_K ?? 0),
        band_K,
      )
}

/** How fast the mean of what others draw in the dark follows, s. */
const DARK_MEMORY_s = 600

/** Keeps for the next step what the other loads of the bus draw, and what they have drawn in the dark. */
export function rememberStep(id: string, bus: string, passed: Column) {
  const [others, dark] = [`${id}.other_loads_W`, `${id}.other_loads_dark_W`]
  return step(
    'spend',
    {
      reads: {
        draw_W: `${bus}.draw_W`,
        imported_W: `${bus}.imported_W`,
        demand_W: `${id}.demand_W`,
        lit_frac: 'sky.lit_frac',
        was_W: dark,
      },
      advances: { others_W: others, dark_W: dark },
    },
    io =>
      ({ from, to, duration_s }) => {
        const weight = -Math.expm1(-duration_s / DARK_MEMORY_s)
        for (let i = from; i < to; i++) {
          const others_W = Math.max(0, io.draw_W[i] - io.imported_W[i] - io.demand_W[i] / passed[i])
          io.others_W[i] = others_W
          io.dark_W[i] = io.was_W[i] + weight * (1 - io.lit_frac[i]) * (others_W - io.was_W[i])
        }
      },
  )
}
