import { describe, expect, it } from 'vitest'
import { columnOf, type EnergyFlows, OUTSIDE, type Run, simulate } from '../../engine/index.ts'
import { EVERY_KIND } from '../every-kind.ts'
import { SHORT } from '../short.ts'

const plain = simulate(EVERY_KIND)
const followed = simulate(EVERY_KIND, { chartStretches: 10 })
const flowsOf = (run: Run) => run.energyFlows as EnergyFlows
const total = (run: Run, is: (from: string, to: string) => boolean) =>
  flowsOf(run)
    .flows.filter(f => is(f.from, f.to))
    .reduce((sum, f) => sum + f.energy_Wh, 0)

describe('energy followed from part to part', () => {
  it('closes the account of every part of every kind, in shadow and sun', () => {
    for (const run of [followed, simulate(SHORT, { chartStretches: 10 })])
      for (const a of flowsOf(run).accounts)
        expect(Math.abs(a.residual_Wh), a.part).toBeLessThan(1e-9 * (a.in_Wh + a.out_Wh) + 1e-12)
  })

  it('has an account for every part that the ledgers know', () => {
    const parts = flowsOf(followed).accounts.map(a => a.part)
    for (const part of ['bus', 'wing', 'battery', 'cells', 'compute', 'bay', 'radiator', 'wall'])
      expect(parts).toContain(part)
  })

  it('agrees with the budget, which is summed another way', () => {
    const { budget } = followed.summary
    const bus = (what: number) => expect.closeTo(what, 6)
    expect(total(followed, (_, to) => to === OUTSIDE.space)).toEqual(bus(budget.radiated_Wh))
    expect(total(followed, from => from === OUTSIDE.sun)).toEqual(bus(budget.absorbed_Wh))
    const energyOf = (name: string) =>
      (columnOf(followed.recording, name) as Float64Array).slice(1).reduce((sum, W) => sum + W / 60, 0)
    const batteries = ['battery', 'spare', 'cells']
    expect(total(followed, (from, to) => from === 'bus' && batteries.includes(to))).toEqual(bus(budget.charged_Wh))
    expect(total(followed, (from, to) => from === 'bus' && !batteries.includes(to))).toEqual(
      bus(budget.served_Wh + energyOf('heartbeat.conversion_loss_W') + energyOf('step-down.served_W')),
    )
    expect(total(followed, (from, to) => to === 'bus' && !batteries.includes(from))).toEqual(
      bus(budget.generated_Wh - budget.curtailed_Wh),
    )
  })

  it('changes no bit of the run', () => {
    expect(followed.summary).toEqual(plain.summary)
    for (const [k, c] of plain.recording.columns.entries())
      expect(followed.recording.columns[k].values, c.name).toEqual(c.values)
  })
})

describe('a trace', () => {
  it('holds the least and the largest of every stretch', () => {
    const { trace, recording } = followed
    expect(trace?.stretch_ticks).toBe(3)
    for (const { name, values } of recording.columns) {
      const traced = trace?.columns.find(c => c.name === name)
      expect(traced?.min.length).toBe(11)
      for (let k = 0; k <= 10; k++) {
        const stretch = k === 0 ? values.slice(0, 1) : values.slice(3 * k - 2, 3 * k + 1)
        expect(traced?.min[k], name).toBe(Math.min(...stretch))
        expect(traced?.max[k], name).toBe(Math.max(...stretch))
      }
    }
  })
})
