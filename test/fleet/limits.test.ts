import { describe, expect, it } from 'vitest'
import { fleetLines } from '../../cli/report-fleet.ts'
import { builtin, fleetLimits, readScenario, simulateFleet } from '../../engine/index.ts'

import { checkHere } from '../cli/check-here.ts'
import { temporaryFolder, write } from '../cli/program.ts'

const FLEET = `name: Six satellites
start: 2026-06-21T00:00:00Z
duration: 3 h
step_s: 60
fleet:
  groups:
    - id: shell
      orbits: { kind: sun-synchronous-planes, altitude_km: 650, ltan_h: 18, satellites: 6, planes: 1 }
      spread:
        battery.capacity_Wh: { kind: uniform, min: 1500, max: 2500 }
parts:
  - { id: wing, kind: array.flat, cell: hjt-silicon, area_m2: 10 }
  - { id: battery, kind: battery.bucket, capacity_Wh: 2000 }
  - { id: payload, kind: load.constant, power_W: 1500, node: radiator }
  - { id: radiator, kind: radiator.flat, coating: osr-quartz, area_m2: 3 }
limits:
  - { column: radiator.temp_K, max: 400 }
  - { column: battery.charge_frac, min: 0.75, why: cycle life }
`
const scenario = readScenario(FLEET, { components: builtin })
const { summary } = simulateFleet(scenario)
const limits = fleetLimits(scenario)

describe('the limits of a fleet', () => {
  it('are told with the unit of what they measure', () => {
    expect(summary.limits.map(l => [l.words, l.unit])).toEqual([
      ['', 'K'],
      ['', '1'],
    ])
    const as = (text: string) => text
    const lines = fleetLines(summary, { bold: as, dim: as, good: as, bad: as })
    expect(lines.find(l => l.includes('radiator.temp_K'))).toMatch(/at most 400 K .* \d+\.\d K \(\d\), /)
    expect(lines.find(l => l.includes('battery.charge_frac'))).toMatch(/at least 0\.75 .* -0\.\d+ \(\d\), /)
  })

  it('are told with the words of a measure, and in its unit', () => {
    const limits =
      '  - { column: wing.power_W, measure: integral, min: 6000 }\n  - { result: longest_eclipse_s, max: 1000 }\n'
    const other = simulateFleet(`${FLEET.slice(0, FLEET.indexOf('limits:'))}limits:\n${limits}`).summary.limits
    expect(other.map(l => [l.words, l.unit])).toEqual([
      ['integral', 'Wh'],
      ['', 's'],
    ])
    for (const { unit, worst_result } of other) expect(worst_result?.unit).toBe(unit)
  })

  it('are told of the worst satellite, which is run alone: the margin is that of the fleet', () => {
    for (const [k, l] of limits.entries()) {
      const { worst, broken } = summary.limits[k]
      expect([l.satellite, l.broken_count, l.satellites_count]).toEqual([worst[0].satellite, broken, 6])
      // The fast path agrees with the plain one to a tenth of a kelvin and 1e-3 of the charge (test/fleet/kernel.test.ts holds it closer).
      expect(Math.abs(l.margin - worst[0].margin)).toBeLessThan(l.unit === 'K' ? 0.1 : 1e-3)
    }
    expect(limits.map(l => l.holds)).toEqual([true, false])
    expect(limits[1].broken_count).toBeGreaterThan(0)
    expect(limits[1].broken_count, 'others hold').toBeLessThan(6)
  })

  it('fail a check, which says which satellite, by how much, when, and how many', async () => {
    const { status, stdout } = await checkHere(write(temporaryFolder(), 'fleet.yaml', FLEET))
    expect(status).toBe(1)
    expect(stdout).toMatch(
      new RegExp(`FAIL {3}battery\\.charge_frac of satellite ${limits[1].satellite} +at least 0\\.75`),
    )
    expect(stdout.replace(/\s+/g, ' ')).toMatch(
      /broken by 0\.\d+ \(\d+\.\d %\) at tick \d+, 2026-06-21 \d\d:\d\d:\d\d UTC.*; \d of 6 satellites break it why: cycle life .*fleet\.yaml:18/,
    )
  })
})
