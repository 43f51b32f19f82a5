import { uniformOf, wordOf } from '../physics/numbers/philox.ts'
import type { Parameter } from '../quantity/parameter.ts'
import type { Path, Problem } from '../quantity/problem.ts'
import { didYouMean, nearest } from '../quantity/suggest.ts'
import { DISTRIBUTION_KINDS, type DistributionKind } from './distributions.ts'
import { readKind } from './kind.ts'
import type { ScenarioPart } from './scenario.ts'

/** A parameter of a part that differs from satellite to satellite. */
export interface Spread {
  readonly part: string
  readonly parameter: string
  /** The value of satellite `k` of the group: a pure function of the seed, the group, the parameter and `k`. */
  readonly draw: (k: number) => number
}

/** Finds the part and the parameter that a name such as wing.area_m2 means. */
export function findParameter(
  name: string,
  parts: readonly ScenarioPart[],
  path: Path,
  problems: Problem[],
): { part: ScenarioPart; key: string; parameter: Parameter } | undefined {
  const dot = name.indexOf('.')
  const key = name.slice(dot + 1)
  const part = parts.find(p => p.id === name.slice(0, dot))
  const parameter = part && (part.component.parameters as Record<string, Parameter>)[key]
  if (part !== undefined && parameter !== undefined) return { part, key, parameter }
  const what = part === undefined ? 'names no parameter of a part' : `${part.kind} has no such parameter`
  const instead = part === undefined ? parameterNear(name, parts) : didYouMean(name, namesIn(part))
  problems.push({ path: [...path, name], name, atKey: true, what, instead })
  return undefined
}

const namesIn = (part: ScenarioPart) => Object.keys(part.component.parameters).map(q => `${part.id}.${q}`)

/** What may have been meant by a name that begins with no part. */
function parameterNear(name: string, parts: readonly ScenarioPart[]): string {
  const near = nearest(name, parts.flatMap(namesIn))
  if (near !== undefined) return `Did you mean ${near}?`
  const whole = parts.find(p => p.id === name)
  if (whole !== undefined) return `Write one of its parameters, such as ${namesIn(whole)[0]}.`
  return `Write PART.PARAMETER; the parts are ${parts.map(p => p.id).join(', ')}.`
}

/** Reads the spread of a group; every satellite's draws are made once here and must lie in the parameter's own range. */
export function readSpread(
  given: unknown,
  parts: readonly ScenarioPart[],
  group: string,
  seed: number,
  satellites: number,
  path: Path,
  problems: Problem[],
): Spread[] {
  if (given === undefined) return []
  if (given === null || typeof given !== 'object' || Array.isArray(given)) {
    const instead = 'Write spread: { wing.area_m2: { kind: uniform, min: 590, max: 610 } }.'
    problems.push({ path, name: 'spread', what: 'is not a map', instead })
    return []
  }
  return Object.entries(given).flatMap(([name, written]) => {
    const at = [...path, name]
    const found = findParameter(name, parts, path, problems)
    const read = readKind(written, DISTRIBUTION_KINDS, at, name, problems)
    if (found === undefined || read === undefined) return []
    if (found.parameter.type !== 'number' || name.endsWith('.priority')) {
      const instead = 'Spread a number, and give groups of their own to satellites that differ in more.'
      problems.push({ path: at, name, what: 'is the same for all satellites of a group', instead })
      return []
    }
    const bad = read.kind.check?.(read.values as never)
    if (bad !== undefined) {
      problems.push({ path: [...at, bad.key], name: `${name}.${bad.key}`, what: bad.what, instead: bad.instead })
      return []
    }
    const draw = drawer(seed, group, name, read.kind, read.values)
    const outside = findOutside(found.parameter, read.kind, draw, satellites, name, at)
    if (outside !== undefined) problems.push(outside)
    return [{ part: found.part.id, parameter: found.key, draw }]
  })
}

function drawer(
  seed: number,
  group: string,
  name: string,
  kind: DistributionKind,
  values: Readonly<Record<string, unknown>>,
): (k: number) => number {
  const [a, b] = [wordOf(group), wordOf(name)]
  return k => {
    let turn = 0
    return kind.draw(values as never, () => uniformOf(seed, k, turn++, a, b))
  }
}

function findOutside(
  p: Parameter,
  kind: DistributionKind,
  draw: (k: number) => number,
  satellites: number,
  name: string,
  path: Path,
): Problem | undefined {
  const { min, max, above, below, integer } = p.range ?? {}
  let count = 0
  let first = 0
  let value = 0
  for (let k = 0; k < satellites; k++) {
    const v = draw(k)
    const good =
      v >= (min ?? Number.NEGATIVE_INFINITY) &&
      v <= (max ?? Number.POSITIVE_INFINITY) &&
      v > (above ?? Number.NEGATIVE_INFINITY) &&
      v < (below ?? Number.POSITIVE_INFINITY) &&
      (integer !== true || Number.isInteger(v))
    if (good) continue
    if (count++ === 0) {
      first = k + 1
      value = v
    }
  }
  if (count === 0) return undefined
  if (Number.isNaN(value))
    return { path, name, what: 'hardly any draw lies between min and max', instead: 'Widen min and max.' }
  const range = [
    ...(min === undefined ? [] : [`${min} or more`]),
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(max === undefined ? [] : [`at most ${max}`]),
    ...(below === undefined ? [] : [`below ${below}`]),
    ...(integer === true ? ['whole'] : []),
  ].join(', ')
  return {
    path,
    name,
    what: `${count} of ${satellites} draws are not ${range}; the first is ${Number(value.toPrecision(6))}, of satellite ${first} of the group`,
    instead:
      kind.kind === 'discrete'
        ? 'Write values that are.'
        : integer === true
          ? 'Write kind: discrete with whole values.'
          : `Write min and max ${kind.parameters.min?.optional ? 'to cut the distribution off' : 'that are'}.`,
  }
}
