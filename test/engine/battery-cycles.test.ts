import { describe, expect, it } from 'vitest'
import { columnOf, simulate } from '../../engine/index.ts'
import { truth } from '../load.ts'

interface Case {
  name: string
  capacityWh: number
  initialSoc: number
  minimumSoc: number
  chargeEfficiency: number
  dischargeEfficiency: number
  maxChargeW: number
  maxDischargeW: number
  loadW: number
  arrayLitW: number
  sunlitSpansS: [number, number][]
  spanS: number
  socAtEdges: { t: number; soc: number }[]
  generatedJ: number
  chargedJ: number
  dischargedJ: number
  curtailedJ: number
  unmetJ: number
}

const { cases } = truth<{ cases: Case[] }>('battery-cycles.json')

describe.each([1, 5])('exact battery cycles at ticks of %d s', step_s => {
  it.each(cases.map(c => [c.name, c] as const))('%s', (_name, c) => {
    const { summary, recording } = simulate({
      name: c.name,
      start: '2026-01-01T00:00:00Z',
      duration: `${c.spanS} s`,
      step_s,
      parts: [
        {
          id: 'sun',
          kind: 'supply.scheduled',
          steps: c.sunlitSpansS.flatMap(([on, off]) => [
            [on, c.arrayLitW],
            [off, 0],
          ]),
        },
        { id: 'load', kind: 'load.constant', power_W: c.loadW },
        {
          id: 'battery',
          kind: 'battery.bucket',
          capacity_Wh: c.capacityWh,
          initial_charge_frac: c.initialSoc,
          floor_frac: c.minimumSoc,
          charge_efficiency_frac: c.chargeEfficiency,
          discharge_efficiency_frac: c.dischargeEfficiency,
          max_charge_W: c.maxChargeW,
          max_discharge_W: c.maxDischargeW,
        },
      ],
    })
    const joules = (Wh: number) => Wh * 3600
    expect(joules(summary.budget.generated_Wh) / c.generatedJ).toBeCloseTo(1, 9)
    expect(joules(summary.budget.charged_Wh) / c.chargedJ).toBeCloseTo(1, 8)
    expect(joules(summary.budget.discharged_Wh) / c.dischargedJ).toBeCloseTo(1, 8)
    expect(Math.abs(joules(summary.budget.curtailed_Wh) - c.curtailedJ)).toBeLessThan(1e-8 * c.generatedJ)
    expect(Math.abs(joules(summary.budget.unserved_Wh) - c.unmetJ)).toBeLessThan(1e-8 * c.generatedJ)
    const charge = columnOf(recording, 'battery.charge_frac')
    const last = c.socAtEdges[c.socAtEdges.length - 1]
    expect(charge?.[recording.rows - 1]).toBeCloseTo(last.soc, 8)
  })
})
