import { type Assembly, assemble, setStart } from './assemble.ts'
import { builtin } from './parts/index.ts'
import { oneOrbitOf } from './periodic.ts'
import { type Balance, findBalance } from './physics/heat/balance.ts'
import { readScenario } from './scenario/read.ts'
import type { Scenario } from './scenario/scenario.ts'
import { isScenario, type SimulateOptions, simulate } from './simulate.ts'
import { type Stretch, stretchesOf } from './steady-stretches.ts'
import { latentOf, tempOf } from './tick/component.ts'
import { sense, settle } from './tick/run.ts'

/** Under which of the orbit's conditions: their mean, or those of the instant at which most or least is absorbed, for ever. */
export const STEADY_CONDITIONS = ['darkest', 'mean', 'brightest'] as const
export type SteadyConditions = (typeof STEADY_CONDITIONS)[number]

/** The balance of a plant under conditions that stay. */
export interface Steady {
  readonly name: string
  readonly conditions: SteadyConditions
  /** Mean instant of the conditions; of the mean, the start of its orbit. */
  readonly utc: string
  readonly temps: readonly { readonly node: string; readonly temp_K: number }[]
  /** Every column's mean at these temperatures. */
  readonly columns: readonly { readonly name: string; readonly unit: string; readonly value: number }[]
  /** Of the whole satellite: what comes in, what goes out, what batteries give, and what is left over. */
  readonly balance: {
    readonly in_W: number
    readonly out_W: number
    readonly from_batteries_W: number
    readonly residual_W: number
  }
}

/** No temperatures balance, or none were found. */
export class SteadyError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'SteadyError'
  }
}

/** Rates are those of so short a step that nothing moves in it. */
const INSTANT_s = 1e-2
const NEWTON = { step: 0.05, tolerance: 1e-5, lowest: 3, mostIterations: 60 }

/**
 * Temperatures that, held through an orbit, take in as much heat as they give on the mean: the steady state of hot and cold cases, apart
 * from any run in time. Newton's method on the whole plant, its heaters, cells, loops and buses included, with each temperature's neighbours side by side
 * as lanes. Batteries keep the charge they start with, and give or take what that asks; drives go their way. Without an orbit, the conditions are those of the start.
 *
 * Throws ScenarioError for bad input, SteadyError where heat has nowhere to go or no balance is found.
 */
export function solveSteady(
  given: unknown,
  conditions: SteadyConditions = 'mean',
  options: Pick<SimulateOptions, 'components' | 'file' | 'readText'> = {},
): Steady {
  const components = options.components ?? builtin
  const read = isScenario(given) ? given : readScenario(given, { ...options, components })
  const orbit = orbitOf({ ...read, periodicStart: false, limits: [] })
  const plant = makePlant(orbit, simulate(orbit, { components }).recording)
  const chosen = conditions === 'mean' ? plant.stretches : [extremeOf(plant, conditions)]
  const balance = findBalance(points => plant.rates_W(points, chosen), plant.start_K, NEWTON)
  if (!balance.found) throw new SteadyError(whyNone(plant.nodes, balance))
  return plant.describe(balance.point, chosen, conditions)
}

/** An orbit of the scenario in steps of a hundredth at least; without an orbit one tick. */
function orbitOf(scenario: Scenario): Scenario {
  if (scenario.orbit === undefined) return { ...scenario, ticks: 1 }
  const { period_s } = assemble([scenario]).environment?.trajectory ?? {}
  const orbit_s = period_s?.(0) as number
  return oneOrbitOf({ ...scenario, step_s: Math.max(scenario.step_s, orbit_s / 100) }, orbit_s)
}

type Plant = ReturnType<typeof makePlant>
type Recording = ReturnType<typeof simulate>['recording']

