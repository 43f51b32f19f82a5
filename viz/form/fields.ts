import {
  ATTITUDE_KINDS,
  builtin,
  ENVIRONMENT_PARAMETERS,
  ORBIT_KINDS,
  type Parameter,
  type ParameterSet,
  type Path,
  TOP_PARAMETERS,
} from '../../engine/index.ts'

export type Given = Readonly<Record<string, unknown>>

/** A parameter of the scenario that can be changed. */
export interface Field {
  readonly path: Path
  /** As the engine's messages name it: `wing.area_m2`. Addresses name it so too. */
  readonly name: string
  /** Its own name alone: `area_m2`. */
  readonly key: string
  readonly parameter: Parameter
  /** What holds: the written value, or the default. */
  readonly value: unknown
  /** It has no default: whoever wrote the scenario had to decide it, so it is what one asks about first. */
  readonly leading: boolean
}

/** What stands together in a scenario: its orbit, its attitude, a part, the run itself. */
export interface Group {
  readonly title: string
  readonly about: string
  readonly path: Path
  readonly fields: readonly Field[]
}

/** Everything of a scenario that a form can change, from the definitions that also validate it. */
export function groupsOf(scenario: Given): Group[] {
  const orbit = groupOf('Orbit', scenario.orbit, ORBIT_KINDS, ['orbit'], 'orbit')
  const attitude = groupOf('Attitude', scenario.attitude, ATTITUDE_KINDS, ['attitude'], 'attitude')
  const parts = Array.isArray(scenario.parts) ? (scenario.parts as readonly unknown[]) : []
  const environment =
    scenario.orbit === undefined
      ? []
      : fieldsOf(objectOf(scenario.environment), ENVIRONMENT_PARAMETERS, ['environment'], 'environment')
  return [
    ...orbit,
    ...parts.flatMap((part, index) => {
      const id = String(objectOf(part).id)
      return groupOf(id, part, builtin, ['parts', index], id)
    }),
    ...attitude,
    { title: 'Surroundings', about: 'What else shines on the satellite.', path: ['environment'], fields: environment },
    {
      title: 'Run',
      about: 'When, how long, and in which steps.',
      path: [],
      fields: fieldsOf(scenario, TOP_PARAMETERS, [], '').map(f => ({ ...f, leading: false })),
    },
  ].filter(g => g.fields.length > 0)
}

interface Kind {
  readonly kind: string
  readonly about: string
  readonly parameters: ParameterSet
}

const objectOf = (value: unknown) => (value !== null && typeof value === 'object' ? value : {}) as Given

function groupOf(title: string, given: unknown, kinds: readonly Kind[], path: Path, name: string): Group[] {
  const values = objectOf(given)
  const kind = kinds.find(k => k.kind === values.kind)
  if (kind === undefined) return []
  const about = `${kind.kind}: ${kind.about}`
  return [{ title, about, path, fields: fieldsOf(values, kind.parameters, path, name) }]
}

/** Numbers, words, marks and texts; tables and objects are written in the scenario's file. */
const EDITABLE: ReadonlySet<Parameter['type']> = new Set(['number', 'choice', 'flag', 'text'])

function fieldsOf(values: Given, parameters: ParameterSet, path: Path, name: string): Field[] {
  return Object.entries(parameters).flatMap(([key, parameter]): Field[] => {
    const value = values[key] ?? parameter.fallback
    if (!EDITABLE.has(parameter.type) || (value !== undefined && typeof value === 'object')) return []
    return [
      {
        path: [...path, key],
        name: name === '' ? key : `${name}.${key}`,
        key,
        parameter,
        value,
        leading: !parameter.optional && (parameter.type === 'number' || parameter.type === 'choice'),
      },
    ]
  })
}
