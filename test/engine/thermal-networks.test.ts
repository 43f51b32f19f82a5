import { describe, expect, it } from 'vitest'
import { errorsOf, networks } from '../networks.ts'

/** What is asked for: 0.05, 0.2 and 1 K at ticks of 1, 10 and 60 s. What is reached is held here, so that it is not lost unseen. */
const BOUNDS = [
  [1, 0.01],
  [10, 0.03],
  [60, 0.1],
] as const

describe.each(BOUNDS)('thermal networks of both references at ticks of %d s, within %d K', (step_s, allowed_K) => {
  it.each(networks().map(c => [c.name, c] as const))('%s', (_name, c) => {
    const { compared, worst_K, radiated_frac, ledger_frac } = errorsOf(c, step_s)
    expect(compared).toBeGreaterThan(c.nodes.length)
    expect(worst_K).toBeLessThan(allowed_K)
    expect(radiated_frac).toBeLessThan(1e-4)
    expect(ledger_frac).toBeLessThanOrEqual(1e-9)
  })
})
