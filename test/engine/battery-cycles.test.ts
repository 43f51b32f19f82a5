import { describe, expect, it } from 'vitest'
import { batteryCases, runBatteryCase } from '../battery-cycles.ts'

describe.each([1, 5])('exact battery cycles at ticks of %d s', step_s => {
  it.each(batteryCases().map(c => [c.name, c] as const))('%s', (_name, c) => {
    const { budget, charge_frac, expected_frac } = runBatteryCase(c, step_s)
    const joules = (Wh: number) => Wh * 3600
    expect(joules(budget.generated_Wh) / c.generatedJ).toBeCloseTo(1, 9)
    expect(joules(budget.charged_Wh) / c.chargedJ).toBeCloseTo(1, 8)
    expect(joules(budget.discharged_Wh) / c.dischargedJ).toBeCloseTo(1, 8)
    expect(Math.abs(joules(budget.curtailed_Wh) - c.curtailedJ)).toBeLessThan(1e-8 * c.generatedJ)
    expect(Math.abs(joules(budget.unserved_Wh) - c.unmetJ)).toBeLessThan(1e-8 * c.generatedJ)
    expect(charge_frac).toBeCloseTo(expected_frac, 8)
  })
})
