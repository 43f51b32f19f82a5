import { builtin } from './parts/index.ts'
import type { Parameter } from './quantity/parameter.ts'
import { ScenarioError } from './quantity/problem.ts'
import { unitOf } from './quantity/unit.ts'
import { simulate, simulateLanes } from './simulate.ts'
import type { AnyComponent } from './tick/component.ts'

/** How a component is written in a scenario, and what must stand beside it. */
export interface ComponentExample {
  /** Its parameters as a user would write them, without id and kind. */
  readonly values: Readonly<Record<string, unknown>>
  /** The other parts that it needs: a bus comes by itself, a node or a battery does not. */
  readonly parts?: readonly Readonly<Record<string, unknown>>[]
}

const ID = 'subject'

/**
 * Proves of a component what the engine promises of its own: parameters and columns carry their unit, the ledgers close, nothing stops
 * being a number at either end of any parameter's range or while it fails, and a lane does not depend on its neighbours. Runs an hour of a
 * sun-synchronous orbit each time. Throws one Error that lists everything that failed, each in a line.
 */
export function checkComponent(component: AnyComponent, example: ComponentExample): void {
  const wrong: string[] = []
  const parameters = component.parameters as Readonly<Record<string, Parameter>>
  const numbers = Object.entries(parameters).filter(([, p]) => p.type === 'number')
  for (const [name] of numbers) if (unitOf(name) === undefined) wrong.push(`${name}: its name states no unit`)
  for (const [name, p] of Object.entries(parameters))
    if (p.about === '') wrong.push(`${name}: says nothing about itself`)

  const scenario = (values: Readonly<Record<string, unknown>>) => scenarioOf(component, { ...example, values })
  const components = [...builtin.filter(b => b.kind !== component.kind), component]
  const attempt = (what: string, run: () => void, refusable = false) => {
    try {
      run()
    } catch (error) {
      // An end of one range may not go with the other values of the example: told clearly, that is well.
      if (refusable && error instanceof ScenarioError) return
      wrong.push(`${what}: ${(error as Error).message}`)
    }
  }

  attempt('as in the example', () => {
    const { recording } = simulate(scenario(example.values), { components })
    for (const c of recording.columns)
      if (c.name.startsWith(`${ID}.`) && unitOf(c.name) === undefined) wrong.push(`${c.name}: its name states no unit`)
  })
  if (wrong.length === 0)
    for (const [name, p] of numbers)
      for (const value of endsOf(p))
        attempt(
          `${name}: ${value}`,
          () => simulate(scenario({ ...example.values, [name]: value }), { components }),
          true,
        )
  for (const [name, f] of wrong.length === 0 ? Object.entries(component.faults ?? {}) : []) {
    const given = Object.entries(f.parameters as Readonly<Record<string, Parameter>>)
      .filter(([, p]) => !p.optional && p.type === 'number')
      .map(([key, p]) => [key, p.range?.integer ? 1 : (p.range?.max ?? p.range?.min ?? 1)])
    const fault = { part: ID, fault: name, at: '20 min', lasts: '20 min', ...Object.fromEntries(given) }
    attempt(`with ${name}`, () => simulate({ ...scenario(example.values), faults: [fault] }, { components }), true)
  }
  if (wrong.length === 0) attempt('side by side', () => checkLanes(numbers, example, scenario, components, wrong))
  if (wrong.length > 0)
    throw new Error(`${component.kind} does not keep what the engine promises:\n${wrong.join('\n')}`)
}

function scenarioOf(component: AnyComponent, { values, parts = [] }: ComponentExample): object {
  return {
    name: `check of ${component.kind}`,
    start: '2026-06-21T00:00:00Z',
    duration: '1 h',
    step_s: 60,
    orbit: { kind: 'sun-synchronous', altitude_km: 650, ltan_h: 12 },
    parts: [...parts, { id: ID, kind: component.kind, ...values }],
  }
}

/** The ends of a range, just inside where it is open. */
function endsOf({ range }: Parameter): number[] {
  const { min, max, above, below, integer } = range ?? {}
  const inside = integer ? 1 : 1e-9
  const ends: number[] = []
  if (min !== undefined) ends.push(min)
  if (above !== undefined) ends.push(above + inside)
  if (max !== undefined) ends.push(max)
  if (below !== undefined) ends.push(below - inside)
  return ends
}

/** The example between two others must give the bits that it gives alone. */
function checkLanes(
  numbers: readonly (readonly [string, Parameter])[],
  { values }: ComponentExample,
  scenario: (values: Readonly<Record<string, unknown>>) => object,
  components: readonly AnyComponent[],
  wrong: string[],
): void {
  const changed = numbers.find(
    ([name, p]) => typeof values[name] === 'number' && name !== 'priority' && !p.range?.integer,
  )
  if (changed === undefined) return
  const [name] = changed
  const other = scenario({ ...values, [name]: 0.9 * (values[name] as number) })
  const mine = scenario(values)
  const together = simulateLanes([other, mine, other], { components })[1].recording
  const alone = simulate(mine, { components }).recording
  for (const [k, c] of alone.columns.entries()) {
    const row = c.values.findIndex((v, i) => !Object.is(v, together.columns[k].values[i]))
    if (row >= 0) wrong.push(`${c.name}: another value beside other lanes (row ${row})`)
  }
}
