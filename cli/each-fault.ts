import { type AnyComponent, runEachFault } from '../engine/index.ts'
import { type Checked, located, wronglyGiven } from './check-one.ts'
import { loadComponents } from './components.ts'
import type { Verdict } from './finding.ts'
import { InputError } from './input-error.ts'
import { loadSatellite } from './load.ts'
import { REPORTERS } from './reporter.ts'
import { eachFaultReporter } from './reporter-each-fault.ts'
import { openReports, tellAll } from './reports.ts'

/** What `check` may be asked for besides. */
export interface EachFaultOptions {
  readonly use: readonly string[]
  readonly update: boolean
  readonly requireBaseline: boolean
  readonly reporter: readonly string[]
}

/** As text, the runs of a scenario make one table. */
const EACH_FAULT_REPORTERS = { ...REPORTERS, text: async paint => eachFaultReporter(paint) } satisfies typeof REPORTERS

/** Runs each fault of each scenario alone and tells which limit it breaks first. Exit as `check`: 0 all hold, 1 one is broken, 2 the input is wrong. */
export async function eachFaultCommand(paths: readonly string[], o: EachFaultOptions): Promise<Verdict> {
  const other = o.update ? '--update' : o.requireBaseline ? '--require-baseline' : ''
  if (other !== '') throw new InputError(`--each-fault does not go with ${other}: it judges limits alone.`)
  const components = await loadComponents(o.use)
  const reports = await openReports(o.reporter, EACH_FAULT_REPORTERS)
  return tellAll(eachFaultOf(paths, components), reports)
}

/** The run without a fault, and with each, of each scenario. */
function* eachFaultOf(paths: readonly string[], components: readonly AnyComponent[]): Generator<Checked> {
  for (const path of paths) {
    const begin_ms = performance.now()
    const elapsed_s = () => (performance.now() - begin_ms) / 1000
    try {
      const scenario = loadSatellite(path, components, '--each-fault')
      const cases = runEachFault(scenario, { components })
      const share_s = elapsed_s() / cases.length
      for (const [number, { fault, summary }] of cases.entries()) {
        const { name, ledger, faults: happened } = summary
        const limits = located(scenario, summary.limits)
        const one = fault === undefined ? null : { number, part: fault.part, fault: fault.fault, happened }
        yield { path, name, fault: one, wrong: [], limits, ledger, elapsed_s: share_s }
      }
    } catch (error) {
      yield wronglyGiven(path, error, elapsed_s())
    }
  }
}
