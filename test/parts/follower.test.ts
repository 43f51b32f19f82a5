import { describe, expect, it } from 'vitest'
import { columnOf, simulate } from '../../engine/index.ts'

describe('compute that slows as its node warms', () => {
  it.each([
    [20000, 10],
    [20000, 60],
    [2000, 60],
    [200, 600],
  ])('on a node of %d J/K, at ticks of %d s, settles where heat and cooling agree', (capacity_J_K, step_s) => {
    const { recording } = simulate({
      name: 'governed',
      start: '2026-01-01T00:00:00Z',
      duration: '5 h',
      step_s,
      parts: [
        { id: 'plug', kind: 'supply.scheduled', steps: [[0, 20000]] },
        { id: 'chips', kind: 'node.lumped', capacity_J_K, initial_temp_K: 300 },
        { id: 'wall', kind: 'node.held', temp_K: 280 },
        { id: 'plate', kind: 'link.conductive', from: 'chips', to: 'wall', conductance_W_K: 60 },
        {
          id: 'compute',
          kind: 'compute.accelerators',
          accelerator: 'h100-sxm',
          count: 10,
          max_temp_K: 350,
          node: 'chips',
        },
      ],
    })
    const temp = columnOf(recording, 'chips.temp_K') as Float64Array
    const served = columnOf(recording, 'compute.served_W') as Float64Array
    // Whatever it draws, the plate carries: and that is less than all, by how far the node is into the band of 10 K below 350 K.
    for (let row = temp.length - 3; row < temp.length; row++) {
      expect(60 * (temp[row] - 280)).toBeCloseTo(served[row], 1)
      expect(temp[row]).toBeGreaterThan(340)
      expect(temp[row]).toBeLessThan(350)
    }
  })
})
