// npm run accuracy: how far the engine is from references it did not make, at ticks of 1, 10 and 60 s. Exits 1 when a
// bound is broken; --write quotes the table in docs/physics.md.

import { type Cell, table } from '../cli/table.ts'
import type { Run } from '../engine/index.ts'
import { fastErrorsOf } from '../test/fleet/networks.ts'
import { errorsOf, networks } from '../test/networks.ts'
import { batteryError } from './battery-error.ts'
import { type EclipseCase, eclipseError, extendedDays, penumbraError, plainDay, sevenDays } from './eclipse-error.ts'
import { runExample } from './examples.ts'
import { fastDay } from './fast-error.ts'
import { machine } from './machine.ts'
import { printAndQuote } from './quote.ts'

interface Row {
  readonly what: string
  readonly unit: string
  /** At ticks of 1, 10 and 60 s; undefined where it was left out. */
  readonly values: readonly (number | undefined)[]
  readonly allowed: number
}

const TICKS_s = [1, 10, 60] as const

function eclipseRows(): Row[] {
  const main = sevenDays()
  const sso = extendedDays('c-eclipse-day-sso.json')
  const other = extendedDays('c-eclipse-day-other.json')
  const edge = other.filter(c => c.name.startsWith('graze'))
  const rest = other.filter(c => !c.name.startsWith('graze'))
  const fast = (name: string, cases: EclipseCase[]) => shadowRows(`Fleet, ${name}`, cases, TICKS_s, fastDay, 1000)
  return [
    ...shadowRows(`${main.length} days of LEO`, main, TICKS_s),
    ...shadowRows(`${sso.length} days of SSO`, sso, [10, 60]),
    ...shadowRows(`${rest.length} days of LEO, GEO, Molniya`, rest, TICKS_s),
    ...shadowRows(`${edge.length} days at a season's edge`, edge, TICKS_s),
    ...fast('all these days but the last', [...main, ...sso, ...rest]),
    ...fast("days at a season's edge", edge),
  ]
}

/** Contacts, sunlight and positions of days; the last within so many millimetres. */
function shadowRows(
  name: string,
  cases: EclipseCase[],
  ticks_s: readonly number[],
  day = plainDay,
  position_mm = 1,
): Row[] {
  const errors = TICKS_s.map(t => (ticks_s.includes(t) ? eclipseError(cases, t, day) : undefined))
  const count = errors[2]?.crossings ?? 0
  return [
    { what: `${name}: ${count} shadow crossings`, unit: 's', values: errors.map(e => e?.worst_s), allowed: 0.5 },
    { what: `${name}: mean sunlit fraction`, unit: '', values: errors.map(e => e?.sunlit_frac), allowed: 1e-4 },
    {
      what: `${name}: position`,
      unit: 'mm',
      values: errors.map(e => e && e.position_m * 1000),
      allowed: position_mm,
    },
  ]
}

/** An instant knows no tick: the same in every column. */
function penumbraRow(): Row {
  const both = ['c-eclipse-day-sso.json', 'c-eclipse-day-other.json'].map(penumbraError)
  const worst = Math.max(...both.map(e => e.worst_frac))
  const instants = both.reduce((sum, e) => sum + e.instants, 0)
  return {
    what: `Visible share of the Sun at ${instants} instants in penumbra`,
    unit: '',
    values: TICKS_s.map(() => worst),
    allowed: 0.01,
  }
}

function thermalRows(): Row[] {
  const cases = networks()
  const row = (what: string, errors: { compared: number; worst_K: number }[][]): Row => ({
    what: `${what}: worst of ${errors[0].reduce((sum, e) => sum + e.compared, 0)} temperatures`,
    unit: 'K',
    values: errors.map(all => Math.max(...all.map(e => e.worst_K))),
    allowed: 0.1,
  })
  const fast = TICKS_s.map(t => cases.flatMap(c => fastErrorsOf(c, t) ?? []))
  return [
    row(
      `${cases.length} thermal networks`,
      TICKS_s.map(t => cases.map(c => errorsOf(c, t))),
    ),
    row(`Fleet, ${fast[0].length} thermal networks without a ring`, fast),
  ]
}

function energyRows(): Row[] {
  const runs: Run[] = TICKS_s.map(t => runExample('dawn-dusk-compute.yaml', t))
  const [exact] = runs
  const demanded_Wh = exact.summary.budget.demanded_Wh
  return (['generated', 'served', 'radiated', 'unserved', 'curtailed', 'loss'] as const).map(role => {
    const of = (r: Run) => r.summary.budget[`${role}_Wh`]
    const small = of(exact) < 0.2 * demanded_Wh
    return {
      what: `Main example: ${role} against ticks of 1 s${small ? ', of the demand' : ''}`,
      unit: '',
      values: runs.map(r => Math.abs(of(r) - of(exact)) / (small ? demanded_Wh : of(exact))),
      allowed: 1e-4,
    }
  })
}

function ledgerRow(): Row {
  const worst = (r: Run) => Math.max(...r.summary.ledger.map(l => l.residual_frac))
  return {
    what: 'Main example: worst ledger residual beyond rounding, of a tick',
    unit: '',
    values: TICKS_s.map(t => worst(runExample('dawn-dusk-compute.yaml', t))),
    allowed: 1e-9,
  }
}

/** Edges of sunlight fall inside these ticks; 29145 s, the span of the reference, is a multiple of each. */
const BATTERY_TICKS_s = [1, 15, 87] as const

function batteryRows(): Row[] {
  const errors = BATTERY_TICKS_s.map(batteryError)
  const name = `${errors[0].cases} battery cycles at 1, 15, 87 s`
  return [
    { what: `${name}: charge at the end`, unit: '', values: errors.map(e => e.charge_frac), allowed: 1e-8 },
    {
      what: `${name}: curtailed, unserved of generated`,
      unit: '',
      values: errors.map(e => e.energy_frac),
      allowed: 1e-8,
    },
  ]
}

function number(value: number | undefined): string {
  if (value === undefined) return '-'
  if (value === 0) return '0'
  return value >= 0.001 && value < 1000 ? value.toPrecision(2) : value.toExponential(1)
}

const rows = [...eclipseRows(), penumbraRow(), ...thermalRows(), ...batteryRows(), ...energyRows(), ledgerRow()]
const broken = (r: Row) => r.values.some(v => v !== undefined && !(v <= r.allowed))
const right = (title: string) => ({ title, right: true })
const cells: Cell[][] = rows.map(r => [
  r.what,
  r.unit,
  ...r.values.map(number),
  number(r.allowed),
  broken(r) ? 'BROKEN' : '',
])
const head = [
  { title: 'Worst error' },
  { title: '' },
  ...TICKS_s.map(t => right(`${t} s`)),
  right('allowed'),
  { title: '' },
]
printAndQuote('Accuracy', [machine(), ...table(head, cells, text => text)].join('\n'))
process.exitCode = rows.some(broken) ? 1 : 0
