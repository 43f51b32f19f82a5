import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkHere } from './check-here.ts'
import { SHORT, temporaryFolder, write } from './program.ts'

const folder = temporaryFolder()
let count = 0

/** A scenario of its own name, and its baseline as --update writes it. */
async function withBaseline() {
  count++
  const scenario = write(folder, `budget-${count}.yaml`, SHORT)
  const baseline = join(folder, `budget-${count}.baseline.json`)
  const { status, stdout } = await update(scenario)
  expect(status).toBe(0)
  expect(stdout).toContain(`Wrote ${baseline}.`)
  const edit = (from: RegExp | string, to: string) => {
    const before = readFileSync(baseline, 'utf8')
    const after = before.replace(from, to)
    expect(after).not.toBe(before)
    writeFileSync(baseline, after)
  }
  return { scenario, baseline, edit }
}

const check = (scenario: string) => checkHere(scenario)
const update = (scenario: string) => checkHere(scenario, { update: true })

describe('a baseline', () => {
  it('is kept by the run that wrote it, and written the same again', async () => {
    const { scenario, baseline } = await withBaseline()
    const text = readFileSync(baseline, 'utf8')
    const { status, stdout } = await check(scenario)
    expect(status).toBe(0)
    expect(stdout).toMatch(/Against .*budget-1\.baseline\.json, all \d+ values are within what is allowed\./)
    await update(scenario)
    expect(readFileSync(baseline, 'utf8')).toBe(text)
  })

  it('is for readers: names sorted, one value a line, its tolerance beside it', async () => {
    const lines = readFileSync((await withBaseline()).baseline, 'utf8').split('\n')
    const values = lines.filter(l => l.includes('"allowed"'))
    expect(values.length).toBeGreaterThan(15)
    expect([...values].sort()).toEqual(values)
    for (const line of values)
      expect(line).toMatch(/^ {4}"[\w.]+": \{ "value": -?[\d.e+-]+, "allowed": ("0\.1 %"|[\d.]+) \},?$/)
    expect(lines.filter(l => l.includes('"kind": "array.flat"')).length).toBe(1)
  })

  it('fails with a table when a value moves further than allowed, whatever moved it', async () => {
    const { scenario, edit } = await withBaseline()
    edit(/("lowest.battery.charge_frac": \{ "value": )[\d.]+/, '$10.9')
    const { status, stdout } = await check(scenario)
    expect(status).toBe(1)
    expect(stdout).toMatch(
      /MOVED {3}lowest\.battery\.charge_frac +0\.900 +0\.7\d+ +-0\.1\d+ +0\.001 +06-21 \d\d:\d\d:\d\d/,
    )
    expect(stdout).toMatch(/1 of \d+ values moved further than allowed\./)
    expect(stdout, 'the scenario is the same').not.toContain('Changed')
  })

  it('takes a tolerance set by hand, and --update keeps it', async () => {
    const { scenario, baseline, edit } = await withBaseline()
    edit(/("lowest.battery.charge_frac": \{ "value": )[\d.]+, "allowed": [\d.]+/, '$10.9, "allowed": "40 %"')
    expect((await check(scenario)).status).toBe(0)
    await update(scenario)
    expect(readFileSync(baseline, 'utf8')).toMatch(
      /"lowest.battery.charge_frac": \{ "value": 0\.75\d?, "allowed": "40 %" \}/,
    )
  })

  it('takes for nothing what is rounding beside the largest value of its unit', async () => {
    const { scenario, edit } = await withBaseline()
    // 1e-9 of the 33 kWh that are absorbed is 33 uWh.
    edit(/("budget.unserved_Wh": \{ "value": )0/, '$10.00003')
    expect((await check(scenario)).status).toBe(0)
    edit('0.00003', '0.00004')
    expect((await check(scenario)).status).toBe(1)
  })

  it('of another scenario is said to be that, with its hash and what changed', async () => {
    const { scenario } = await withBaseline()
    writeFileSync(scenario, SHORT.replace('area_m2: 10', 'area_m2: 11').replace('name: Short', 'name: Renamed'))
    const { status, stdout } = await check(scenario)
    expect(status).toBe(1)
    expect(stdout).toMatch(
      /The scenario is not the one of the baseline \(sha256 ([0-9a-f]{12}) then, (?!\1)[0-9a-f]{12} now\):/,
    )
    expect(stdout).toMatch(/Changed +was +is\nwing\.area_m2 +10 +11\n/)
    expect(stdout).toContain('heliosync check --update makes it the baseline')
    expect(stdout, 'a name moves nothing').not.toContain('Renamed')
  })

  it('holds for a changed scenario whose values stay within what is allowed', async () => {
    const { scenario } = await withBaseline()
    writeFileSync(scenario, SHORT.replace('power_W: 1500', 'power_W: 1500.001'))
    const { status, stdout } = await check(scenario)
    expect(status).toBe(0)
    expect(stdout).toMatch(/payload\.power_W +1500 +1500\.001/)
  })

  it('tells what is new and what is gone; only what is gone fails', async () => {
    const { scenario, edit } = await withBaseline()
    edit('"sunlit_frac"', '"moonlit_frac"')
    const { status, stdout } = await check(scenario)
    expect(status).toBe(1)
    expect(stdout).toMatch(/MOVED {3}moonlit_frac +0\.\d+ +\(nothing\)/)
    expect(stdout).toMatch(/1 of \d+ values moved further than allowed; 1\s+is new\./)
  })

  it('is judged beside limits: --update does not hide a broken one', async () => {
    const scenario = write(folder, 'broken.yaml', SHORT.replace('min: 0.5', 'min: 0.99'))
    expect((await update(scenario)).status).toBe(1)
    expect(existsSync(join(folder, 'broken.baseline.json'))).toBe(true)
  })
})

describe('a baseline that is not there or not in order', () => {
  it('missing is told, and wrong where one is required', async () => {
    const scenario = write(folder, 'alone.yaml', SHORT)
    const without = await check(scenario)
    expect(without.status).toBe(0)
    expect(without.stdout).toMatch(/No baseline: heliosync check --update writes .*alone\.baseline\.json\./)
    const required = await checkHere(scenario, { requireBaseline: true })
    expect(required.status).toBe(2)
    expect(required.stderr).toMatch(
      /There is no baseline .*alone\.baseline\.json\. heliosync check --update writes it\./,
    )
  })

  const broken: [string, RegExp | string, string, RegExp][] = [
    [
      'half a file',
      /"scenario": [\s\S]*/,
      '',
      /baseline\.json:\d+:\d+ {2}baseline: not YAML.* heliosync check --update writes the file anew\./,
    ],
    [
      'something else',
      /^[\s\S]*$/,
      '[1, 2]',
      /baseline\.json:1:1 {2}baseline: this is no baseline: it has no values\./,
    ],
    [
      'a value that is text',
      /"value": 0\.7[\d.]*/,
      '"value": "much"',
      /baseline\.json:\d+:\d+ {2}lowest\.battery\.charge_frac\.value: "much" is not a number\./,
    ],
    [
      'a tolerance below nothing',
      /"allowed": 1 /,
      '"allowed": -1 ',
      /\.allowed: -1 does not say how far it may move\. Write a number of 0 or more/,
    ],
    ['a tolerance without a value', /, "allowed": 1 /, ' ', /\.allowed: nothing does not say how far it may move\./],
  ]
  it.each(broken)('%s', async (_name, from, to, message) => {
    const { scenario, edit } = await withBaseline()
    edit(from, to)
    const { status, stderr } = await check(scenario)
    expect(status).toBe(2)
    expect(stderr).toMatch(message)
    expect((await update(scenario)).status, '--update writes it anew').toBe(0)
    expect((await check(scenario)).status).toBe(0)
  })
})
