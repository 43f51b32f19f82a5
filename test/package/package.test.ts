import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { SHORT, temporaryFolder } from '../cli/program.ts'
import { inProject, packInto, projectWith } from './installed.ts'

// What a user has: the tarball, installed in a project outside this tree, with its own tests and TypeScript settings.
const TEST = `import { readFileSync } from 'node:fs'
import { columnOf, simulate, type Run } from 'heliosync'
import 'heliosync/vitest'
import { expect, test } from 'vitest'

const run: Run = simulate(readFileSync('satellite.yaml', 'utf8'), { file: 'satellite.yaml' })

test('limits', () => expect(run).toMeetLimits())
test('budget', () => expect(run).toKeepBudget('../satellite.baseline.json'))
test('ledger', () => expect(run).toCloseLedger())
test('library', () => expect(columnOf(run.recording, 'wing.power_W')?.length).toBe(181))
`
const TYPES = `import 'heliosync/vitest'
import { simulate } from 'heliosync'
import { expect } from 'vitest'

const run = simulate({})
expect(run).toMeetLimits()
const days: number = run.summary.duration_s / 86400
expect(run).not.toKeepBudget(new URL('x.json', import.meta.url))
// @ts-expect-error a tolerance is a number
expect(run).toCloseLedger('1e-9')
// @ts-expect-error there is no such matcher
expect(run).toMeetLimit()
export { days }
`
const settings = (module: string, moduleResolution: string) =>
  JSON.stringify({
    compilerOptions: {
      strict: true,
      noEmit: true,
      target: 'es2023',
      module,
      moduleResolution,
      types: ['node'],
      exactOptionalPropertyTypes: true,
    },
    files: ['types.ts', 'test/budget.test.ts'],
  })

let project: string
const folder = temporaryFolder()

beforeAll(() => {
  project = projectWith(packInto(folder), folder, {
    'package.json': JSON.stringify({ name: 'a-satellite', private: true, type: 'module' }),
    'satellite.yaml': SHORT,
    'test/budget.test.ts': TEST,
    'types.ts': TYPES,
    'nodenext.json': settings('nodenext', 'nodenext'),
    'bundler.json': settings('esnext', 'bundler'),
  })
}, 300_000)

const heliosync = (...args: string[]) => inProject(project, join(project, 'node_modules/.bin/heliosync'), args)
const vitest = () => inProject(project, process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--root', '.'])

describe('the installed package', () => {
  it('holds what it needs and nothing of the workshop', () => {
    const installed = join(project, 'node_modules/heliosync')
    for (const file of [
      'dist/cli/main.js',
      'dist/cli/pool-worker.js',
      'dist/engine/index.d.ts',
      'examples/first-day.yaml',
      'README.md',
      'LICENSE',
    ])
      expect(existsSync(join(installed, file)), file).toBe(true)
    expect(readdirSync(installed).sort()).toEqual([
      'LICENSE',
      'README.md',
      'cli',
      'dist',
      'docs',
      'examples',
      'package.json',
    ])
    expect(existsSync(join(project, 'node_modules/tsx')), 'no tool of development').toBe(false)
  })

  it('has a command that runs, on threads too, and writes a baseline', () => {
    expect(heliosync('--version').stdout.trim()).toBe(
      JSON.parse(readFileSync(join(project, 'node_modules/heliosync/package.json'), 'utf8')).version,
    )
    const check = heliosync('check', 'satellite.yaml', 'satellite.yaml', '--workers', '2', '--reporter', 'github')
    expect(check).toEqual({ status: 0, stdout: 'All 2 scenarios keep their limits and budgets.\n', stderr: '' })
    expect(heliosync('check', 'satellite.yaml', '--update').status).toBe(0)
    expect(existsSync(join(project, 'satellite.baseline.json'))).toBe(true)
  })

  it.each(['nodenext', 'bundler'])('has types that hold under strict and moduleResolution %s', resolution => {
    const { status, stdout } = inProject(project, process.execPath, [
      'node_modules/typescript/bin/tsc',
      '-p',
      `${resolution}.json`,
    ])
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
  })
})

describe('its matchers in a test of the project', () => {
  it('pass where the budget is kept', () => {
    const { status, stdout, stderr } = vitest()
    expect(status, stdout + stderr).toBe(0)
    expect(stdout).toMatch(/Tests +4 passed/)
  })

  it('fail where it is not, and say by how much, where and when', () => {
    writeFileSync(
      join(project, 'satellite.yaml'),
      SHORT.replace('power_W: 1500', 'power_W: 1900').replace('min: 0.5', 'min: 0.8'),
    )
    const { status, stdout, stderr } = vitest()
    const said = stdout + stderr
    expect(status).toBe(1)
    expect(said).toMatch(/Tests +2 failed \| 2 passed/)
    expect(said).toMatch(
      /FAIL {3}battery\.charge_frac {2}at least 0\.8 +0\.\d+ +-0\.\d+ +-\d+\.\d {2}06-21 \d\d:\d\d:\d\d/,
    )
    expect(said).toMatch(/broken by 0\.\d+ \(\d+\.\d %\) at tick \d+, 2026-06-21 \d\d:\d\d:\d\d UTC/)
    expect(said).toContain('why: half is kept for a safe mode')
    expect(said).toContain('satellite.yaml:12')
    expect(said).toMatch(/MOVED {3}budget\.demanded_Wh +4500 +5700 +\+1200 +4\.5 +whole run/)
    expect(said).toMatch(/payload\.power_W +1500 +1900/)
  })
})
