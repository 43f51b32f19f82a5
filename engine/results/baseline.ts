import type { ParameterSet } from '../quantity/parameter.ts'
import { unitOf } from '../quantity/unit.ts'
import { type Change, changesBetween } from '../scenario/changes.ts'
import { filledIn } from '../scenario/filled.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { Summary } from './summary.ts'
import { type NamedValue, valuesOf } from './values.ts'

/** How far a value may move: in its own unit, or as a share such as `0.1 %` of what it was. */
export type Allowed = number | `${number} %`

/** What a scenario once gave, how far each value may move, and the scenario itself, so that a change of it can be told. Plain data. */
export interface Baseline {
  readonly values: Readonly<Record<string, { readonly value: number; readonly allowed: Allowed }>>
  readonly scenario: Readonly<Record<string, unknown>>
}

/** A value against the baseline. */
export interface ComparedValue {
  readonly name: string
  readonly unit: string
  /** Null where it was not or is not. */
  readonly was: number | null
  readonly is: number | null
  readonly change: number | null
  /** How far it may move, in its unit; null for a value that is new. */
  readonly allowed: number | null
  /** False when it moved further than it may, or is gone. A new one holds. */
  readonly holds: boolean
  /** When it is so, where it is of one moment. */
  readonly utc?: string
}

export interface BaselineResult {
  readonly holds: boolean
  readonly values: readonly ComparedValue[]
  /** Parameters of the scenario that are no longer what they were when the baseline was written. */
  readonly changes: readonly Pick<Change, 'name' | 'was' | 'is'>[]
}

/** Allowed at first, by unit; a count may not move, and what is not in the list may move by a thousandth. */
const ALLOWED: Readonly<Record<string, Allowed>> = { K: 0.1, s: 1, km: 0.1, '1': 0.001 }
const OTHERWISE: Allowed = '0.1 %'
/** What is less than this share of the largest value in its unit is rounding, as the ledgers have it, and no share of it is a tolerance. */
const ROUNDING_frac = 1e-9

/** Tells nothing of what moves no value. */
function scenarioOf(s: Scenario): Readonly<Record<string, unknown>> {
  const { name: _name, about: _about, limits: _limits, ...rest } = filledIn(s)
  return rest
}

/** The baseline of a run. Tolerances of `before` are kept, as they may have been set by hand. */
export function makeBaseline(run: { scenario: Scenario; summary: Summary }, before?: Baseline): Baseline {
  const now = valuesOf(run.summary)
  const rounding = roundingOf(now)
  const values = now.map(({ name, unit, value }) => {
    const allowed = before?.values[name]?.allowed ?? firstAllowed(name, unit, value)
    return [name, { value: rounded(value, inUnit(allowed, value, rounding(unit))), allowed }] as const
  })
  return {
    values: Object.fromEntries(values.sort(([a], [b]) => (a < b ? -1 : 1))),
    scenario: scenarioOf(run.scenario),
  }
}

const firstAllowed = (name: string, unit: string, value: number): Allowed =>
  name.endsWith('_count') && Number.isInteger(value) ? 0 : (ALLOWED[unit] ?? OTHERWISE)

function inUnit(allowed: Allowed, was: number, rounding: number): number {
  if (typeof allowed === 'number') return allowed
  return Math.max(rounding, (Number.parseFloat(allowed) / 100) * Math.abs(was))
}

/** By unit, what is nothing but rounding. */
function roundingOf(values: readonly NamedValue[]): (unit: string) => number {
  const largest = new Map<string, number>()
  for (const { unit, value } of values) largest.set(unit, Math.max(largest.get(unit) ?? 0, Math.abs(value)))
  return unit => ROUNDING_frac * (largest.get(unit) ?? 0)
}

/** To a hundredth of what is allowed: digits beyond mean nothing. */
function rounded(value: number, allowed: number): number {
  if (allowed === 0) return value
  return Number(value.toFixed(Math.min(100, Math.max(0, Math.ceil(-Math.log10(allowed / 100))))))
}

export function compareWithBaseline(
  { scenario, summary }: { scenario: Scenario; summary: Summary },
  baseline: Baseline,
): BaselineResult {
  const now = valuesOf(summary)
  const rounding = roundingOf(now)
  const gone = Object.keys(baseline.values).filter(name => !now.some(v => v.name === name))
  const values = [
    ...now.map(({ name, unit, value: is, utc }): ComparedValue => {
      const moment = utc === undefined ? {} : { utc }
      const then = baseline.values[name]
      if (then === undefined) return { name, unit, was: null, is, change: null, allowed: null, holds: true, ...moment }
      const allowed = inUnit(then.allowed, then.value, rounding(unit))
      const change = is - then.value
      return { name, unit, was: then.value, is, change, allowed, holds: Math.abs(change) <= allowed, ...moment }
    }),
    ...gone.map((name): ComparedValue => {
      const { value: was, allowed } = baseline.values[name]
      const unit = unitOf(name) ?? ''
      return {
        name,
        unit,
        was,
        is: null,
        change: null,
        allowed: inUnit(allowed, was, rounding(unit)),
        holds: false,
      }
    }),
  ]
  const changes = changesBetween(baseline.scenario, scenarioOf(scenario)).filter(c => !isNewDefault(c, scenario))
  return {
    holds: values.every(v => v.holds),
    values,
    changes: changes.map(({ name, was, is }) => ({ name, was, is })),
  }
}

/** A parameter that a later version has, left at its default, is no change of the scenario. */
function isNewDefault({ path: [, id, key], was, is }: Change, { parts }: Scenario): boolean {
  const parameters: ParameterSet = parts.find(p => p.id === id)?.component.parameters ?? {}
  return was === undefined && key !== undefined && JSON.stringify(parameters[key]?.fallback) === JSON.stringify(is)
}
