import type { BaselineResult, ComparedValue } from '../engine/index.ts'
import type { CheckedBaseline } from './budget.ts'
import { asGiven, clock, decimalsOfChange, fixed, signed, withUnit } from './format.ts'
import type { Paint } from './output.ts'
import { table, wrap } from './table.ts'

/** What moved against the baseline, by how much, and what changed in the scenario since; `update` is what makes it the baseline. */
export function baselineLines(b: CheckedBaseline, paint: Paint, update = 'heliosync check --update'): string[] {
  const { file, state, result } = b
  if (state === 'missing') return wrap(`No baseline: ${update} writes ${file}.`).map(paint.dim)
  if (result === undefined) return wrap(`Wrote ${file}.`)
  const moved = result.values.filter(v => !v.holds)
  const verdict = verdictOf(result)
  return [
    ...(moved.length === 0 ? [] : movedLines(moved, paint)),
    ...wrap(state === 'written' ? `Wrote ${file}; against the one before, ${verdict}` : `Against ${file}, ${verdict}`),
    ...changeLines(b, result, paint),
    ...(result.holds || state === 'written' ? [] : [`If this is meant, ${update} makes it the baseline.`]),
  ]
}

function verdictOf({ values }: BaselineResult): string {
  const moved = values.filter(v => !v.holds).length
  const added = values.filter(v => v.was === null).length
  const known = values.length - added
  const more = added === 0 ? '' : `; ${added} ${added === 1 ? 'is' : 'are'} new`
  return moved === 0
    ? `all ${known} values are within what is allowed${more}.`
    : `${moved} of ${known} values moved further than allowed${more}.`
}

export function movedLines(moved: readonly ComparedValue[], paint: Paint): string[] {
  const right = (title: string) => ({ title, right: true })
  return table(
    [
      { title: 'Budget' },
      { title: 'value' },
      right('was'),
      right('is'),
      right('change'),
      right('allowed'),
      { title: 'at UTC' },
    ],
    moved.map(v => [{ text: 'MOVED', paint: paint.bad }, v.name, ...movedCells(v)]),
    paint.bold,
  )
}

/** Was, is, change, allowed, when; values with as many decimals as the change, units are in the names. */
export function movedCells({ was, is, change, allowed, utc }: ComparedValue): string[] {
  const decimals = decimalsOfChange(change ?? 0)
  const show = (value: number | null) =>
    value === null ? '(nothing)' : change === null ? withUnit(value, '') : fixed(value, decimals)
  return [
    show(was),
    show(is),
    change === null ? '' : signed(change, decimals),
    allowed === null ? '' : `${Number(allowed.toPrecision(3))}`,
    utc === undefined ? 'whole run' : clock(utc),
  ]
}

function changeLines({ was_sha256, is_sha256 }: CheckedBaseline, { changes }: BaselineResult, paint: Paint): string[] {
  if (changes.length === 0) return []
  return [
    ...wrap(`The scenario is not the one of the baseline (sha256 ${was_sha256} then, ${is_sha256} now):`),
    ...table(
      [{ title: 'Changed' }, { title: 'was' }, { title: 'is' }],
      changes.map(c => [c.name, asGiven(c.was), asGiven(c.is)]),
      paint.bold,
    ),
  ]
}
