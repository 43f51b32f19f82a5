import { describe, expect, it } from 'vitest'
import {
  ATTITUDE_KINDS,
  builtin,
  CONSTELLATION_KINDS,
  ENVIRONMENT_PARAMETERS,
  FLEET_PARAMETERS,
  JOB_PARAMETERS,
  LAUNCH_PARAMETERS,
  ORBIT_KINDS,
  type Parameter,
  simulate,
  TOP_PARAMETERS,
  unitOf,
} from '../../engine/index.ts'
import { EVERY_KIND } from '../every-kind.ts'

/** Parameters that hold no single number, so that no unit belongs to their name. */
const WITHOUT_UNIT = ['choice', 'flag', 'part', 'table', 'pairs', 'attitudes', 'list', 'text', 'object', 'stations']

describe('the unit is the last part of every name', () => {
  const sets: [string, Readonly<Record<string, Parameter>>][] = [
    ['scenario', TOP_PARAMETERS],
    ['environment', ENVIRONMENT_PARAMETERS],
    ['fleet', FLEET_PARAMETERS],
    ['launch', LAUNCH_PARAMETERS],
    ['jobs', JOB_PARAMETERS],
    ...[...ORBIT_KINDS, ...CONSTELLATION_KINDS, ...ATTITUDE_KINDS, ...builtin].map(
      k => [k.kind, k.parameters as Record<string, Parameter>] as [string, Record<string, Parameter>],
    ),
  ]
  it.each(sets)('of the parameters of %s', (_kind, parameters) => {
    for (const [name, p] of Object.entries(parameters)) {
      if (WITHOUT_UNIT.includes(p.type) || ['axis', 'quaternion'].includes(name)) continue
      expect(unitOf(name), name).toBeDefined()
    }
  })

  it('of every column of a plant that holds every kind', () => {
    const kinds = EVERY_KIND.parts.map(p => p.kind)
    expect(
      builtin.filter(c => !kinds.includes(c.kind)).map(c => c.kind),
      'add it to test/every-kind.ts',
    ).toEqual([])
    const { recording } = simulate(EVERY_KIND)
    expect(recording.columns.length).toBeGreaterThan(80)
    for (const c of recording.columns) {
      expect(unitOf(c.name), c.name).toBeDefined()
      expect(c.unit).toBe(unitOf(c.name))
    }
  })
})
