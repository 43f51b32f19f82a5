import { STEADY_CONDITIONS, type Steady, solveSteady } from '../engine/index.ts'
import { loadComponents } from './components.ts'
import { celsius, kelvin, withUnit } from './format.ts'
import { loadSatellite } from './load.ts'
import { forPeople, type Paint } from './output.ts'
import { table, wrap } from './table.ts'

/** Prints the temperatures at which a scenario would balance under the darkest, the mean and the brightest of its orbit; with `json` all of it. */
export async function steadyCommand(path: string, { json, use }: { json: boolean; use: readonly string[] }) {
  const components = await loadComponents(use)
  const scenario = loadSatellite(path, components, '--steady')
  // Without an orbit all conditions are those of the start.
  const conditions = scenario.orbit === undefined ? (['mean'] as const) : STEADY_CONDITIONS
  const solved = conditions.map(c => solveSteady(scenario, c, { components }))
  if (json) return void process.stdout.write(`${JSON.stringify(solved, null, 2)}\n`)
  const people = forPeople()
  people.print(steadyLines(solved, people.paint))
}

function steadyLines(solved: readonly Steady[], paint: Paint): string[] {
  const [first] = solved
  const orbit = solved.length > 1
  const right = true
  const power = (watts: number) => withUnit(watts, 'W')
  const temperatures = table(
    [
      { title: 'Steady temperatures' },
      ...solved.flatMap(s => [
        { title: orbit ? `${s.conditions} K` : 'K', right },
        { title: 'C', right },
      ]),
    ],
    first.temps.map(({ node }, k) => [
      node,
      ...solved.flatMap(s => [kelvin(s.temps[k].temp_K), celsius(s.temps[k].temp_K)]),
    ]),
    paint.bold,
  )
  const balance = table(
    [{ title: 'Balance' }, ...solved.map(s => ({ title: orbit ? s.conditions : '', right }))],
    [
      ['comes in', ...solved.map(s => power(s.balance.in_W))],
      ['from batteries', ...solved.map(s => power(s.balance.from_batteries_W))],
      ['goes out', ...solved.map(s => power(s.balance.out_W))],
      ['left over', ...solved.map(s => `${s.balance.residual_W.toExponential(1)} W`)],
    ],
    paint.bold,
  )
  const about = orbit
    ? 'Mean: temperatures that, held through an orbit from the start on, take in as much heat as they give. Darkest and brightest: the ' +
      'instants of that orbit in which least and most is absorbed, held for ever. Batteries keep the charge they start with.'
    : 'Temperatures at which heat balances under the conditions of the start. Batteries keep their charge.'
  return [...wrap(first.name).map(paint.bold), ...wrap(about), '', ...temperatures, '', ...balance]
}
