import { runBlock } from '../engine/fleet/fast/block.ts'
import { ROW, TALLY } from '../engine/fleet/tile/tile.ts'
import { CONTACT_KINDS } from '../engine/physics/light/contacts.ts'
import { sunAtTicks } from '../engine/physics/light/sun-nodes.ts'
import { elementsFromOmm } from '../engine/physics/orbit/orbit.ts'
import type { DaySeen, EclipseCase } from './eclipse-error.ts'
import { makeFleetTile, orbitOf } from './fleet-case.ts'

const DAY_s = 86_400

const tile = makeFleetTile()

/** A day on a fleet's fast path. */
export function fastDay(c: EclipseCase, start: string, step_s: number): DaySeen {
  const { position, total } = tile.table
  const start_us = Date.parse(start) * 1000
  const ticks = DAY_s / step_s
  const contacts_s = CONTACT_KINDS.map((): number[] => [])
  const wanted = new Set(c.states.map(s => s.t))
  const positions_km = new Map<number, readonly number[]>()
  runBlock({
    tile,
    orbits: [orbitOf(elementsFromOmm(c.elements as Record<string, unknown>))],
    first: 0,
    start_us,
    step_s,
    ticks,
    sun_km: sunAtTicks({ start_us, step_s, ticks }),
    onContact: (_lane, kind, time_s) => contacts_s[CONTACT_KINDS.indexOf(kind)].push(time_s),
    onTick(tick) {
      const time_s = tick * step_s
      if (wanted.has(time_s)) positions_km.set(time_s, [position[0], position[ROW], position[2 * ROW]])
    },
  })
  const sunlit_frac = total[TALLY.lit_s * ROW] / DAY_s
  return { contacts_s, sunlit_frac, position_km: time_s => positions_km.get(time_s) }
}
