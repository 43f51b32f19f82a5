import { columnOf, simulate } from '../engine/index.ts'
import { truth } from '../test/load.ts'

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
  curtailedJ: number
  unmetJ: number
  generatedJ: number
}

/** The worst error of the charge at the end, and of curtailed and unserved energy as a share of what was generated. */
export function batteryError(step_s: number): { cases: number; charge_frac: number; energy_frac: number } {
  const { cases } = truth<{ cases: Case[] }>('battery-cycles.json')
  let charge_frac = 0
  let energy_frac = 0
  for (const c of cases) {
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
    const expected = c.socAtEdges[c.socAtEdges.length - 1].soc
    const ours = Number(columnOf(recording, 'battery.charge_frac')?.[recording.rows - 1])
    charge_frac = Math.max(charge_frac, Math.abs(ours - expected))
    const off_J = (Wh: number, expected_J: number) => Math.abs(Wh * 3600 - expected_J) / c.generatedJ
    energy_frac = Math.max(
      energy_frac,
      off_J(summary.budget.curtailed_Wh, c.curtailedJ),
      off_J(summary.budget.unserved_Wh, c.unmetJ),
    )
  }
  return { cases: cases.length, charge_frac, energy_frac }
}
