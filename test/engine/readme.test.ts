import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { columnOf, simulate } from '../../engine/index.ts'

describe('the README', () => {
  it('shows a library call that runs as it stands', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    const code = /```ts\n([\s\S]+?)```/.exec(readme)?.[1] ?? ''
    const body = code.replace(/^import .*$/m, '')
    const printed: unknown[][] = []
    new Function('simulate', 'columnOf', 'console', body)(simulate, columnOf, {
      log: (...x: unknown[]) => printed.push(x),
    })
    const [[longest_s, power_W]] = printed as [[number, Float64Array]]
    // 19.3 min between the centres of the penumbra at 650 km in June (test/truth/eclipse-year.json), and the penumbra itself.
    expect(longest_s / 60).toBeGreaterThan(19)
    expect(longest_s / 60).toBeLessThan(20.5)
    expect(Math.max(...power_W)).toBeGreaterThan(2000)
    expect(Math.min(...power_W)).toBe(0)
  })

  it('begins with what the main example gives (npm run picture renews it)', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    const example = readFileSync(new URL('../../examples/dawn-dusk-compute.yaml', import.meta.url), 'utf8')
    const { budget, sunlit_frac, eclipses } = simulate(example, { every: 8640 }).summary
    const number = (pattern: RegExp) => pattern.exec(readme)?.[1]
    const mega = (Wh: number) => (Wh / 1e6).toFixed(2)
    expect(number(/satellite: ([\d.]+) % of the power it asks for/)).toBe(
      ((100 * budget.unserved_Wh) / budget.demanded_Wh).toFixed(1),
    )
    expect(number(/^generated +([\d.]+)/m)).toBe(mega(budget.generated_Wh))
    expect(number(/^ {2}served +([\d.]+)/m)).toBe(mega(budget.served_Wh))
    expect(number(/sunlit ([\d.]+) %/)).toBe((100 * Number(sunlit_frac)).toFixed(2))
    expect(number(/(\d+) eclipses/)).toBe(String(eclipses.length))
  })
})
