import type { Assumption } from '../../engine/index.ts'
import { type HtmlCell, htmlTable } from './html.ts'

/** Every value that the run rests on and where it comes from; what is nobody's figure but ours is marked. */
export function provenanceSection(assumptions: readonly Assumption[]): string {
  const count = (is: (a: Assumption) => boolean) => assumptions.filter(is).length
  const of = (origin: Assumption['origin']) => count(a => a.origin === origin)
  const estimates = count(isEstimate)
  const head =
    `<p>${assumptions.length} values: ${of('written')} written in the scenario, ${of('default')} defaults, ${of('catalogue')} from the catalogue, ` +
    `${of('constant')} constants. <b>${estimates} are estimates</b>: nobody's figure but ours, of the right size. ` +
    'Confidence: A read in the primary source, B in a secondary one, C found in public code, D derived.</p>'
  const rows = assumptions.map((a, k): HtmlCell[] => [
    a.owner === assumptions[k - 1]?.owner ? '' : a.owner,
    a.name,
    show(a.value),
    a.unit === '1' ? '' : a.unit,
    a.origin,
    isEstimate(a) ? { text: 'estimate', mark: 'estimate' } : (a.confidence ?? ''),
    a.range === undefined ? '' : `${a.range[0]} to ${a.range[1]}`,
    a.origin === 'written' ? '' : a.source.replace(/^estimate: /, ''),
    a.year === undefined ? '' : String(a.year),
  ])
  const columns = ['Of', 'value', 'is', 'unit', 'from', 'confidence', 'seen', 'source', 'year']
  return [
    head,
    htmlTable(
      columns.map((title, k) => ({ title, right: k === 2 })),
      rows,
    ),
  ].join('\n')
}

const isEstimate = (a: Assumption) => a.confidence === 'estimate'

/** A long table or list is told by its size. */
function show(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' && Math.abs(value) >= 1e9) return value.toExponential()
  const text = JSON.stringify(value)
  return text.length <= 60 || !Array.isArray(value) ? text : `${value.length} rows`
}
