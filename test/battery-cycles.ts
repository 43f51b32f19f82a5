import { columnOf, simulate } from '../engine/index.ts'
import { truth } from './load.ts'

/** A battery between an array that is lit in spans and a constant load, with its exact course (test/truth/battery-cycles.json). */
export interface BatteryCase {
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

export const batteryCases = () => truth<{ cases: BatteryCase[] }>('battery-cycles.json').cases

/** Runs a case; `charge_frac` is the charge at the end. */
export function runBatteryCase(c: BatteryCase, step_s: number) {
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
  const expected_frac = c.socAtEdges[c.socAtEdges.length - 1].soc
  const charge_frac = Number(columnOf(recording, 'battery.charge_frac')?.[recording.rows - 1])
  return { budget: summary.budget, charge_frac, expected_frac }
}
