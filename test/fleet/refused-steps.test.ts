import { describe, expect, it } from 'vitest'
import { elementsOf, fiveNodes, orbitOf, START_us, STEP_s, sunAtTicks } from '../../bench/fleet-case.ts'
import type { FastDesign } from '../../engine/fleet/design/design.ts'
import { runBlock } from '../../engine/fleet/fast/block.ts'
import { KNOTS } from '../../engine/fleet/orbit/knots.ts'
import { makeTile, ROW, TALLY } from '../../engine/fleet/tile/tile.ts'

const TICKS = 120
/** Some meet the shadow in these two hours. */
const orbits = Array.from({ length: 9 }, (_, k) => orbitOf(elementsOf(5 * k)))

/** The bench's satellites with chips that are so light, and begin so cold, that a step may be refused. */
function design(capacity_J_K: number, initial_K: number): FastDesign {
  const d = fiveNodes()
  return { ...d, nodes: d.nodes.map(n => (n.id === 'chips' ? { ...n, capacity_J_K, initial_K } : n)) }
}

/** The tile after the run, and how often a step was refused. */
function run(d: FastDesign) {
  const tile = makeTile(d, KNOTS)
  let refusals = 0
  const goOn = (edges: number, refused: number) => {
    refusals += refused
    return tile.code.goOn(edges, refused)
  }
  const watched = { ...tile, code: { ...tile.code, goOn } }
  const common = { start_us: START_us, step_s: STEP_s, ticks: TICKS, sun_km: sunAtTicks(TICKS) }
  runBlock({ tile: watched, orbits, first: 0, ...common })
  return { tile, refusals }
}

describe('a satellite whose step is refused', () => {
  const calm = run(design(20_000, 300))
  const jolted = run(design(100, 20))
  const total = ({ tile }: typeof calm, row: number, lane: number) => tile.table.total[row * ROW + lane]

  it('goes through the same tick in halves: as long, and as long in the light', () => {
    // The start and the edges of the shadow are enough for some.
    expect(calm.refusals).toBeGreaterThan(5)
    expect(jolted.refusals).toBeGreaterThan(3 * calm.refusals)
    for (const lane of orbits.keys()) {
      const demanded_J = 14_000 * TICKS * STEP_s
      for (const r of [calm, jolted]) expect(total(r, TALLY.demanded_J, lane) / demanded_J).toBeCloseTo(1, 12)
      expect(total(jolted, TALLY.lit_s, lane)).toBeCloseTo(total(calm, TALLY.lit_s, lane), 2)
    }
    // Not all of it: otherwise nothing was said of the penumbra.
    expect(Math.min(...orbits.map((_, lane) => total(calm, TALLY.lit_s, lane)))).toBeLessThan(0.75 * TICKS * STEP_s)
  })

  it('forgets how it began', () => {
    for (const [k, { id }] of fiveNodes().nodes.entries())
      for (const lane of orbits.keys()) {
        const at = k * ROW + lane
        expect(Math.abs(jolted.tile.table.temp[at] - calm.tile.table.temp[at]), id).toBeLessThan(1)
      }
  })

  it('does not follow what is gone in a microsecond', () => {
    const quick = run(design(1e-3, 290))
    const chips = fiveNodes().nodes.findIndex(n => n.id === 'chips')
    for (const lane of orbits.keys()) {
      const at = chips * ROW + lane
      // Capacity that is gone holds nothing back.
      expect(Math.abs(quick.tile.table.temp[at] - calm.tile.table.temp[at])).toBeLessThan(0.5)
    }
  })

  it('is named where no step is small enough', () => {
    expect(() => run(design(1e-12, 20))).toThrow('its temperatures do not settle')
  })
})
