import { unitOf } from '../quantity/unit.ts'
import type { FleetGroup } from '../scenario/fleet-group.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { FleetRows } from './fleet-rows.ts'

/** A column of a table: numbers or words. */
export interface TableColumn {
  readonly name: string
  /** Empty for words; UTC for milliseconds since 1970. */
  readonly unit: string
  readonly values: Float64Array | readonly string[]
  /** True where there may be nothing, which is NaN. */
  readonly sparse?: boolean
}

/** A table as columns of one length. */
export interface FleetTable {
  readonly rows: number
  readonly columns: readonly TableColumn[]
}

/** Rows as the table of satellites: who each one is, when it began, and what became of it. */
export function tableOfRows(
  rows: FleetRows,
  group: FleetGroup,
  nodes: readonly string[],
  scenario: Scenario,
): FleetTable {
  const { first, count } = rows
  const numbers = (name: string, value: (k: number) => number): TableColumn => ({
    name,
    unit: unitOf(name) ?? '1',
    values: Float64Array.from({ length: count }, (_, i) => value(first + i)),
  })
  const words = (name: string, value: (i: number) => string): TableColumn => ({
    name,
    unit: '',
    values: Array.from({ length: count }, (_, i) => value(i)),
  })
  const elements = Array.from({ length: count }, (_, i) => group.constellation.elements(first + i))
  const [coldest, hottest] = [rows.coldestNode, rows.hottestNode]
  return {
    rows: count,
    columns: [
      numbers('satellite', k => group.first + k),
      words('group', () => group.id),
      words('name', i => elements[i].name ?? ''),
      { ...numbers('norad_id', k => elements[k - first].noradId || Number.NaN), sparse: true },
      numbers('begin_s', k => group.beginTick(k) * scenario.step_s),
      ...Object.entries(rows.columns).map(([name, values]) => ({
        name,
        unit: unitOf(name) ?? '1',
        values,
        sparse: !/_Wh$/.test(name),
      })),
      words('coldest_node', i => nodes[coldest[i]] ?? ''),
      words('hottest_node', i => nodes[hottest[i]] ?? ''),
    ],
  }
}

/** Tables with the same columns, one under the other. */
export function joinTables(tables: readonly FleetTable[]): FleetTable {
  const [head] = tables
  if (head === undefined) return { rows: 0, columns: [] }
  return {
    rows: tables.reduce((sum, t) => sum + t.rows, 0),
    columns: head.columns.map(({ values, ...column }, k) => ({
      ...column,
      values:
        values instanceof Float64Array
          ? joinNumbers(tables.map(t => t.columns[k].values as Float64Array))
          : tables.flatMap(t => t.columns[k].values as readonly string[]),
    })),
  }
}

function joinNumbers(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, p) => sum + p.length, 0))
  let at = 0
  for (const p of parts) {
    all.set(p, at)
    at += p.length
  }
  return all
}
