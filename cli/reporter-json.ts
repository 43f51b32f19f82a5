import { verdictOf } from './finding.ts'
import { packageVersion } from './package.ts'
import type { Reporter } from './reporter.ts'

/** Everything, for a program: the scenarios as they were judged, and the verdict that is the exit code. */
export const jsonReporter: Reporter = {
  end: all => {
    const scenarios = all.map(c => ({ ...c, verdict: verdictOf(c) }))
    const verdict = Math.max(0, ...scenarios.map(s => s.verdict))
    return `${JSON.stringify({ heliosync: packageVersion(), verdict, scenarios }, null, 2)}\n`
  },
}
