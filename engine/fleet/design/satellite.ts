import type { FleetGroup } from '../../scenario/fleet-group.ts'
import type { Scenario, ScenarioPart } from '../../scenario/scenario.ts'

/** The parts of satellite `k` of a group, with what was drawn for it. */
export function partsOf(group: FleetGroup, k: number): readonly ScenarioPart[] {
  if (group.spread.length === 0) return group.parts
  const parts = [...group.parts]
  for (const s of group.spread) {
    const at = parts.findIndex(p => p.id === s.part)
    parts[at] = { ...parts[at], values: { ...parts[at].values, [s.parameter]: s.draw(k) } }
  }
  return parts
}

/** Satellite `k` of a group as a scenario of its own: what `simulate` makes of it is what the fleet has of it. */
export function satelliteScenario(scenario: Scenario, group: FleetGroup, k: number): Scenario {
  const { fleet: _fleet, ...one } = scenario
  const begin = group.beginTick(k)
  return {
    ...one,
    name: `${scenario.name}: satellite ${group.first + k}`,
    start_us: scenario.start_us + begin * scenario.step_s * 1e6,
    ticks: scenario.ticks - begin,
    orbit: { kind: 'fleet', elements: group.constellation.elements(k) },
    parts: partsOf(group, k),
    notes: [],
  }
}
