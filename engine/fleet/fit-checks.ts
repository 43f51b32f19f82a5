import { everyTick } from '../measures/every-tick.ts'
import type { Scenario, ScenarioPart } from '../scenario/scenario.ts'

/** Why a group cannot take the fast path, as a clause. */
export class Unfit extends Error {}

export const unfit = (why: string): never => {
  throw new Unfit(why)
}

/** Throws Unfit unless the fast path has everything that this design has. */
export function checkFit(scenario: Scenario, parts: readonly ScenarioPart[]): void {
  checkSurroundings(scenario)
  for (const p of parts) checkPart(p)
  checkLimits(scenario, parts)
}

type Values = ScenarioPart['values']

function checkSurroundings({ attitude, environment, periodicStart }: Scenario): void {
  if (attitude.kind.kind !== 'sun-pointing') unfit(`its attitude is ${attitude.kind.kind}`)
  if (environment.earth_radiation !== 'none') unfit('the Earth shines on it (earth_radiation)')
  if (environment.limb_darkening) unfit('limb_darkening is on')
  if (environment.moon_shadow) unfit('moon_shadow is on')
  if (periodicStart) unfit('it begins in a state that repeats')
}

/** What a part may be on the fast path, by kind. */
const PARTS: Readonly<Record<string, (p: ScenarioPart) => void>> = {
  'bus.dc': () => {},
  'node.lumped': () => {},
  'link.conductive': () => {},
  'link.radiative': () => {},
  'load.constant': () => {},
  'array.flat': ({ id, values: v }) => {
    if (v.drive !== 'fixed') unfit(`${id} is driven`)
    if (v.face !== 'sun' && v.face !== '+z') unfit(`${id} does not look at the Sun`)
    if (v.incidence_table !== undefined) unfit(`${id} has an incidence_table`)
    checkUnshaded(id, v)
  },
  'radiator.flat': ({ id, values: v }) => checkUnshaded(id, v),
  'battery.bucket': ({ id, values: v }) => {
    if (v.self_discharge_per_day !== 0) unfit(`${id} leaks (self_discharge_per_day)`)
    if (v.cycle_life_count !== undefined) unfit(`the wear of ${id} is followed (cycle_life_count)`)
  },
  'compute.accelerators': ({ id, values: v }) => {
    if (v.governor !== 'constant' || v.max_temp_K !== undefined || v.battery !== undefined)
      unfit(`${id} is governed by Sun, temperature or charge`)
  },
}

function checkUnshaded(id: string, v: Values): void {
  if (v.position_m !== undefined || v.size_m !== undefined) unfit(`${id} has a place where it can be shaded`)
}

function checkPart(p: ScenarioPart): void {
  const check = PARTS[p.kind] ?? unfit(`it has a ${p.kind}`)
  check(p)
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
