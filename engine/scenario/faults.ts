import { ATTITUDE_FAULTS } from '../environment/pointing-lost.ts'
import { poissonTimes_s } from '../physics/numbers/poisson.ts'
import { objectOf, optionalQuantity, optionalText, type ParameterSet, quantity, text } from '../quantity/parameter.ts'
import type { Path, Problem } from '../quantity/problem.ts'
import { didYouMean } from '../quantity/suggest.ts'
import type { AnyComponent } from '../tick/component.ts'
import type { AnyFault, FaultSpell } from '../tick/fault.ts'
import { explainAll } from './explain.ts'
import type { ScenarioPart } from './scenario.ts'
import { parseDuration, parseUtc_us } from './time.ts'

/** What can be written of every fault; its own parameters stand beside these. */
export const FAULT_PARAMETERS = {
  part: text({ about: 'The part that fails, by its id; attitude for the pointing.' }),
  fault: text({ about: 'What happens to it, such as string-lost.' }),
  at: optionalText({
    about: 'When it begins: an instant (UTC with Z), or a time since the start: 90 min, 1.5 orbits.',
  }),
  lasts: optionalText({ about: 'How long: 20 min, 1 orbits. Left out, to the end of the run.' }),
  rate_per_year: optionalQuantity({
    above: 0,
    max: 1e6,
    about: 'Instead of at: how often in a year on average, at times drawn by seed.',
  }),
  seed: quantity({ min: 0, max: 2 ** 53 - 1, integer: true, fallback: 1, about: 'Which draw, where a rate is given.' }),
} as const satisfies ParameterSet

/** Every fault that can be written, with the kinds of part that it can happen to; the same fault of several kinds stands once. */
export function faultsOf(components: readonly AnyComponent[]) {
  const all = new Map<AnyFault, { fault: string; about: string; parameters: ParameterSet; of: string[] }>()
  const declared = [{ kind: 'attitude', faults: ATTITUDE_FAULTS }, ...components]
  for (const { kind, faults = {} } of declared)
    for (const [fault, f] of Object.entries(faults as Readonly<Record<string, AnyFault>>)) {
      const known = all.get(f)
      if (known === undefined) all.set(f, { fault, about: f.about, parameters: f.parameters, of: [kind] })
      else known.of.push(kind)
    }
  return [...all.values()]
}

/** Beyond this a run would be cut to dust. */
const MOST_TIMES = 10_000
const YEAR_s = 365.25 * 86400

/** A fault of a scenario with the times at which it is in force; a rate may have drawn several, or none. */
export interface ScenarioFault {
  readonly part: string
  readonly fault: string
  readonly values: Readonly<Record<string, unknown>>
  readonly spells: readonly FaultSpell[]
}

/** When the run is, for times that are written another way. */
export interface RunTime {
  readonly start_us: number
  readonly duration_s: number
  readonly period_s: number | undefined
}

/** What can fail: the pointing, and parts whose kind declares it. */
interface Failing {
  readonly id: string
  readonly kind: string
  readonly values: Readonly<Record<string, unknown>>
  readonly faults: Readonly<Record<string, AnyFault>>
}

export function readFaults(
  given: unknown,
  parts: readonly ScenarioPart[],
  hasOrbit: boolean,
  time: RunTime | undefined,
  problems: Problem[],
): ScenarioFault[] {
  if (given === undefined || given === null) return []
  if (!Array.isArray(given)) {
    const instead = 'Write - { part: wing, fault: string-lost, at: 2 h, ... } under faults.'
    problems.push({ path: ['faults'], what: 'faults is not a list', instead })
    return []
  }
  const pointing = { id: 'attitude', kind: 'the pointing', values: {}, faults: hasOrbit ? ATTITUDE_FAULTS : {} }
  const all: Failing[] = [
    pointing,
    ...parts.map(({ id, kind, values, component }) => ({ id, kind, values, faults: component.faults ?? {} })),
  ]
  return given.flatMap((item, k) => readFault(item, ['faults', k], all, time, problems))
}

