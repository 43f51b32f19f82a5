import { describe, expect, it } from 'vitest'
import { finEfficiency, finEfficiencyFast } from '../../engine/physics/heat/fin.ts'
import { truth } from '../load.ts'

interface Fin {
  Nc: number
  sinkRatio: number
  efficiency: number
}

const { fin } = truth<{ fin: { dimensionless: Fin[] } }>('extended/g-thermal.json')

describe('a radiating fin against the boundary-value problem', () => {
  const cold = fin.dimensionless.filter(f => f.sinkRatio === 0)
  it.each(cold.map(f => [f.Nc, f.efficiency] as const))('Nc %f: %f', (nc, efficiency) => {
    expect(Math.abs(finEfficiency(nc) - efficiency)).toBeLessThan(1e-7)
    expect(Math.abs(finEfficiencyFast(nc) - efficiency)).toBeLessThan(1e-4)
  })

  it('a sink of half the root’s temperature changes it by under 3 %, and by under 1 % up to Nc 1', () => {
    for (const f of fin.dimensionless.filter(x => x.sinkRatio === 0.5))
      expect(Math.abs(finEfficiency(f.Nc) / f.efficiency - 1)).toBeLessThan(f.Nc <= 1 ? 0.01 : 0.03)
  })

  it('of no length is 1, and falls with length', () => {
    expect(finEfficiency(0)).toBe(1)
    expect(finEfficiencyFast(1e-6)).toBeCloseTo(1, 5)
    expect(finEfficiencyFast(0)).toBe(1)
    let last = 1
    for (let nc = 1e-3; nc < 100; nc *= 2) {
      expect(finEfficiencyFast(nc)).toBeLessThan(last)
      last = finEfficiencyFast(nc)
    }
  })
})
