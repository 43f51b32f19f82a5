import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { builtin, readScenario, runEachFault, simulate } from '../../engine/index.ts'
import { SHORT } from '../short.ts'
import { heliosync, temporaryFolder, write } from './program.ts'

const folder = temporaryFolder()
const faults = `faults:
  - { part: wing, fault: string-lost, at: 1 h, lost_frac: 0.05 }
  - { part: battery, fault: cell-shorted, at: 30 min, lost_frac: 0.6 }
  - { part: wing, fault: string-lost, rate_per_year: 0.001, lost_frac: 0.05 }
`
const FAILING = `${SHORT}${faults}`

describe('each fault alone', () => {
  const scenario = readScenario(FAILING, { components: builtin })
  const cases = runEachFault(scenario)

  it('is what a scenario of that fault alone gives', () => {
    for (const { fault, summary } of cases) {
      const alone = simulate({ ...scenario, faults: fault === undefined ? [] : [fault] }).summary
      expect(summary.budget).toEqual(alone.budget)
      expect(summary.limits).toEqual(alone.limits)
    }
    expect(cases.map(c => c.fault?.fault)).toEqual([undefined, 'string-lost', 'cell-shorted', 'string-lost'])
  })

  it('tells which limit broke first', () => {
    const [none, string, cell] = cases
    expect(none.broken).toEqual([])
    expect(string.broken).toEqual([])
    expect(cell.broken[0].subject).toBe('battery.charge_frac')
    // 0.4 of what it holds is less than a half of it, from the end of that minute on.
    expect(cell.broken[0].broken_since_utc).toBe('2026-06-21T00:31:00.000Z')
  })
})

describe('the example of one failure', () => {
  it('survives three of its five faults, and all five in their order', () => {
    const scenario = readScenario(readFileSync(new URL('../../examples/one-failure.yaml', import.meta.url), 'utf8'), {
      components: builtin,
    })
    const broken = runEachFault(scenario).map(c => [c.fault?.fault, c.broken[0]?.subject])
    expect(broken).toEqual([
      [undefined, undefined],
      ['string-lost', undefined],
      ['accelerator-dead', undefined],
      ['cell-shorted', 'battery.charge_frac'],
      ['pointing-lost', undefined],
      ['stopped', 'chips.temp_K'],
    ])
    expect(simulate(scenario, { every: scenario.ticks }).summary.limits.every(l => l.holds)).toBe(true)
  })
})

describe('check --each-fault', () => {
  it('prints a line for each fault, the breach with how far and when, and exits with 1', () => {
    const { status, stdout } = heliosync(['check', '--each-fault', write(folder, 'failing.yaml', FAILING)])
    expect(status).toBe(1)
    const lines = stdout.split('\n')
    expect(lines.find(l => l.includes('no fault'))).toMatch(/^PASS/)
    expect(lines.find(l => l.includes('cell-shorted'))).toMatch(
      /^FAIL {4}battery cell-shorted +06-21 00:30:00, 60.0 % +battery.charge_frac, at least 0.5, at 06-21 00:31:00$/,
    )
    expect(stdout).toMatch(/battery.charge_frac broken by 0\.\d+ \(\d+\.\d %\) at tick \d+/)
    expect(stdout).toContain('not drawn in this run')
    expect(stdout).toContain('1 of 3 faults breaks a limit.')
  })

  it('tells every reporter, a run a fault', () => {
    const path = write(folder, 'reported.yaml', FAILING)
    const xml = `${folder}/faults.xml`
    const { status, stdout } = heliosync([
      'check',
      '--each-fault',
      path,
      '--reporter',
      'json',
      '--reporter',
      `junit=${xml}`,
    ])
    expect(status).toBe(1)
    const { verdict, scenarios } = JSON.parse(stdout)
    expect(verdict).toBe(1)
    expect(scenarios.map((s: { verdict: number }) => s.verdict)).toEqual([0, 0, 1, 0])
    expect(scenarios[0].fault).toBeNull()
    expect(scenarios[2].fault).toMatchObject({ part: 'battery', fault: 'cell-shorted' })
    expect(scenarios[2].fault.happened[0].from_utc).toBe('2026-06-21T00:30:00.000Z')
    expect(scenarios[3].fault.happened, 'not drawn').toEqual([])
    const report = readFileSync(xml, 'utf8')
    expect(report.match(/<testsuite name="[^"]*"/g)?.map(s => s.slice(s.indexOf('.yaml') + 6, -1))).toEqual([
      'without a fault',
      'with fault 1, wing string-lost',
      'with fault 2, battery cell-shorted',
      'with fault 3, wing string-lost',
    ])
    expect(report).toMatch(
      /<testcase name="battery.charge_frac at least 0.5 with fault 2, battery cell-shorted"[^>]*>\s*<failure/,
    )
    expect(report.match(/<failure/g)).toHaveLength(1)
  })

  it('exits with 0 where all hold or none is written, and 2 where the input is wrong', () => {
    const short = write(folder, 'short.yaml', SHORT)
    const none = heliosync(['check', '--each-fault', short])
    expect(none.status).toBe(0)
    expect(none.stdout).toContain('No faults are written.')
    const wrong = heliosync(['check', '--each-fault', short, `${folder}/none.yaml`])
    expect(wrong.status).toBe(2)
    expect(wrong.stderr).toContain('there is no such file')
    const both = heliosync(['check', '--each-fault', '--update', short])
    expect(both.status).toBe(2)
    expect(both.stderr).toContain('does not go with --update')
  })
})
