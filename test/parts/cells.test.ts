import { describe, expect, it } from 'vitest'
import { CELL_NAMES, cellOf, remainingPower_frac } from '../../engine/catalogue/cells.ts'

describe('the cells', () => {
  it.each(CELL_NAMES)('%s loses more with more fluence, and its curve has the shape of one', name => {
    const { remaining, curve } = cellOf(name)
    const left = remaining.map(r => r.power_frac.value)
    expect(left).toEqual([...left].sort((x, y) => y - x))
    expect(curve.peak_V.value).toBeLessThan(curve.open_circuit_V.value)
    expect(curve.peak_A_m2.value).toBeLessThan(curve.short_circuit_A_m2.value)
    expect(curve.open_circuit_V_K.value).toBeLessThan(0)
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
