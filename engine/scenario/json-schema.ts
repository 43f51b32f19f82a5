import * as z from 'zod'
import { ATTITUDE_KINDS } from '../environment/attitude.ts'
import { ENVIRONMENT_PARAMETERS } from '../environment/earth.ts'
import { objectOf, type ParameterSet, schemaOf } from '../quantity/parameter.ts'
import type { AnyComponent } from '../tick/component.ts'
import { CONSTELLATION_KINDS } from './constellations.ts'
import { DISTRIBUTION_KINDS } from './distributions.ts'
import { FAULT_PARAMETERS, faultsOf } from './faults.ts'
import { FLEET_PARAMETERS } from './fleet.ts'
import { GROUP_PARAMETERS } from './fleet-group.ts'
import { JOB_PARAMETERS } from './jobs.ts'
import { LAUNCH_BATCH_PARAMETERS, LAUNCH_PARAMETERS } from './launch.ts'
import { LIMIT_KINDS } from './limits.ts'
import { ORBIT_KINDS } from './orbits.ts'
import { TOP_PARAMETERS } from './top.ts'

interface Kind {
  readonly kind: string
  readonly about: string
  readonly parameters: ParameterSet
}

const oneOf = (kinds: readonly Kind[], extra: Record<string, z.ZodType> = {}) =>
  z.union(kinds.map(k => schemaOf(k.kind, k.about, k.parameters, extra)))

const fields = (parameters: ParameterSet) =>
  Object.fromEntries(Object.entries(parameters).map(([name, p]) => [name, p.schema]))

/** Every fault with its own parameters; the same fault of several kinds of part stands once. */
function oneOfFaults(components: readonly AnyComponent[]) {
  return z.union(
    faultsOf(components).map(({ fault, about, parameters }) =>
      objectOf({ ...FAULT_PARAMETERS, ...parameters }, { fault: z.literal(fault) }).meta({ description: about }),
    ),
  )
}

/** The JSON Schema of a scenario, for editors: the same definitions that validate it. */
export function scenarioJsonSchema(components: readonly AnyComponent[]): Record<string, unknown> {
  const id = z.string().meta({ description: 'Name of the part; its columns begin with it.' })
  const parts = z.array(oneOf(components, { id })).min(1).meta({ id: 'parts' })
  const group = objectOf(GROUP_PARAMETERS, {
    orbits: oneOf(CONSTELLATION_KINDS),
    set: z.record(z.string(), z.unknown()).optional(),
    spread: z.record(z.string(), oneOf(DISTRIBUTION_KINDS)).optional(),
    launch: z.union([objectOf(LAUNCH_PARAMETERS), z.array(objectOf(LAUNCH_BATCH_PARAMETERS)).min(1)]).optional(),
    parts: parts.optional(),
  })
  const schema = z
    .strictObject({
      ...fields(TOP_PARAMETERS),
      orbit: oneOf(ORBIT_KINDS).optional(),
      fleet: objectOf(FLEET_PARAMETERS, {
        groups: z.array(group).min(1),
        jobs: objectOf(JOB_PARAMETERS).optional(),
      }).optional(),
      attitude: oneOf(ATTITUDE_KINDS).optional(),
      environment: objectOf(ENVIRONMENT_PARAMETERS).optional(),
      parts: parts.optional(),
      faults: z.array(oneOfFaults(components)).optional(),
      limits: z.array(z.union(LIMIT_KINDS.map(k => k.schema))).optional(),
    })
    .meta({ title: 'heliosync scenario' })
  return z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' }) as Record<string, unknown>
}
