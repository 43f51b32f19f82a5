import {
  type AnyComponent,
  ATTITUDE_KINDS,
  ENVIRONMENT_PARAMETERS,
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
}

export interface KindGroup {
  readonly title: string
  /** How one of them is written. */
  readonly example: string
  readonly kinds: readonly Kind[]
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
          about: 'What stands at the top, beside orbit, attitude, parts and limits.',
          parameters: TOP_PARAMETERS,
        },
      ],
    },
    { title: 'Orbits', example: 'orbit: { kind: ..., ... }', kinds: ORBIT_KINDS },
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
    { title: 'Parts', example: 'parts: [{ id: my-part, kind: ..., ... }]', kinds: components },
    {
      title: 'Limits',
      example: 'limits: [{ column: chips.temp_K, measure: percentile, percent: 99, max: 350, why: ... }]',
      kinds: LIMIT_KINDS,
    },
  ]
}
