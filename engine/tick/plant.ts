import type { Column } from './column.ts'
import type { AnyComponent, Built, Part, Plant } from './component.ts'
import { faultColumn } from './fault.ts'

/** A part before it is built: its kind and its values. */
export interface PlantPart {
  readonly id: string
  readonly kind: string
  readonly component: AnyComponent
  readonly values: Readonly<Record<string, unknown>>
}

/** Lanes whose parts do not line up cannot run side by side. */
export class LanesDifferError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'LanesDifferError'
  }
}

/** Builds every part of the plant. Each lane has the same parts; their numbers may differ, everything else is the same. */
export function buildParts(
  lanes: readonly (readonly PlantPart[])[],
  path: Plant['path'],
  duration_s: number,
  faultColumns: ReadonlySet<string> = new Set(),
): { owner: string; built: Built }[] {
  checkSameShape(lanes)
  return buildAlike(lanes, path, duration_s, faultColumns)
}

/** The same for lanes that are known to be alike, such as the satellites of a group. */
export function buildAlike(
  lanes: readonly (readonly PlantPart[])[],
  path: Plant['path'],
  duration_s: number,
  faultColumns: ReadonlySet<string> = new Set(),
): { owner: string; built: Built }[] {
  const [first] = lanes
  const parts = first.map((p, k) =>
    makePart(
      p,
      lanes.map(l => l[k].values),
    ),
  )
  const plant: Plant = {
    lanes: lanes.length,
    hasOrbit: path !== undefined,
    ...(path === undefined ? {} : { path }),
    duration_s,
    parts,
    part: id => parts.find(p => p.id === id) as Part,
    fault: (id, name) => {
      const column = faultColumn(id, name)
      return faultColumns.has(column) ? column : undefined
    },
    attached: (parameter, id) => parts.filter(p => (p.values as Record<string, unknown>)[parameter] === id),
  }
  return parts.map((part, k) => ({ owner: part.id, built: first[k].component.build(part, plant) }))
}

function makePart(p: PlantPart, values: readonly Readonly<Record<string, unknown>>[]): Part {
  const each = (f: (v: never) => number): Column => {
    const column = new Float64Array(values.length)
    for (let lane = 0; lane < values.length; lane++) column[lane] = f(values[lane] as never)
    return column
  }
  return {
    id: p.id,
    kind: p.kind,
    values: p.values as Part['values'],
    each,
    lanes: name => each((v: Record<string, unknown>) => v[name] as number),
  }
}

/** Whole numbers that decide the order or number of things are part of the shape, like words. */
const SHAPE_NUMBERS = new Set(['priority'])

function checkSameShape(lanes: readonly (readonly PlantPart[])[]): void {
  const shape = (parts: readonly PlantPart[]) =>
    parts.map(({ id, kind, values }) => {
      const words = Object.entries(values).filter(([k, v]) => typeof v !== 'number' || SHAPE_NUMBERS.has(k))
      return `${id} ${kind} ${JSON.stringify(words)}`
    })
  const first = shape(lanes[0])
  for (const [lane, parts] of lanes.entries()) {
    const other = shape(parts)
    const at = first.findIndex((s, k) => s !== other[k])
    if (at >= 0 || other.length !== first.length)
      throw new LanesDifferError(
        `Lane ${lane} differs from lane 0 in more than numbers: ${other[at] ?? 'a part too many or too few'}. Run it in a call of its own.`,
      )
  }
}
