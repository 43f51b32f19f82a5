import {
  choice,
  objectOf,
  optionalQuantity,
  type ParameterSet,
  quantity,
  type ValuesOf,
} from '../quantity/parameter.ts'
import type { Path, Problem } from '../quantity/problem.ts'
import { explainAll } from './explain.ts'
import type { ScenarioPart } from './scenario.ts'

/** What can be written of the jobs that a fleet shares. */
export const JOB_PARAMETERS = {
  arrivals_per_day: quantity({ above: 0, max: 1e9, about: 'Jobs that arrive in a day, at random times (Poisson).' }),
  work_PFLOP: quantity({ above: 0, max: 1e15, about: 'Work of each.' }),
  delay_s: quantity({
    min: 0,
    max: 86400,
    fallback: 0,
    about: 'From the queue to a satellite, and for the result back.',
  }),
  policy: choice(['coolest', 'fullest', 'first'], {
    fallback: 'coolest',
    about: 'Who of those that may take a job gets it: the coolest, the one with most charge, or the first by number.',
  }),
  max_temp_K: optionalQuantity({
    above: 0,
    max: 2000,
    about: 'A satellite whose accelerators are hotter takes no job.',
  }),
  min_charge_frac: optionalQuantity({ min: 0, max: 1, about: 'A satellite with less charge takes no job.' }),
} as const satisfies ParameterSet

/** Jobs of a common queue, and the part that does them on every satellite. */
export interface Jobs extends ValuesOf<typeof JOB_PARAMETERS> {
  readonly compute: ScenarioPart
  readonly battery: string | undefined
}

const shape = objectOf(JOB_PARAMETERS)

/** Reads `jobs:`; undefined when there are none or they cannot be used, with problems added. Without parts, which could not be read, nothing is said of them. */
export function readJobs(
  given: unknown,
  path: Path,
  parts: readonly ScenarioPart[] | undefined,
  groups: number,
  launched: boolean,
  problems: Problem[],
): Jobs | undefined {
  if (given === undefined) return undefined
  const problem = (what: string, instead: string) => {
    problems.push({ path, name: 'fleet.jobs', what, instead })
    return undefined
  }
  if (given === null || typeof given !== 'object' || Array.isArray(given))
    return problem('is not a map', 'Write jobs: { arrivals_per_day: 1000, work_PFLOP: 5000 }.')
  const parsed = shape.safeParse(given)
  if (!parsed.success) {
    problems.push(...explainAll(parsed.error.issues, given, path, 'fleet.jobs', JOB_PARAMETERS))
    return undefined
  }
  if (groups !== 1) return problem(`${groups} groups`, 'Jobs are shared by the satellites of one group: write one.')
  if (launched) return problem('a launch schedule beside jobs', 'Leave launch out: all satellites begin together.')
  if (parts === undefined) return undefined
  const computing = parts.filter(p => p.kind === 'compute.accelerators')
  if (computing.length !== 1)
    return problem(
      `${computing.length} parts that compute`,
      'Give the satellites one compute.accelerators, which does the jobs.',
    )
  const [compute] = computing
  const values = parsed.data as unknown as ValuesOf<typeof JOB_PARAMETERS>
  if (values.max_temp_K !== undefined && compute.values.node === undefined)
    return problem(`max_temp_K, but ${compute.id} has no node`, 'Name its node, or leave max_temp_K out.')
  const battery = parts.find(p => p.component.ports.includes('battery'))?.id
  if ((values.min_charge_frac !== undefined || values.policy === 'fullest') && battery === undefined)
    return problem('a charge is asked for, but there is no battery', 'Add a battery, or leave it out.')
  return { ...values, compute, battery }
}
