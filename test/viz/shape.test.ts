import { describe, expect, it } from 'vitest'
import { type Panel, shapeOf } from '../../viz/scene/shape.ts'

const array = { id: 'wing', kind: 'array.flat', cell: 'hjt-silicon', area_m2: 600, face: '+z' }
const radiator = { id: 'radiator', kind: 'radiator.flat', coating: 'osr-quartz', area_m2: 110, face: '+x' }
const area_m2 = (panels: readonly Panel[], id: string) =>
  panels.filter(p => p.id === id).reduce((sum, p) => sum + p.length_m * p.width_m, 0)

describe('the shape of a satellite', () => {
  it('has the areas of its scenario', () => {
    const { panels } = shapeOf({ parts: [array, radiator] })
    expect(area_m2(panels, 'wing')).toBeCloseTo(600, 9)
    expect(area_m2(panels, 'radiator')).toBeCloseTo(110, 9)
  })

  it('knows arrays and radiators by their family, those of a user too', () => {
    const parts = [
      { ...array, kind: 'array.strings' },
      { id: 'mine', kind: 'radiator.mine', area_m2: 4 },
    ]
    const { panels } = shapeOf({ parts })
    expect(panels.map(p => [p.id, p.kind, p.face])).toEqual([
      ['wing', 'array', '+z'],
      ['wing', 'array', '+z'],
      ['mine', 'radiator', '+x'],
    ])
  })

  it('stretches panels across the way they look', () => {
    for (const face of ['+x', '-x', '+y', '-y', '+z', '-z'])
      for (const p of shapeOf({
        parts: [
          { ...array, face },
          { ...radiator, face },
        ],
      }).panels) {
        const k = 'xyz'.indexOf(face[1])
        expect(p.outward[k], `${p.id} that looks to ${face}`).toBe(0)
      }
  })

  it('lays panels out so that they do not meet', () => {
    const parts = [array, { ...array, id: 'other' }, radiator, { ...radiator, id: 'second', face: '+z' }]
    const { panels, boxes } = shapeOf({ parts })
    const along = new Map<string, [number, number][]>()
    for (const p of panels) {
      const way = p.outward.join()
      along.set(way, [...(along.get(way) ?? []), [p.reach_m - p.length_m / 2, p.reach_m + p.length_m / 2]])
    }
    for (const spans of along.values()) {
      spans.sort((a, b) => a[0] - b[0])
      expect(spans[0][0]).toBeGreaterThan(boxes[0].size_m[0] / 2)
      for (let k = 1; k < spans.length; k++) expect(spans[k][0]).toBeGreaterThan(spans[k - 1][1])
    }
  })

  it('turns a driven array about its own axis', () => {
    const { panels } = shapeOf({ parts: [{ ...array, drive: 'one-axis', drive_axis: '+x' }] })
    expect(panels.map(p => p.outward)).toEqual([
      [1, 0, 0],
      [-1, 0, 0],
    ])
  })

  it('puts what has a place there, and boxes as they are', () => {
    const placed = { ...radiator, area_m2: 8, position_m: [0, 3, 1], size_m: [2, 4] }
    const box = { id: 'hull', kind: 'structure.box', position_m: [0, 0, -1], size_m: [2, 2, 5] }
    const { panels, boxes } = shapeOf({ parts: [placed, box] })
    // It looks along x, so its sides lie along y and z.
    expect(panels[0]).toMatchObject({ root_m: [0, 3, 1], outward: [0, 0, 1], length_m: 4, width_m: 2, reach_m: 0 })
    expect(boxes).toEqual([{ id: 'hull', centre_m: [0, 0, -1], size_m: [2, 2, 5], assumed: false }])
  })

  it('is a body alone where the scenario is not known', () => {
    expect(shapeOf(undefined).panels).toEqual([])
    expect(shapeOf(undefined).boxes).toMatchObject([{ assumed: true }])
  })
})
