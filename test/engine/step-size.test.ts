import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { simulate } from '../../engine/index.ts'

const main = readFileSync(new URL('../../examples/dawn-dusk-compute.yaml', import.meta.url), 'utf8')
const budgetAt = (step_s: number) =>
  simulate(main.replace(/^step_s: .*$/m, `step_s: ${step_s}`), { every: 1440 }).summary.budget

describe('a tick does not blur physics', () => {
  it('gives the main example at 60 s the energies that it has at 1 s, within 1e-4', () => {
    const [fine, coarse] = [budgetAt(1), budgetAt(60)]
    for (const role of ['generated', 'served', 'radiated', 'absorbed'] as const)
      expect(Math.abs(coarse[`${role}_Wh`] / fine[`${role}_Wh`] - 1), role).toBeLessThan(1e-4)
    // Small differences of large numbers are measured by the large ones.
    for (const role of ['unserved', 'curtailed', 'loss', 'charged', 'discharged'] as const)
      expect(Math.abs(coarse[`${role}_Wh`] - fine[`${role}_Wh`]) / fine.demanded_Wh, role).toBeLessThan(1e-4)
  })

  it.each([3600, 86400])(
    'gives a day in ticks of %d s what it has in ticks of 60 s, within 1e-3 of what is asked for',
    step_s => {
      const fine = budgetAt(60)
      const coarse = budgetAt(step_s)
      for (const role of ['generated', 'served', 'unserved', 'curtailed', 'loss'] as const)
        expect(Math.abs(coarse[`${role}_Wh`] - fine[`${role}_Wh`]) / fine.demanded_Wh, role).toBeLessThan(1e-3)
      for (const role of ['radiated', 'absorbed'] as const)
        expect(Math.abs(coarse[`${role}_Wh`] / fine[`${role}_Wh`] - 1), role).toBeLessThan(1e-3)
    },
  )
})
