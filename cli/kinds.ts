import {
  type AnyComponent,
  ATTITUDE_KINDS,
  CONSTELLATION_KINDS,
  DISTRIBUTION_KINDS,
  ENVIRONMENT_PARAMETERS,
  FAULT_PARAMETERS,
  FLEET_PARAMETERS,
  faultsOf,
  GROUP_PARAMETERS,
  JOB_PARAMETERS,
  LAUNCH_BATCH_PARAMETERS,
  LAUNCH_PARAMETERS,
  LIMIT_KINDS,
  ORBIT_KINDS,
  type ParameterSet,
  TOP_PARAMETERS,
} from '../engine/index.ts'

/** Something that can be written in a scenario, with its parameters. */
export interface Kind {
  readonly kind: string
  readonly about: string
  readonly parameters: ParameterSet
  /** What stands beside the parameters and has kinds of its own. */
  readonly holds?: readonly Held[]
  /** Names of the ways in which it can fail; each is a kind of its own, `array.flat:string-lost`. */
  readonly fails?: readonly string[]
  /** What it is one of, each with what can be written beside the parameters of all. */
  readonly sorts?: readonly Kind[]
}

/** A key under which another kind stands. */
export interface Held {
  readonly name: string
  readonly expects: string
  readonly required: boolean
  readonly about: string
}

const held = (name: string, expects: string, about: string, required = false): Held => ({
  name,
  expects,
  required,
  about,
})

const FLEET_HOLDS: readonly Held[] = [
  held('groups', '[group, ...]', 'Groups of satellites, of one design each.', true),
  held('jobs', 'jobs, optional', 'A queue of jobs that they share.'),
]

const GROUP_HOLDS: readonly Held[] = [
  held('orbits', 'one of the orbits of a group', 'Where its satellites fly.', true),
  held(
    'set',
    '{ wing.area_m2: 500, ... }, optional',
    'Other values than the parts of the scenario have, for the whole group.',
  ),
  held('spread', '{ wing.area_m2: distribution, ... }, optional', 'Values that differ from satellite to satellite.'),
  held('launch', 'launch or [batch, ...], optional', 'When they begin; left out, with the run.'),
  held('parts', '[part, ...], optional', 'Parts of its own instead of those of the scenario.'),
]

export interface KindGroup {
  readonly title: string
  /** How one of them is written. */
  readonly example: string
  readonly kinds: readonly Kind[]
}

const withFaults = (c: AnyComponent): Kind => ({
  kind: c.kind,
  about: c.about,
  parameters: c.parameters,
  ...(c.faults === undefined ? {} : { fails: Object.keys(c.faults) }),
})

/** What can be written of any limit, and beside it of each sort. */
function anyLimit(): Kind {
  const shared = (name: string) => LIMIT_KINDS.every(k => name in k.parameters)
  const only = (parameters: ParameterSet, wanted: (name: string) => boolean): ParameterSet =>
    Object.fromEntries(Object.entries(parameters).filter(([name]) => wanted(name)))
  return {
    kind: 'limit',
    about:
      'What must hold: column names a column of the recording and measure what of it, or result a number of the summary. A run with a broken limit fails its check.',
    parameters: only(LIMIT_KINDS[0].parameters, shared),
    sorts: LIMIT_KINDS.map(k => ({ ...k, parameters: only(k.parameters, name => !shared(name)) })),
  }
}

/** All that can be written in a scenario, in the order in which it stands there. */
export function kindGroups(components: readonly AnyComponent[]): readonly KindGroup[] {
  return [
    {
      title: 'Top of a scenario',
      example: 'name: My satellite',
      kinds: [
        {
          kind: 'scenario',
          about: 'What stands at the top, beside orbit, attitude, parts, faults and limits.',
          parameters: TOP_PARAMETERS,
        },
      ],
    },
    { title: 'Orbits', example: 'orbit: { kind: ..., ... }', kinds: ORBIT_KINDS },
    {
      title: 'Fleet',
      example: 'fleet: { seed: 1, groups: [{ id: shell, orbits: { kind: ..., ... } }] }',
      kinds: [
        {
          kind: 'fleet',
          about: 'Many satellites instead of one orbit.',
          parameters: FLEET_PARAMETERS,
          holds: FLEET_HOLDS,
        },
        {
          kind: 'group',
          about: 'Satellites of one design.',
          parameters: GROUP_PARAMETERS,
          holds: GROUP_HOLDS,
        },
        {
          kind: 'launch',
          about:
            'Satellites of a group that begin one batch after the other, at equal intervals. For times of their own write a list of batches.',
          parameters: LAUNCH_PARAMETERS,
        },
        {
          kind: 'batch',
          about:
            'A launch of a list: launch: [{ at: 2026-07-01T06:00:00Z, satellites: 20 }, { at: 36 h, satellites: 4 }].',
          parameters: LAUNCH_BATCH_PARAMETERS,
        },
        {
          kind: 'jobs',
          about:
            'A queue of jobs that the satellites of a fleet of one group share. At every tick those that wait go to satellites in the sunlight, cool and charged enough. On the fast path too, until accelerators would throttle.',
          parameters: JOB_PARAMETERS,
        },
      ],
    },
    { title: 'Orbits of a group', example: 'orbits: { kind: ..., ... }', kinds: CONSTELLATION_KINDS },
    {
      title: 'Distributions',
      example: 'spread: { wing.area_m2: { kind: ..., ... } }',
      kinds: DISTRIBUTION_KINDS,
    },
    { title: 'Attitudes', example: 'attitude: { kind: ..., ... }', kinds: ATTITUDE_KINDS },
    {
      title: 'Environment',
      example: 'environment: { earth_radiation: latitude }',
      kinds: [
        {
          kind: 'environment',
          about: 'What surrounds the satellite; may be left out.',
          parameters: ENVIRONMENT_PARAMETERS,
        },
      ],
    },
    { title: 'Parts', example: 'parts: [{ id: my-part, kind: ..., ... }]', kinds: components.map(withFaults) },
    {
      title: 'Faults',
      example: 'faults: [{ part: wing, fault: string-lost, at: 2 h, ... }]',
      kinds: [
        {
          kind: 'fault',
          about: 'What fails, when and for how long. Beside these stand the parameters of its own.',
          parameters: FAULT_PARAMETERS,
        },
        ...faultsOf(components).flatMap(f => f.of.map(kind => ({ ...f, kind: `${kind}:${f.fault}` }))),
      ],
    },
    {
      title: 'Limits',
      example: 'limits: [{ column: chips.temp_K, measure: percentile, percent: 99, max: 350, why: ... }]',
      kinds: [anyLimit(), ...LIMIT_KINDS],
    },
  ]
}
