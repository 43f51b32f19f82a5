import { ENVIRONMENT_PARAMETERS } from '../../environment/earth.ts'
import { LONGEST_STEP_s } from '../../environment/orbit.ts'
import { everyTick } from '../../measures/every-tick.ts'
import type { ParameterSet } from '../../quantity/parameter.ts'
import type { FleetGroup } from '../../scenario/fleet-group.ts'
import type { Scenario, ScenarioPart } from '../../scenario/scenario.ts'
import { isTurning } from './fit-faces.ts'

/** Why a group cannot take the fast path, as a clause. */
export class Unfit extends Error {}

export const unfit = (why: string): never => {
  throw new Unfit(why)
}

/**
 * The fast path cuts ticks at shadow edges and where a step is too long for its heat, and not every so often. Beside the plain path at 60 s, energies of
 * twelve satellites at 550 km are 2e-4 of what was generated off at 600 s, 5e-4 at 1800 s and 3e-3 at 3600 s; the plain path, which cuts every 300 s, is
 * 6e-4 off (what the Earth sends) at all of them.
 */
const LONGEST_TICK_s = 600

/** Throws Unfit unless the fast path has everything that this design has. */
export function checkFit(scenario: Scenario, { parts, spread }: FleetGroup): void {
  checkSurroundings(scenario)
  if (scenario.step_s > LONGEST_STEP_s && isTurning(scenario, parts))
    unfit(
      `its faces turn and its ticks are longer than ${LONGEST_STEP_s} s (shorter ones with --every take the fast path)`,
    )
  for (const p of parts) checkPart(p)
  for (const { part, parameter } of spread) {
    const isKnown = parts.some(p => p.id === part && KNOWN[p.kind].includes(parameter))
    // How many sides there are decides which faces there are, the same for all.
    if (!isKnown || parameter === 'sides') unfit(`${part}.${parameter} is drawn`)
  }
  checkLimits(scenario, parts)
}

type Values = ScenarioPart['values']

function checkSurroundings({ environment, periodicStart, step_s }: Scenario): void {
  if (step_s > LONGEST_TICK_s)
    unfit(`its ticks are longer than ${LONGEST_TICK_s} s (shorter ones with --every take the fast path)`)
  checkRest('environment', environment, ENVIRONMENT_PARAMETERS, ['earth_radiation', 'albedo_frac', 'infrared_W_m2'])
  if (periodicStart) unfit('it begins in a state that repeats')
}

/** Parameters that the fast path knows, by kind of part. What else a part can say must be as if it were not written. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  'bus.dc': [],
  'node.lumped': ['capacity_J_K', 'initial_temp_K'],
  'link.conductive': ['from', 'to', 'conductance_W_K'],
  'link.radiative': ['from', 'to', 'exchange_m2'],
  'load.constant': ['power_W', 'priority', 'bus', 'node'],
  'compute.accelerators': [
    ...['accelerator', 'count', 'utilisation_frac', 'efficiency_frac', 'priority', 'bus', 'node'],
    ...['temp_band_K', 'keep_charge_frac', 'charge_band_frac', 'hold_time_s', 'junction_resistance_K_W'],
  ],
  'battery.bucket': [
    ...['capacity_Wh', 'initial_charge_frac', 'floor_frac', 'charge_efficiency_frac', 'discharge_efficiency_frac'],
    ...['max_charge_W', 'max_discharge_W', 'bus', 'node'],
    ...['cycle_life_depth_frac', 'depth_exponent_unit', 'calendar_life_year'],
  ],
  'array.flat': [
    ...['area_m2', 'cell', 'packing_frac', 'collection_frac', 'health_frac', 'age_year', 'fluence_per_cm2', 'bus'],
    ...['face', 'drive', 'drive_axis', 'incidence_table', 'position_m', 'size_m'],
    ...['back_absorptance_frac', 'back_emissivity_frac', 'heat_capacity_J_m2K', 'initial_temp_K'],
  ],
  'structure.box': ['position_m', 'size_m'],
  'radiator.flat': [
    ...['area_m2', 'sides', 'coating', 'face', 'position_m', 'size_m'],
    ...['coating_age_frac', 'fin_efficiency_frac', 'view_frac'],
    ...['fin_thickness_m', 'fin_conductivity_W_mK', 'heat_capacity_J_m2K', 'initial_temp_K'],
  ],
}

function checkPart({ id, kind, component, values }: ScenarioPart): void {
  checkRest(id, values, component.parameters, KNOWN[kind] ?? unfit(`it has a ${kind}`))
}

/** Whatever a newer kind of part can say is refused here, until the fast path has it. */
function checkRest(id: string, values: Values, parameters: ParameterSet, known: readonly string[]): void {
  for (const [key, p] of Object.entries(parameters)) {
    const value = values[key]
    const unsaid = value === undefined || JSON.stringify(value) === JSON.stringify(p.fallback)
    if (!unsaid && !known.includes(key)) unfit(`${id}.${key} is ${JSON.stringify(value)}`)
  }
}

/** The fast path keeps the lowest charge and every node's coldest and hottest. */
function checkLimits(scenario: Scenario, parts: readonly ScenarioPart[]): void {
  const many = (kind: string) => parts.filter(p => p.kind === kind).length > 1
  if (many('battery.bucket')) unfit('it has more than one battery')
  if (many('bus.dc')) unfit('it has more than one bus')
  for (const l of scenario.limits) {
    if (!('column' in l)) {
      unfit(`a limit is on the result ${l.result}`)
      continue
    }
    const [part, what] = [l.column.slice(0, l.column.indexOf('.')), l.column.slice(l.column.indexOf('.') + 1)]
    const kept = what === 'temp_K' || (what === 'charge_frac' && l.max === undefined)
    if (parts.some(p => p.id === part) && !(kept && l.measure === everyTick))
      unfit(`a limit watches ${l.column}${l.measure === everyTick ? '' : ` by ${l.measure.measure}`}`)
  }
}
