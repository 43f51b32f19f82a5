import { describe, expect, it } from 'vitest'
import { solveSteady } from '../../engine/index.ts'
import { heliosync, SHORT, temporaryFolder, write } from './program.ts'

const folder = temporaryFolder()
const scenario = write(folder, 'short.yaml', SHORT)

describe('run --steady', () => {
  it('tells where heat balances, darkest, mean and brightest beside each other', () => {
    const { status, stdout, stderr } = heliosync(['run', scenario, '--steady'])
    expect(status).toBe(0)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/Steady temperatures +darkest K +C +mean K +C +brightest K +C/)
    expect(stderr).toMatch(/left over +\S+e-\d+ W/)
  })

  it('--json prints all of it on stdout', () => {
    const { status, stdout } = heliosync(['run', scenario, '--steady', '--json'])
    expect(status).toBe(0)
    const solved = JSON.parse(stdout)
    expect(solved[1]).toEqual(JSON.parse(JSON.stringify(solveSteady(SHORT, 'mean'))))
  })

  it('goes with no file of a run in time, and says so', () => {
    const { status, stderr } = heliosync(['run', scenario, '--steady', '--out', 'rows.csv'])
    expect(status).toBe(2)
    expect(stderr).toMatch(/--steady.*cannot be used with.*--out/)
  })

  it('where heat has no way out names the node and exits with 2', () => {
    const shut = write(
      folder,
      'shut.yaml',
      'name: shut\nstart: 2026-01-01T00:00:00Z\nduration: 1 h\nstep_s: 60\nparts:\n' +
        '  - { id: box, kind: node.lumped, capacity_J_K: 100 }\n' +
        '  - { id: heat, kind: heat.scheduled, node: box, steps: [[0, 5]] }\n',
    )
    const { status, stderr } = heliosync(['run', shut, '--steady'])
    expect(status).toBe(2)
    expect(stderr).toMatch(/box: no steady temperature/)
  })
})