function makePlant(scenario: Scenario, orbit: Recording) {
  const alone = assemble([scenario])
  const nodes = alone.plant.flatMap(p => p.built.nodes ?? []).filter(n => !n.held)
  const lanes = Math.max(nodes.length + 1, 12)
  const assembly = assemble(Array.from({ length: lanes }, () => scenario))
  const { program, plant } = assembly
  const declared = plant.flatMap(p => p.built.states ?? [])
  const initial = new Map(program.states.map(s => [s.name, s.start[0]]))
  const stretches = stretchesOf(assembly, orbit)
  const stateOf = (name: string) => program.states.find(s => s.name === name)
  const stores = nodes.map(n => ({
    temp: stateOf(tempOf(n.id)),
    latent: stateOf(latentOf(n.id)),
    capacity_J_K: n.capacity_J_K[0],
  }))

  /** The rates at a stretch, with the temperatures of a point in each lane. */
  function stand(points: readonly Float64Array[], { start_s, end_s, drives }: Stretch): void {
    const to = points.length
    sense(program, { from: 0, to, start_s, end_s, duration_s: end_s - start_s })
    for (const [lane, point] of points.entries())
      setStart(
        program.states,
        declared,
        lane,
        new Map([...initial, ...drives, ...nodes.map((n, k) => [tempOf(n.id), point[k]] as const)]),
      )
    const middle_s = 0.5 * (start_s + end_s)
    const half_s = INSTANT_s / 2
    settle(program, { from: 0, to, start_s: middle_s - half_s, end_s: middle_s + half_s, duration_s: INSTANT_s })
  }
  const gain_W = ({ temp, latent, capacity_J_K }: (typeof stores)[number], lane: number) => {
    const moved = (s: typeof temp) => (s === undefined ? 0 : s.end[lane] - s.start[lane])
    return (capacity_J_K * moved(temp) + moved(latent)) / INSTANT_s
  }

  return {
    nodes: nodes.map(n => n.id),
    stretches,
    start_K: Float64Array.from(nodes, n => n.initial_K[0]),
    /** Mean net heat into every node, W, for each point. */
    rates_W(points: readonly Float64Array[], over: readonly Stretch[]): Float64Array[] {
      const total_s = over.reduce((s, w) => s + w.end_s - w.start_s, 0)
      const rates = points.map(() => new Float64Array(nodes.length))
      for (const stretch of over) {
        stand(points, stretch)
        const weight = (stretch.end_s - stretch.start_s) / total_s
        for (const [lane, row] of rates.entries())
          for (const [k, s] of stores.entries()) row[k] += weight * gain_W(s, lane)
      }
      return rates
    },
    absorbed_W(point: Float64Array, stretch: Stretch): number {
      stand([point], stretch)
      return program.roles.reduce((s, { role, column }) => s + (role === 'absorbed' ? meanOf(assembly, column) : 0), 0)
    },
    describe(point: Float64Array, over: readonly Stretch[], conditions: SteadyConditions): Steady {
      const total_s = over.reduce((s, w) => s + w.end_s - w.start_s, 0)
      const mean = new Float64Array(program.info.length)
      const balance = { in_W: 0, out_W: 0, from_batteries_W: 0, residual_W: 0 }
      for (const stretch of over) {
        stand([point], stretch)
        const weight = (stretch.end_s - stretch.start_s) / total_s
        for (const [k, { name }] of program.info.entries()) mean[k] += weight * meanOf(assembly, name)
        addBalance(
          assembly,
          weight,
          stores.reduce((s, store) => s + gain_W(store, 0), 0),
          balance,
        )
      }
      const at_s = conditions === 'mean' ? over[0].start_s : 0.5 * (over[0].start_s + over[0].end_s)
      return {
        name: scenario.name,
        conditions,
        utc: assembly.utcOf(at_s),
        temps: nodes.map((n, k) => ({ node: n.id, temp_K: point[k] })),
        columns: program.info.map(({ name, unit }, k) => ({ name, unit, value: mean[k] })),
        balance,
      }
    },
  }
}

const meanOf = ({ program }: Assembly, name: string) => (program.columns.get(name) as Float64Array)[0]

/** Flows of the total book, and what its stores gave but for the nodes' heat, which is what is left over. */
function addBalance(
  { program }: Assembly,
  weight: number,
  heat_W: number,
  to: { -readonly [K in keyof Steady['balance']]: number },
): void {
  const total = program.books.find(b => b.name === 'total')
  if (total === undefined) return
  let stored_W = 0
  for (const { start, end, scale_J } of total.stored) stored_W += (scale_J[0] * (end[0] - start[0])) / INSTANT_s
  for (const { sign, column } of total.flows) {
    if (sign * column[0] > 0) to.in_W += weight * Math.abs(column[0])
    else to.out_W += weight * Math.abs(column[0])
  }
  to.from_batteries_W -= weight * (stored_W - heat_W)
  to.residual_W = to.in_W + to.from_batteries_W - to.out_W
}

/** The stretch in which the satellite, as it starts, absorbs most or least. */
function extremeOf(plant: Plant, conditions: 'brightest' | 'darkest'): Stretch {
  const absorbed = plant.stretches.map(s => plant.absorbed_W(plant.start_K, s))
  const better = (a: number, b: number) => (conditions === 'brightest' ? a > b : a < b)
  return plant.stretches[absorbed.reduce((best, a, k) => (better(a, absorbed[best]) ? k : best), 0)]
}

function whyNone(nodes: readonly string[], { point, residual, change }: Balance): string {
  const worst = nodes.reduce((w, _n, k) => (Math.abs(change[k]) > Math.abs(change[w]) ? k : w), 0)
  return (
    `${nodes[worst]}: no steady temperature was found. At ${point[worst].toPrecision(5)} K it has ${residual[worst].toPrecision(3)} W left over. ` +
    'Either its heat has no way out of the satellite, or something switches there (a thermostat with hysteresis, freezing): give it a proportional control or another start.'
  )
}
