import { ORBIT_KINDS } from './orbits.ts'
import type { Scenario } from './scenario.ts'

type Given = Readonly<Record<string, unknown>>

/**
 * A scenario as it could have been written with nothing left out: every default and every reference that was found for the writer stands
 * there. Two of them can be compared value by value, and reading one gives the same scenario again.
 */
export function filledIn(s: Scenario): Given {
  const given = s.given as Given
  const parts = given.parts as readonly Given[]
  return {
    ...given,
    ...(given.orbit === undefined ? {} : { orbit: filledOrbit(given.orbit as Given) }),
    attitude: withoutUndefined({ kind: s.attitude.kind.kind, ...s.attitude.values }),
    environment: withoutUndefined({ ...s.environment }),
    ...(s.faults.length === 0 ? {} : { faults: s.faults.map(f => withoutUndefined(f.values)) }),
    parts: parts.map((p, k) => withoutUndefined({ ...p, ...s.parts[k].values })),
  }
}

/** An orbit keeps what was written: its elements, once read, are no longer what a reader would change. */
function filledOrbit(orbit: Given): Given {
  const kind = ORBIT_KINDS.find(k => k.kind === orbit.kind)
  const defaults = Object.entries(kind?.parameters ?? {}).map(([key, p]) => [key, p.fallback])
  return withoutUndefined({ ...Object.fromEntries(defaults), ...orbit })
}

const withoutUndefined = (o: Given): Given => Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined))
