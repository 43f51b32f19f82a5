import type { Difference, Moved, TriedChange } from '../engine/index.ts'
import { loadComponents } from './components.ts'
import { differenceOfFiles, loadSide } from './diff-sides.ts'
import { asGiven, decimalsOfChange, fixed, signed, withUnit } from './format.ts'
import { forPeople, type Paint } from './output.ts'
import { table, wrap } from './table.ts'

export interface DiffCommandOptions {
  readonly json: boolean
  readonly use: readonly string[]
}

/** Compares two scenarios, or recordings, and their results. 0: no result moved; 1: one did. */
export async function diffCommand(before: string, after: string, { json, use }: DiffCommandOptions): Promise<0 | 1> {
  const components = await loadComponents(use)
  const difference = differenceOfFiles(
    await loadSide(before, components),
    await loadSide(after, components),
    components,
  )
  if (json) process.stdout.write(`${JSON.stringify(difference, null, 2)}\n`)
  else {
    const { print, paint } = forPeople()
    print([paint.bold(`${before} -> ${after}`), '', ...differenceLines(difference, paint)])
  }
  return difference.moved.length > 0 ? 1 : 0
}

const UNKNOWN = 'These recordings do not carry their scenarios, so what was changed is not known; a .parquet file does.'

function differenceLines(d: Difference, paint: Paint): string[] {
  const none = d.runs_count === 0 && d.moved.length > 0 ? UNKNOWN : 'No parameter differs.'
  const changed = d.changes.length === 0 ? wrap(none) : changeLines(d.changes, paint)
  const moved = d.moved.length === 0 ? ['No result moved.'] : movedLines(d.moved, d.changes, paint)
  const together = d.changes.length > 1 && d.moved.length > 0
  return [
    ...changed,
    '',
    ...moved,
    ...wrap(`${d.kept_count} ${d.moved.length === 0 ? 'results' : 'other results'} are the same to 1e-9.`),
    ...(together
      ? wrap(
          `Each change was made alone, ${d.runs_count} runs in all; "together" is what the changes do only in company.`,
        )
      : []),
  ]
}

function changeLines(changes: readonly TriedChange[], paint: Paint): string[] {
  const rows = changes.map(c => [c.name, asGiven(c.was), asGiven(c.is)])
  const refused = changes.flatMap(c =>
    c.refused === undefined ? [] : wrap(`${c.name} cannot change alone: ${c.refused}`, '  '),
  )
  return [...table([{ title: 'Changed' }, { title: 'was' }, { title: 'is' }], rows, paint.bold), ...refused]
}

const right = true
const ALWAYS = [
  { title: 'Result' },
  { title: 'was', right },
  { title: 'is', right },
  { title: 'change', right },
  { title: '%', right },
]
const SEVERAL = [{ title: 'moved most by' }, { title: 'alone', right }, { title: 'together', right }]

function movedLines(moved: readonly Moved[], changes: readonly TriedChange[], paint: Paint): string[] {
  const several = changes.length > 1
  const one = changes.length === 1
  const rows = moved.map(m => [...valueCells(m), ...(several ? moverCells(m, changes) : one ? [m.mover ?? ''] : [])])
  const movers = several ? SEVERAL : one ? [{ title: 'moved by' }] : []
  return table([...ALWAYS, ...movers], rows, paint.bold)
}

/** Units are in the names. The change is shown with three digits, and the values with as many decimals as it. */
function valueCells(m: Moved): string[] {
  if (m.was === null || m.is === null)
    return [m.name, ...[m.was, m.is].map(v => (v === null ? '(nothing)' : withUnit(v, ''))), '', '']
  const step = m.is - m.was
  const decimals = decimalsOfChange(step)
  return [
    m.name,
    fixed(m.was, decimals),
    fixed(m.is, decimals),
    signed(step, decimals),
    m.was === 0 ? '' : signed((100 * step) / Math.abs(m.was), 1),
  ]
}

function moverCells(m: Moved, changes: readonly TriedChange[]): string[] {
  const step = m.was === null || m.is === null ? 0 : m.is - m.was
  const alone = m.alone[changes.findIndex(c => c.name === m.mover)] ?? null
  const show = (value: number | null) => (value === null ? '' : signed(value, decimalsOfChange(step)))
  return [m.mover ?? '', show(alone), show(m.remainder)]
}
