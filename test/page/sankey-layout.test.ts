import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Link, layOutSankey, returned } from '../../cli/page/sankey-layout.ts'

const HEIGHT = 400
const GAP = 10
const PLANT: Link[] = [
  { from: 'sun', to: 'wing', value: 15 },
  { from: 'wing', to: 'bus', value: 3 },
  { from: 'bus', to: 'battery', value: 1 },
  { from: 'battery', to: 'bus', value: 0.9 },
  { from: 'bus', to: 'load', value: 2.9 },
  { from: 'wing', to: 'space', value: 12 },
  { from: 'load', to: 'space', value: 2.9 },
]

describe('the layout of energy flows', () => {
  it('draws what runs back from a second node, and every flow from left to right', () => {
    const { nodes, links } = layOutSankey(PLANT, HEIGHT, GAP)
    expect(links.find(l => l.to === 'bus' && l.value === 0.9)?.from).toBe(returned('battery'))
    const layer = (id: string) => nodes.find(n => n.id === id)?.layer as number
    for (const l of links) expect(layer(l.to)).toBeGreaterThan(layer(l.from))
    expect(layer('space')).toBe(Math.max(...nodes.map(n => n.layer)))
  })

  it('lets a long band pass beside the nodes of the layers between', () => {
    const { nodes, links } = layOutSankey(PLANT, HEIGHT, GAP)
    const long = links.find(l => l.from === 'wing' && l.to === 'space')
    for (const [k, y] of (long?.y ?? []).slice(1, -1).entries())
      for (const n of nodes.filter(n => n.layer === (long?.layer ?? 0) + k + 1 && !n.passing))
        expect(y + (long?.width ?? 0) / 2 <= n.y || y - (long?.width ?? 0) / 2 >= n.y + n.height).toBe(true)
  })

  it('of any flows keeps heights in proportion, inside the drawing and apart', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
    const link = fc.record({ from: id, to: id, value: fc.double({ min: 1e-3, max: 1e3, noNaN: true }) })
    fc.assert(
      fc.property(
        fc.array(
          link.filter(l => l.from !== l.to),
          { minLength: 1, maxLength: 12 },
        ),
        given => {
          const { nodes, links } = layOutSankey(given, HEIGHT, GAP)
          expect(links.length).toBe(given.length)
          const scale = nodes[0].height / nodes[0].value
          for (const n of nodes) {
            expect(n.height).toBeCloseTo(n.value * scale, 6)
            expect(n.y).toBeGreaterThanOrEqual(-1e-6)
            expect(n.y + n.height).toBeLessThanOrEqual(HEIGHT + 1e-6)
          }
          for (const a of nodes)
            for (const b of nodes)
              if (a !== b && a.layer === b.layer && a.y <= b.y) expect(a.y + a.height).toBeLessThanOrEqual(b.y + 1e-6)
        },
      ),
    )
  })
})
