import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { heliosync, PROGRAM, SHORT, temporaryFolder, write } from './program.ts'

const folder = temporaryFolder()
const good = write(folder, 'good.yaml', SHORT)
const broken = write(folder, 'broken.yaml', SHORT.replace('min: 0.5', 'min: 0.99'))
const wrong = write(folder, 'wrong.yaml', SHORT.replace('ltan_h: 18', 'ltan_h: 25'))

describe('check', () => {
  it('exits with 0 when all limits hold', () => {
    const { status, stdout } = heliosync(['check', good])
    expect(status).toBe(0)
    expect(stdout).toContain('The limit holds.')
  })

  it('exits with 1 when a limit breaks, and says by how much and when', () => {
    const { status, stdout } = heliosync(['check', broken, good])
    expect(status).toBe(1)
    expect(stdout).toMatch(/FAIL {3}battery\.charge_frac {2}at least 0\.99 .* 06-21 \d\d:\d\d:\d\d/)
    expect(stdout).toContain('1 of 1 limits broken.')
    expect(stdout, 'the others are run all the same').toContain('The limit holds.')
  })

  it('exits with 2 when an input is wrong, and runs the others', () => {
    const { status, stdout, stderr } = heliosync(['check', wrong, good])
    expect(status).toBe(2)
    expect(stderr).toMatch(/wrong\.yaml:5:\d+ {2}orbit\.ltan_h: 25 is/)
    expect(stdout).toContain('The limit holds.')
  })

  it('exits with 2 when nothing is named', () => {
    expect(heliosync(['check']).status).toBe(2)
  })
})

describe('many scenarios', () => {
  const many = [good, wrong, broken, ...[1600, 1700, 1800, 1900].map(load)]
  function load(power_W: number): string {
    return write(folder, `load-${power_W}.yaml`, SHORT.replace('power_W: 1500', `power_W: ${power_W}`))
  }

  it('are told in the order given, byte for byte the same on any number of threads', () => {
    const [none, one, two] = ['0', '1', '2'].map(n => heliosync(['check', '--workers', n, ...many]))
    expect(none.status).toBe(2)
    expect(none.stdout.match(/^\S+\.yaml$/gm)).toEqual(many)
    expect([one, two]).toEqual([none, none])
  })

  it('stop at Ctrl-C: what was told stands, and the exit code is that of an interrupt', async () => {
    const long = write(folder, 'long.yaml', SHORT.replace('3 h', '20 d').replace('step_s: 60', 'step_s: 10'))
    const program = spawn(process.execPath, [...PROGRAM, 'check', good, long, long], { stdio: 'pipe' })
    let stdout = ''
    let stderr = ''
    program.stdout.on('data', piece => {
      stdout += piece
      program.kill('SIGINT')
    })
    program.stderr.on('data', piece => (stderr += piece))
    const status = await new Promise(resolve => program.on('close', resolve))
    expect({ status, stderr }).toEqual({ status: 130, stderr: 'Interrupted.\n' })
    expect(stdout).toContain('The limit holds.')
    expect(stdout).not.toContain('long.yaml')
  })
})

describe('--use', () => {
  const fixtures = join(import.meta.dirname, 'fixtures')
  const crew = write(
    folder,
    'crew.yaml',
    SHORT.replace('limits:', '  - { id: crew, kind: heat.crew, count: 3, node: radiator }\nlimits:'),
  )
  it('takes a component from a module', () => {
    const { status, stdout } = heliosync(['run', crew, '--json', '--use', join(fixtures, 'crew.ts')])
    expect(status).toBe(0)
    const hottest = (text: string) => JSON.stringify(JSON.parse(text).extremes)
    expect(hottest(stdout)).not.toBe(hottest(heliosync(['run', good, '--json']).stdout))
  })

  it.each([
    [[], /crew\.yaml:11:\d+ {2}crew\.kind: "heat\.crew" is not known/],
    [['--use', join(fixtures, 'nothing.js')], /exports no component\. Export one made by component\(/],
    [['--use', join(fixtures, 'none.ts')], /there is no such file/],
  ])('says what is wrong with %s', (args, message) => {
    const { status, stderr } = heliosync(['run', crew, ...args])
    expect(status).toBe(2)
    expect(stderr).toMatch(message)
  })
})
