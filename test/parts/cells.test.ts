import { describe, expect, it } from 'vitest'
import { CELL_NAMES, cellOf, remainingPower_frac } from '../../engine/catalogue/cells.ts'
import type { Figure } from '../../engine/catalogue/figure.ts'

describe('the cells', () => {
  it.each(CELL_NAMES)('%s: every figure says where it comes from and lies in its range', name => {
    const cell = cellOf(name)
    const figures = [
      ...Object.values(cell).filter((v): v is Figure => typeof v === 'object' && v !== null && 'value' in v),
      ...cell.remaining.map(r => r.power_frac),
    ]
    expect(figures.length).toBe(10)
    for (const f of figures) {
      expect(f.source.length).toBeGreaterThan(8)
      if (f.confidence === 'estimate') expect(f.source.startsWith('estimate: ')).toBe(true)
      if (f.range !== undefined) {
        expect(f.value).toBeGreaterThanOrEqual(f.range[0])
        expect(f.value).toBeLessThanOrEqual(f.range[1])
      }
    }
    const left = cell.remaining.map(r => r.power_frac.value)
    expect(left).toEqual([...left].sort((a, b) => b - a))
  })

  it('XTJ keeps what Fetzer et al. publish: 0.89 after 5e14 and 0.84 after 1e15', () => {
    const xtj = cellOf('triple-junction-xtj')
    expect(remainingPower_frac(xtj, 0, 5e14)).toBeCloseTo(0.89, 12)
    expect(remainingPower_frac(xtj, 0, 1e15)).toBeCloseTo(0.84, 12)
    expect(remainingPower_frac(xtj, 0, 0)).toBe(1)
    expect(remainingPower_frac(xtj, 0, 7e14)).toBeGreaterThan(0.84)
    expect(remainingPower_frac(xtj, 0, 7e14)).toBeLessThan(0.89)
    expect(remainingPower_frac(xtj, 0, 3e15)).toBeLessThan(0.84)
    expect(remainingPower_frac(xtj, 0, 3e13)).toBeGreaterThan(0.95)
  })

  it('years compound', () => {
    const hjt = cellOf('hjt-silicon')
    expect(remainingPower_frac(hjt, 5, 0)).toBeCloseTo((1 - hjt.loss_per_year.value) ** 5, 12)
  })
})
