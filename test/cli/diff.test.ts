import { describe, expect, it } from 'vitest'
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

  it('exits with 2 when one of the two is wrong', () => {
    const wrong = write(folder, 'wrong.yaml', SHORT.replace('ltan_h: 18', 'ltan_h: 25'))
    const { status, stderr } = heliosync(['diff', before, wrong])
    expect(status).toBe(2)
    expect(stderr).toMatch(/wrong\.yaml:5:\d+ {2}orbit\.ltan_h/)
  })
})
