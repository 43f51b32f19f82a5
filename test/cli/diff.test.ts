import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { columnOf, simulate } from '../../engine/index.ts'
import { heliosync, SHORT, temporaryFolder, write } from './program.ts'

const folder = temporaryFolder()
const before = write(folder, 'before.yaml', SHORT)
const after = write(folder, 'after.yaml', SHORT.replace('capacity_Wh: 2000', 'capacity_Wh: 3000'))

describe('diff', () => {
  it('tells what changed, what moved and by what, and exits with 1', () => {
    const { status, stderr } = heliosync(['diff', before, after])
    expect(status).toBe(1)
    expect(stderr).toMatch(/^battery\.capacity_Wh {2}2000 {2}3000$/m)
    expect(stderr).toMatch(/^lowest\.battery\.charge_frac +0\.\d+ +0\.\d+ +\+0\.\d+ +\+\d+\.\d +battery\.capacity_Wh$/m)
  })

  it('exits with 0 when nothing moves', () => {
    const { status, stderr } = heliosync(['diff', before, before])
    expect(status).toBe(0)
    expect(stderr).toContain('No parameter differs.')
    expect(stderr).toContain('No result moved.')
  })

  it('prints JSON alone on stdout', () => {
    const { changes, moved } = JSON.parse(heliosync(['diff', before, after, '--json']).stdout)
    expect(changes).toMatchObject([{ name: 'battery.capacity_Wh', was: 2000, is: 3000 }])
    expect(moved.length).toBeGreaterThan(0)
  })

  describe('of recordings', () => {
    const record = (scenario: string, name: string) => {
      const file = join(folder, name)
      expect(heliosync(['run', scenario, '--out', file]).status).toBe(0)
      return file
    }
    const json = (a: string, b: string) => JSON.parse(heliosync(['diff', a, b, '--json']).stdout)

    it('that carry their scenarios is that of the scenarios, without running them again', () => {
      const recorded = json(record(before, 'a.parquet'), record(after, 'b.parquet'))
      const run = json(before, after)
      expect(recorded).toEqual({ ...run, runs_count: 0 })
      expect(json(before, join(folder, 'b.parquet')).runs_count).toBe(1)
    })

    it('that do not compares their columns, and says that it cannot know what was changed', () => {
      const [a, b] = [record(before, 'a.csv'), record(after, 'b.ndjson')]
      const { changes, moved } = json(a, b)
      expect(changes).toEqual([])
      const { summary, recording } = simulate(SHORT)
      const lowest = moved.find((m: { name: string }) => m.name === 'lowest.battery.charge_frac')
      expect(lowest.was).toBe(summary.lowest_charge_frac)
      const charge = columnOf(recording, 'battery.charge_frac')?.slice(1) as Float64Array
      const mean = moved.find((m: { name: string }) => m.name === 'mean.battery.charge_frac')
      expect(mean.was).toBeCloseTo(charge.reduce((sum, c) => sum + c, 0) / charge.length, 12)
      expect(heliosync(['diff', a, b]).stderr).toContain('what was changed is not known')
      expect(heliosync(['diff', a, a]).status).toBe(0)
    })

    it('exits with 2 where one side has no scenario and the other no recording, or a file is broken', () => {
      const { status, stderr } = heliosync(['diff', join(folder, 'a.csv'), after])
      expect(status).toBe(2)
      expect(stderr).toContain('does not carry its scenario')
      const broken = heliosync(['diff', write(folder, 'broken.csv', 'a,b'), join(folder, 'a.csv')])
      expect(broken.status).toBe(2)
      expect(broken.stderr).toContain('broken.csv:1: there is no column utc')
    })
  })

  it('exits with 2 when one of the two is wrong', () => {
    const wrong = write(folder, 'wrong.yaml', SHORT.replace('ltan_h: 18', 'ltan_h: 25'))
    const { status, stderr } = heliosync(['diff', before, wrong])
    expect(status).toBe(2)
    expect(stderr).toMatch(/wrong\.yaml:5:\d+ {2}orbit\.ltan_h/)
  })
})
