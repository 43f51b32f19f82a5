import { simulate } from '../engine/index.ts'
import { loadComponents } from './components.ts'
import { sayWhatIsWrong } from './errors.ts'
import { loadScenario } from './load.ts'
import { type Output, outputTo } from './output.ts'
import { limitLines } from './report-limits.ts'
import { wrap } from './table.ts'

/** Every limit holds, one is broken, the input is wrong. */
export type Verdict = 0 | 1 | 2

/** Runs scenarios and judges their limits. All of them are run, whatever becomes of one; the worst verdict is returned. */
export async function checkCommand(paths: readonly string[], { use }: { use: readonly string[] }): Promise<Verdict> {
  const components = await loadComponents(use)
  const output = outputTo(process.stdout)
  let worst: Verdict = 0
  for (const [k, path] of paths.entries()) {
    if (k > 0) output.print([''])
    const verdict = checkOne(path, components, output)
    if (verdict > worst) worst = verdict
  }
  return worst
}

function checkOne(
  path: string,
  components: Awaited<ReturnType<typeof loadComponents>>,
  { print, paint }: Output,
): Verdict {
  try {
    const scenario = loadScenario(path, components)
    const { limits } = simulate(scenario, { components, every: scenario.ticks }).summary
    const broken = limits.filter(l => !l.holds).length
    print([
      paint.bold(path),
      ...limitLines(limits, paint),
      ...wrap(
        limits.length === 0 ? 'No limits are written, so nothing was checked.' : verdictLine(limits.length, broken),
      ),
    ])
    return broken > 0 ? 1 : 0
  } catch (error) {
    if (!sayWhatIsWrong(error)) throw error
    print([paint.bold(path), paint.bad('The input is wrong.')])
    return 2
  }
}

const verdictLine = (limits: number, broken: number) =>
  broken === 0
    ? `${limits === 1 ? 'The limit holds' : `All ${limits} limits hold`}.`
    : `${broken} of ${limits} limits broken.`
