import { runBlock } from '../engine/fleet/fast/block.ts'
import { ROW, TALLY } from '../engine/fleet/tile/tile.ts'
import { CONTACT_KINDS } from '../engine/physics/light/contacts.ts'
import { sunAtTicks } from '../engine/physics/light/sun-nodes.ts'
import { elementsFromOmm } from '../engine/physics/orbit/orbit.ts'
import type { EclipseCase, EclipseError } from './eclipse-error.ts'
import { makeFleetTile, orbitOf } from './fleet-case.ts'

const DAY_s = 86_400

/** Runs each day on a fleet's fast path and keeps the worst errors, as eclipseError does of the plain one. */
export function fastEclipseError(cases: readonly EclipseCase[], step_s: number): EclipseError {
  const worst: EclipseError = { crossings: 0, worst_s: 0, sunlit_frac: 0, position_m: 0 }
  const tile = makeFleetTile()
  const { position, total } = tile.table
  const ticks = DAY_s / step_s
  for (const c of cases) {
    const start_us = Date.parse(`${c.epoch.slice(0, 19)}Z`) * 1000
    const found = CONTACT_KINDS.map((): number[] => [])
    const states = new Map(c.states.map(s => [s.t, s.r_km]))
    runBlock({
      tile,
      orbits: [orbitOf(elementsFromOmm(c.elements as Record<string, unknown>))],
      first: 0,
      start_us,
      step_s,
      ticks,
      sun_km: sunAtTicks({ start_us, step_s, ticks }),
      onContact: (_lane, kind, time_s) => found[CONTACT_KINDS.indexOf(kind)].push(time_s),
      onTick(tick) {
        const r_km = states.get(tick * step_s) ?? []
        const off_km = Math.hypot(...r_km.map((x, a) => position[a * ROW] - x))
        worst.position_m = Math.max(worst.position_m, off_km * 1000)
      },
    })
    for (const contacts of c.eclipses)
      for (const [kind, expected_s] of contacts.entries()) {
        if (expected_s === null) continue
        worst.crossings++
        const off_s = found[kind].map(time_s => Math.abs(time_s - expected_s))
        worst.worst_s = Math.max(worst.worst_s, Math.min(Number.POSITIVE_INFINITY, ...off_s))
      }
    if (c.sunlit_frac === undefined) continue
    const sunlit_frac = total[TALLY.lit_s * ROW] / DAY_s
    worst.sunlit_frac = Math.max(worst.sunlit_frac, Math.abs(sunlit_frac - c.sunlit_frac))
  }
  return worst
}
