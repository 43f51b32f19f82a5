import checkOne, { type CheckSetup } from '../../cli/check-one.ts'
import { verdictOf } from '../../cli/finding.ts'
import { PLAIN } from '../../cli/output.ts'
import { textReporter } from '../../cli/reporter-text.ts'
import type { Outcome } from './program.ts'

/** What `heliosync check` says of one scenario and its exit code, without starting a process. */
export async function checkHere(scenario: string, options: Partial<CheckSetup> = {}): Promise<Outcome> {
  const setup = { use: [], update: false, requireBaseline: false, ...options }
  const judge = (await checkOne(setup)) as (path: string) => Awaited<ReturnType<Awaited<ReturnType<typeof checkOne>>>>
  const checked = judge(scenario)
  if ('buffers' in checked) throw new Error('a check moves nothing')
  return {
    status: verdictOf(checked),
    stdout: textReporter(PLAIN).each?.(checked, true) ?? '',
    stderr: checked.wrong.map(w => `${w.message}\n`).join(''),
  }
}
