import { describe, expect, it } from 'vitest'
import { didYouMean } from '../../engine/quantity/suggest.ts'

describe('didYouMean', () => {
  const known = ['area_m2', 'charge_efficiency_frac', 'discharge_efficiency_frac', 'bus']
  it.each([
    ['area_m', 'Did you mean area_m2?'],
    ['aera_m2', 'Did you mean area_m2?'],
    ['efficiency_frac', 'Did you mean charge_efficiency_frac or discharge_efficiency_frac?'],
    ['albedo', 'Known: area_m2, bus, charge_efficiency_frac, discharge_efficiency_frac.'],
  ])('%s', (written, answer) => {
    expect(didYouMean(written, known)).toBe(answer)
  })
  it('says so where nothing is known', () => expect(didYouMean('x', [])).toBe('Nothing can be written here.'))
})
