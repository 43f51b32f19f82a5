import { nameWithoutUnit, type RecordedColumn, type Recording } from '../../engine/index.ts'

/** A chart: columns that are read together. */
export interface ChartPlan {
  readonly title: string
  readonly unit: string
  readonly columns: readonly RecordedColumn[]
}

/** More lines than this nobody tells apart. */
const MOST_LINES = 7

/** `bus.served_W` is of `bus` and its quantity is `served_W`. */
export const partOf = (name: string) => name.slice(0, Math.max(0, name.lastIndexOf('.')))
export const quantityOf = (name: string) => name.slice(name.lastIndexOf('.') + 1)

/** Charts in their order; a column goes into the first that takes it. What none takes is gathered by its unit. */
const FAMILIES: readonly { readonly title: string; readonly takes: (c: RecordedColumn) => boolean }[] = [
  {
    title: 'Power',
    takes: c => /^(supply|demand|power|served|unserved|curtailed|charged|discharged|loss)_W$/.test(quantityOf(c.name)),
  },
  { title: 'Charge', takes: c => quantityOf(c.name) === 'charge_frac' },
  { title: 'Temperature', takes: c => c.unit === 'K' },
  { title: 'Compute', takes: c => c.unit === 'TFLOP/s' },
  { title: 'Heat', takes: c => c.unit === 'W' },
  { title: 'Share', takes: c => quantityOf(c.name).endsWith('_frac') },
  { title: 'Direction', takes: c => quantityOf(c.name).endsWith('_unit') },
  { title: 'Irradiance', takes: c => c.unit === 'W/m2' },
  { title: 'Angle', takes: c => c.unit === 'deg' },
  { title: 'Length', takes: c => c.unit === 'km' },
  { title: 'Velocity', takes: c => c.unit === 'km/s' },
]

/** The charts of the columns that are ticked, in the order of the families. */
export function chartsOf(recording: Recording, ticked: ReadonlySet<string>): ChartPlan[] {
  const plans = new Map<string, RecordedColumn[]>()
  for (const c of recording.columns) {
    if (!ticked.has(c.name)) continue
    const key = JSON.stringify([FAMILIES.findIndex(f => f.takes(c)), c.unit])
    plans.set(key, [...(plans.get(key) ?? []), c])
  }
  const order = (key: string) => {
    const [family] = JSON.parse(key) as [number, string]
    return family < 0 ? FAMILIES.length : family
  }
  return [...plans]
    .sort(([a], [b]) => order(a) - order(b))
    .map(([key, columns]) => {
      const [family, unit] = JSON.parse(key) as [number, string]
      return { title: FAMILIES[family]?.title ?? (unit === '' ? 'Without a unit' : unit), unit, columns }
    })
}

/** What is charted before anybody chooses: the buses' power, every charge, every temperature and the work done. */
export function usualColumns(recording: Recording): Set<string> {
  const { columns } = recording
  const named = (name: string) => columns.find(c => c.name === name)
  const buses = [...new Set(columns.map(c => partOf(c.name)))].filter(
    p => named(`${p}.supply_W`) !== undefined && named(`${p}.demand_W`) !== undefined,
  )
  const power = ['supply', 'served', 'demand', 'unserved', 'curtailed'].flatMap(q =>
    buses.flatMap(bus => named(`${bus}.${q}_W`) ?? []),
  )
  const usual = [
    ...telling(power),
    ...columns.filter(c => quantityOf(c.name) === 'charge_frac').slice(0, MOST_LINES),
    ...columns.filter(c => quantityOf(c.name) === 'temp_K').slice(0, MOST_LINES),
    ...telling(columns.filter(c => c.unit === 'TFLOP/s')),
  ]
  const some = usual.length > 0 ? usual : columns.filter(varies).slice(0, MOST_LINES)
  return new Set(some.map(c => c.name))
}

/** Without lines that are nothing all along or that lie on another. */
function telling(columns: readonly RecordedColumn[]): RecordedColumn[] {
  const told: RecordedColumn[] = []
  for (const c of columns)
    if (c.values.some(v => v !== 0) && !told.some(t => t.values.every((v, k) => v === c.values[k]))) told.push(c)
  return told.slice(0, MOST_LINES)
}

const varies = (c: RecordedColumn) => c.values.some(v => v !== c.values[0])

/** What a line is called beside its chart: the part and, where the part has more lines in it, the quantity. */
export function labelOf(column: RecordedColumn, plan: ChartPlan): string {
  const part = partOf(column.name)
  const quantity = nameWithoutUnit(quantityOf(column.name)).replaceAll('_', ' ')
  const parts = new Set(plan.columns.map(c => partOf(c.name)))
  const quantities = new Set(plan.columns.map(c => quantityOf(c.name)))
  if (quantities.size === 1) return part === '' ? quantity : part
  return parts.size === 1 ? quantity : `${part} ${quantity}`
}
