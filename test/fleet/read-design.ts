import { expect } from 'vitest'
import type { FastDesign } from '../../engine/fleet/design/design.ts'
import { type Turning, turningBodies } from '../../engine/fleet/fast/turning-faces.ts'
import { builtin, planFleet, readScenario } from '../../engine/index.ts'

/** A satellite as the fast path reads it from its parts, with what tells the light on faces that turn; `given` has no orbit. */
export function readDesign(given: Record<string, unknown>): { design: FastDesign; turning?: Turning } {
  const orbits = { kind: 'sun-synchronous-planes', altitude_km: 600, ltan_h: 12, satellites: 1, planes: 1 }
  const { scenario, groups } = planFleet(
    readScenario({ ...given, fleet: { groups: [{ id: 'one', orbits }] } }, { components: builtin }),
  )
  const [{ group, fit, why }] = groups
  const { design } = fit ?? expect.fail(why)
  const { turning } = design
  return { design, ...(turning && { turning: turningBodies(scenario, group, turning, scenario.start_us) }) }
}
