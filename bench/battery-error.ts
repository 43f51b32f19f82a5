import { batteryCases, runBatteryCase } from '../test/battery-cycles.ts'

/** The worst error of the charge at the end, and of curtailed and unserved energy as a share of what was generated. */
export function batteryError(step_s: number): { cases: number; charge_frac: number; energy_frac: number } {
  const cases = batteryCases()
  let charge_frac = 0
  let energy_frac = 0
  for (const c of cases) {
    const run = runBatteryCase(c, step_s)
    const { budget } = run
    charge_frac = Math.max(charge_frac, Math.abs(run.charge_frac - run.expected_frac))
    const off_J = (Wh: number, expected_J: number) => Math.abs(Wh * 3600 - expected_J) / c.generatedJ
    energy_frac = Math.max(energy_frac, off_J(budget.curtailed_Wh, c.curtailedJ), off_J(budget.unserved_Wh, c.unmetJ))
  }
  return { cases: cases.length, charge_frac, energy_frac }
}
