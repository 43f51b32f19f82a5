import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { heliosync, temporaryFolder } from './program.ts'

// A scenario that breaks limits and its budget, one that keeps them, one that is wrong: what each reporter makes of them. UPDATE_GOLDEN=1
// writes the files anew.
const folder = join(import.meta.dirname, '../golden/check')
const SCENARIOS = ['ramp.yaml', 'kept.yaml', 'wrong.yaml']

const check = (args: readonly string[], env: Record<string, string> = {}) => heliosync(['check', ...args], env, folder)

/** Times are not the same twice; a parameter or a result that the engine gains changes hashes and counts, and is not what is tested here. */
const withoutNoise = (text: string) =>
  text
    .replace(/\b[0-9a-f]{12}\b/g, '(hash)')
    .replace(/ time="\d+\.\d{3}"/g, ' time="0.000"')
    .replace(/"elapsed_s": [\d.e-]+/g, '"elapsed_s": 0')
    .replace(/\b\d+ values/g, '(count) values')
    .replace(/; \d+ (is|are) new/g, '')
    .replace(/\{[^{}]*"allowed": (null|[\d.e-]+),\s+"holds": true[^{}]*\},?\s*/g, '')

function matchesGolden(name: string, text: string): void {
  const file = join(folder, name)
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text)
  expect(text).toBe(readFileSync(file, 'utf8'))
}

describe('what a reporter says', () => {
  it.each([
    ['text', 'txt'],
    ['junit', 'xml'],
    ['github', 'github.txt'],
    ['markdown', 'md'],
    ['json', 'json'],
  ])('%s', (reporter, ending) => {
    const { status, stdout, stderr } = check([...SCENARIOS, '--reporter', reporter])
    expect(status).toBe(2)
    expect(stderr, 'the log of a build has it too').toMatch(/^wrong\.yaml:3:11 {2}duration: 1 .*\nwrong\.yaml:6:/)
    matchesGolden(`report.${ending}`, withoutNoise(stdout))
  })

  it('the exit code is that of the worst scenario', () => {
    expect(check(['kept.yaml', 'kept.baseline.json', '--reporter', 'json']).status, 'a glob names baselines too').toBe(
      0,
    )
    expect(check(['kept.yaml', 'ramp.yaml', '--reporter', 'json']).status).toBe(1)
  })

  it('writes several reports in one run, and the same into a file as to the terminal', () => {
    const out = temporaryFolder()
    const file = join(out, 'report.xml')
    const { stdout } = check([...SCENARIOS, '--reporter', 'text', '--reporter', `junit=${file}`])
    expect(withoutNoise(stdout)).toBe(readFileSync(join(folder, 'report.txt'), 'utf8'))
    expect(withoutNoise(readFileSync(file, 'utf8'))).toBe(readFileSync(join(folder, 'report.xml'), 'utf8'))
  })

  it.each([
    [
      ['--reporter', 'xml'],
      /--reporter xml: there is none of that name\. Known: text, junit, github, markdown, json\./,
    ],
    [['--reporter', 'text', '--reporter', 'json'], /Two reporters cannot both print\. .*junit=report\.xml/],
    [['kept.baseline.json'], /kept\.baseline\.json: a baseline\. Name the scenario beside it\./],
    [['--reporter', 'junit=no/such/report.xml'], /there is no directory no\/such\. Make it first\./],
  ])('%s is refused before anything runs', (args, message) => {
    const { status, stdout, stderr } = check(args[0].startsWith('--') ? ['kept.yaml', ...args] : args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
  })
})

describe('the JUnit report', () => {
  const golden = () => readFileSync(join(folder, 'report.xml'), 'utf8')

  it('is well-formed: every element closed, every value quoted, nothing bare in the text', () => {
    const xml = golden()
    expect(xml.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n')).toBe(true)
    const open: string[] = []
    const body = xml.slice(xml.indexOf('\n'))
    for (const [, text, close, name, attributes, empty] of body.matchAll(
      /([^<]*)<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>/g,
    )) {
      expect(text + attributes).not.toMatch(/&(?!(amp|lt|gt|quot|#10);)|>/)
      if (close === '/') expect(open.pop()).toBe(name)
      else if (empty === '') open.push(name)
    }
    expect(open).toEqual([])
    const left = body.replace(/<\/?[a-z]+(?: [a-z]+="[^"<]*")*\/?>/g, '')
    expect(left, 'no other mark-up').not.toContain('<')
  })

  it('counts what it holds', () => {
    const xml = golden()
    const count = (tag: string, text = xml) => text.split(`<${tag} `).length - 1
    for (const suite of xml.split('<testsuite ').slice(1)) {
      const numbers = Object.fromEntries(
        [...suite.matchAll(/ (tests|failures|errors)="(\d+)"/g)].map(m => [m[1], Number(m[2])]),
      )
      expect(numbers).toEqual({
        tests: count('testcase', suite),
        failures: count('failure', suite),
        errors: count('error', suite),
      })
    }
    expect(xml).toContain(
      `<testsuites name="heliosync check" tests="${count('testcase')}" failures="${count('failure')}" errors="${count('error')}"`,
    )
  })
})

describe('a GitHub annotation', () => {
  it('names the file from the root of the repository', () => {
    const root = join(folder, '../..')
    const { stdout } = check(['ramp.yaml', '--reporter', 'github'], { GITHUB_WORKSPACE: root })
    expect(stdout).toMatch(/^::error file=golden\/check\/ramp\.yaml,line=13,col=5,/)
  })

  it('escapes what would end it', () => {
    const text = readFileSync(join(folder, 'report.github.txt'), 'utf8')
    const [first] = text.split('\n')
    expect(first).toContain('why: 50 %25 of <life>')
    expect(first).toContain('%0Awhy')
    for (const line of text.trimEnd().split('\n').slice(0, -1))
      expect(line).toMatch(/^::error file=[^,:]+,line=\d+,col=\d+,title=[^,:]+::\S/)
  })
})
