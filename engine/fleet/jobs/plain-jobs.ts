import type { Jobs } from '../../scenario/jobs.ts'
import type { ScenarioPart } from '../../scenario/scenario.ts'
import type { Column, TickView } from '../../tick/column.ts'
import type { Coupling } from './coupling.ts'
import type { Dispatcher } from './dispatch.ts'
import type { LaneStates } from './lane-states.ts'

/** Satellites of the plain path, lanes of one program, as busy as the dispatch says. */
export interface PlainJobs {
  /** The parts of a satellite, its accelerators busy as is said in the states. */
  direct(own: readonly ScenarioPart[]): readonly ScenarioPart[]
  /** At the end of a tick: shows the dispatch the states, and has it say how busy each is in the next. */
  observe(view: TickView): void
  lastTick(): number
}

export function makePlainJobs(jobs: Jobs, { states, ending }: Coupling, dispatcher: Dispatcher): PlainJobs {
  const { id, values } = jobs.compute
  const names = {
    lit_frac: 'sky.lit_frac',
    rate_TFLOP_s: `${id}.rate_TFLOP_s`,
    ...(values.node === undefined ? {} : { temp_K: `${values.node}.temp_K` }),
    ...(jobs.battery === undefined ? {} : { charge_frac: `${jobs.battery}.charge_frac` }),
  } satisfies Partial<Record<keyof LaneStates, string>>
  states.charge_frac.fill(1)
  states.busy_frac.fill(0)
  return {
    direct: own => directed(own, id, states.busy_frac),
    observe({ tick, time_s, columns }) {
      for (const [state, name] of Object.entries(names))
        states[state as keyof typeof names].set(columns.get(name) as Column)
      dispatcher.endOfTick(tick, time_s)
      ending.reached(tick)
    },
    lastTick: ending.lastTick,
  }
}

/** The parts of a satellite, accelerators `id` as busy as a column says; by lane, and read anew at every step. */
export const directed = (parts: readonly ScenarioPart[], id: string, busy_frac: Column): readonly ScenarioPart[] =>
  parts.map(p => {
    if (p.id !== id) return p
    const build: typeof p.component.build = (part, plant) =>
      p.component.build({ ...part, lanes: name => (name === 'utilisation_frac' ? busy_frac : part.lanes(name)) }, plant)
    return { ...p, component: { ...p.component, build } }
  })
