import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import '../../cli/vitest.ts'
import { simulate } from '../../engine/index.ts'
import { temporaryFolder } from './program.ts'

const folder = join(import.meta.dirname, '../golden/check')
const runOf = (name: string) => simulate(readFileSync(join(folder, name), 'utf8'), { file: name })
const ramp = runOf('ramp.yaml')
const kept = runOf('kept.yaml')

function messageOf(assertion: () => void): string {
  try {
    assertion()
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('the assertion holds')
}

/** Lines of the text report that stand in the message as they are. */
const reported = readFileSync(join(folder, 'report.txt'), 'utf8').split('\n')

describe('toMeetLimits', () => {
  it('holds where all limits do, and not where one does not', () => {
    expect(kept).toMeetLimits()
    expect(ramp).not.toMeetLimits()
  })

  it('fails with the table of check: by how much, where, when and why', () => {
    const lines = messageOf(() => expect(ramp).toMeetLimits()).split('\n')
    expect(lines[0]).toBe('Ramp: 3 of 6 limits broken.')
    const from = reported.indexOf('3 of 6 limits broken.')
    expect(lines.slice(1)).toEqual(reported.slice(1, from))
  })

  it('fails where there are no limits', () => {
    const free = simulate({ ...(kept.scenario.given as object), limits: [] })
    expect(messageOf(() => expect(free).toMeetLimits())).toContain('has no limits, so nothing was tested')
  })
})

describe('toKeepBudget', () => {
  it('finds the file from the test, and takes a URL', () => {
    expect(kept).toKeepBudget('../golden/check/kept.baseline.json')
    expect(kept).toKeepBudget(pathToFileURL(join(folder, 'kept.baseline.json')))
    expect(ramp).not.toKeepBudget('../golden/check/ramp.baseline.json')
  })

  it('fails with the table of check, and says how to make it the baseline', () => {
    const message = messageOf(() => expect(ramp).toKeepBudget('../golden/check/ramp.baseline.json'))
    for (const line of reported.filter(l => l.startsWith('MOVED'))) expect(message).toContain(line)
    expect(message).toMatch(/3 of \d+\s+values moved further than\s+allowed/)
    expect(message).toContain('a run of the tests with HELIOSYNC_UPDATE=1 makes it the baseline')
  })

  it('fails without a file, even when it is not expected to be kept, and writes it when told', () => {
    const file = join(temporaryFolder(), 'new.baseline.json')
    for (const assertion of [() => expect(kept).toKeepBudget(file), () => expect(kept).not.toKeepBudget(file)])
      expect(messageOf(assertion)).toMatch(
        /There is no baseline .*new\.baseline\.json\. Run the tests with HELIOSYNC_UPDATE=1/,
      )
    vi.stubEnv('HELIOSYNC_UPDATE', '1')
    expect(kept).toKeepBudget(file)
    vi.unstubAllEnvs()
    expect(existsSync(file)).toBe(true)
    expect(kept).toKeepBudget(file)
  })
})

describe('toCloseLedger', () => {
  it('holds to 1e-9, or to what is asked', () => {
    expect(ramp).toCloseLedger()
    const open = {
      ...ramp,
      summary: { ...ramp.summary, ledger: ramp.summary.ledger.map(l => ({ ...l, residual_frac: 1e-8 })) },
    }
    expect(open).not.toCloseLedger()
    expect(open).toCloseLedger(1e-7)
    expect(messageOf(() => expect(open).toCloseLedger())).toMatch(
      /the electrical and the thermal and the total ledger does not close to 1e-9 of a tick\.\nLedger +worst residual/,
    )
  })
})

it('what is not a run is refused, whether or not it should match', () => {
  for (const wrong of [undefined, ramp.summary, 'ramp.yaml'])
    expect(messageOf(() => expect(wrong).not.toMeetLimits())).toBe(
      'expect(run).toMeetLimits() takes a run, as simulate(scenario) returns it.',
    )
})
