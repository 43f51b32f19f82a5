import type { Summary } from '../engine/index.ts'
import { celsius, clock, kelvin, percent, withUnit } from './format.ts'
import type { Paint } from './output.ts'
import { table } from './table.ts'

type Extreme = Summary['extremes'][number]

/** The hottest and coldest of every node, and the least and most of every other state such as the charge. */
export function extremeLines(s: Summary, paint: Paint): string[] {
  const nodes = s.extremes.filter(e => e.unit === 'K')
  const others = s.extremes.filter(e => e.unit !== 'K')
  const parts = [temperatureLines(nodes, paint), otherLines(others, paint)]
  const hottest = s.hottest === null || nodes.length < 2 ? '' : `hottest ${nodeOf(s.hottest.column)}`
  const coldest = s.coldest === null || nodes.length < 2 ? '' : `coldest ${nodeOf(s.coldest.column)}`
  const title = [hottest, coldest].filter(t => t !== '').join(', ')
  const [temperatures, rest] = parts
  const head = temperatures.length === 0 || title === '' ? [] : [paint.bold(`Temperatures: ${title}`)]
  const gap = temperatures.length > 0 && rest.length > 0 ? [''] : []
  return [...head, ...temperatures, ...gap, ...rest]
}

const nodeOf = (column: string) => column.replace(/\.temp_K$/, '')

function temperatureLines(nodes: readonly Extreme[], paint: Paint): string[] {
  if (nodes.length === 0) return []
  const right = true
  return table(
    [
      { title: 'Node' },
      { title: 'coldest K', right },
      { title: 'C', right },
      { title: 'at UTC' },
      { title: 'hottest K', right },
      { title: 'C', right },
      { title: 'at UTC' },
    ],
    nodes.map(e => [
      nodeOf(e.column),
      kelvin(e.min),
      celsius(e.min),
      clock(e.min_utc),
      kelvin(e.max),
      celsius(e.max),
      clock(e.max_utc),
    ]),
    paint.bold,
  )
}

function otherLines(states: readonly Extreme[], paint: Paint): string[] {
  if (states.length === 0) return []
  const show = (e: Extreme, value: number) => (e.column.endsWith('_frac') ? percent(value, 1) : withUnit(value, e.unit))
  return table(
    [
      { title: 'State' },
      { title: 'least', right: true },
      { title: 'at UTC' },
      { title: 'most', right: true },
      { title: 'at UTC' },
    ],
    states.map(e => [e.column, show(e, e.min), clock(e.min_utc), show(e, e.max), clock(e.max_utc)]),
    paint.bold,
  )
}