function readFault(
  item: unknown,
  path: Path,
  all: readonly Failing[],
  time: RunTime | undefined,
  problems: Problem[],
): ScenarioFault[] {
  const label = path.join('.')
  const object = item !== null && typeof item === 'object' ? (item as Readonly<Record<string, unknown>>) : {}
  const problem = (key: string, what: string, instead: string): ScenarioFault[] => {
    const missing = object[key] === undefined
    problems.push({ path: missing ? path : [...path, key], name: `${label}.${key}`, what, instead })
    return []
  }
  const failing = all.find(f => f.id === object.part)
  if (failing === undefined) {
    const able = all.filter(f => Object.keys(f.faults).length > 0).map(f => f.id)
    const what = object.part === undefined ? 'is missing' : `no part is called ${JSON.stringify(object.part)}`
    return problem('part', what, didYouMean(String(object.part ?? ''), able))
  }
  const kind = failing.faults[String(object.fault)]
  if (kind === undefined) {
    const names = Object.keys(failing.faults)
    if (names.length === 0) return problem('part', `${failing.id} (${failing.kind}) has no way to fail`, advice(all))
    const what = object.fault === undefined ? 'is missing' : `${JSON.stringify(object.fault)} is not known`
    return problem('fault', what, didYouMean(String(object.fault ?? ''), names))
  }
  const parameters: ParameterSet = { ...FAULT_PARAMETERS, ...kind.parameters }
  const parsed = objectOf(parameters).safeParse(object)
  if (!parsed.success) {
    problems.push(...explainAll(parsed.error.issues, object, path, label, parameters))
    return []
  }
  const values = parsed.data as Readonly<Record<string, unknown>>
  const lost_frac = kind.lost_frac(values, failing.values)
  if (!(lost_frac <= 1)) {
    const key = Object.keys(kind.parameters)[0]
    return problem(key, `${values[key]} is more than all of ${failing.id}`, 'Write less.')
  }
  const spells = spellsOf(values, time, problem)
  if (spells === undefined) return []
  const { id: part } = failing
  const fault = String(object.fault)
  return [{ part, fault, values, spells: spells.map(s => ({ ...s, part, fault, values, lost_frac })) }]
}

const advice = (all: readonly Failing[]) => {
  const able = all.filter(f => Object.keys(f.faults).length > 0)
  return able.length === 0
    ? 'No part of this scenario has one.'
    : `These have: ${able.map(f => `${f.id} (${Object.keys(f.faults).join(', ')})`).join(', ')}.`
}

type Spell = Pick<FaultSpell, 'from_s' | 'to_s'>

/** The times at which a fault is in force; undefined, with a problem, where what is written tells none. */
function spellsOf(
  { at, lasts, rate_per_year, seed, part, fault }: Readonly<Record<string, unknown>>,
  time: RunTime | undefined,
  problem: (key: string, what: string, instead: string) => unknown,
): Spell[] | undefined {
  const refuse = (key: string, what: string, instead: string) => {
    problem(key, what, instead)
    return undefined
  }
  if ((at === undefined) === (rate_per_year === undefined))
    return refuse('at', at === undefined ? 'no time' : 'a time and a rate', 'Write either at: 2 h or rate_per_year: 3.')
  // What is wrong with the run's own times is told where they are read.
  if (time === undefined) return undefined
  const lasts_s = lasts === undefined ? Number.POSITIVE_INFINITY : seconds(String(lasts), time)
  if (lasts_s === undefined)
    return refuse('lasts', `${JSON.stringify(lasts)} is not a duration`, 'Write 20 min, 3600 s, 2 h or 1 orbits.')
  if (at === undefined) {
    const rate_per_s = Number(rate_per_year) / YEAR_s
    if (rate_per_s * time.duration_s > MOST_TIMES)
      return refuse('rate_per_year', `more than ${MOST_TIMES} times in this run`, 'Write a lower rate.')
    return poissonTimes_s(rate_per_s, time.duration_s, Number(seed), `${part} ${fault}`).map(from_s => ({
      from_s,
      to_s: from_s + lasts_s,
    }))
  }
  const utc_us = parseUtc_us(String(at))
  const from_s = utc_us === undefined ? seconds(String(at), time) : (utc_us - time.start_us) / 1e6
  if (from_s === undefined)
    return refuse(
      'at',
      `${JSON.stringify(at)} is neither an instant nor a time`,
      'Write 2026-06-21T06:00:00Z, or 90 min after the start.',
    )
  if (from_s < 0 || from_s >= time.duration_s)
    return refuse('at', `${at} is outside the run`, `The run takes ${time.duration_s} s from its start.`)
  return [{ from_s, to_s: from_s + lasts_s }]
}

/** `0 s` is a time too: the start. */
function seconds(written: string, { period_s }: RunTime): number | undefined {
  if (/^0\s*[a-z]+$/.test(written.trim())) return 0
  const duration = parseDuration(written)
  if (duration === undefined) return undefined
  if ('seconds' in duration) return duration.seconds
  return period_s === undefined ? undefined : duration.orbits * period_s
}
