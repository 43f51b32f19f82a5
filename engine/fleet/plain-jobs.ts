import type { Jobs } from '../scenario/jobs.ts'
import type { ScenarioPart } from '../scenario/scenario.ts'
import type { Column, TickView } from '../tick/column.ts'
import type { Dispatcher } from './dispatch.ts'
import type { LaneStates } from './lane-states.ts'

/** Satellites of the plain path, lanes of one program, as busy as the dispatch says. */
export interface PlainJobs {
  /** The parts of a satellite, its accelerators busy as is said in the states. */
  direct(own: readonly ScenarioPart[]): readonly ScenarioPart[]
  /** At the end of a tick: shows the dispatch the states, and has it say how busy each is in the next. */
  observe(view: TickView): void
}

export function makePlainJobs(jobs: Jobs, states: LaneStates, dispatcher: Dispatcher): PlainJobs {
  const { id, values } = jobs.compute
  const names = {
    lit_frac: 'sky.lit_frac',
    rate_TFLOP_s: `${id}.rate_TFLOP_s`,
    ...(values.node === undefined ? {} : { temp_K: `${values.node}.temp_K` }),
    ...(jobs.battery === undefined ? {} : { charge_frac: `${jobs.battery}.charge_frac` }),
  } satisfies Partial<Record<keyof LaneStates, string>>
  states.charge_frac.fill(1)
  return {
    direct: own => own.map(p => (p.id === id ? busyAs(p, states.busy_frac) : p)),
    observe({ tick, time_s, columns }) {
      for (const [state, name] of Object.entries(names))
        states[state as keyof typeof names].set(columns.get(name) as Column)
      dispatcher.endOfTick(tick, time_s)
    },
  }
}

function busyAs(p: ScenarioPart, busy: Column): ScenarioPart {
  const build: typeof p.component.build = (part, plant) =>
    p.component.build({ ...part, lanes: name => (name === 'utilisation_frac' ? busy : part.lanes(name)) }, plant)
  return { ...p, component: { ...p.component, build } }
}
