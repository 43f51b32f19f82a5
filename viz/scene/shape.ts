import { builtin } from '../../engine/index.ts'
import type { Shown } from '../shown.ts'

type Letter = 'x' | 'y' | 'z'
/** A body axis: `+x`, `-z`. */
export type Axis = `${'+' | '-'}${Letter}`
export type Vec = readonly [number, number, number]

/** A flat thing of the satellite: an array or a radiator. */
export interface Panel {
  readonly id: string
  readonly kind: 'array' | 'radiator'
  /** Where its front looks, at rest where it is driven. */
  readonly face: Axis | 'sun'
  readonly drive: 'fixed' | 'one-axis' | 'two-axis'
  readonly drive_axis: Axis
  readonly sides: number
  /** Where it is held, m in body axes, and the way it stretches from there. */
  readonly root_m: Vec
  readonly outward: Vec
  /** From the root to its middle, m along the way it stretches. */
  readonly reach_m: number
  readonly length_m: number
  readonly width_m: number
}

export interface Box {
  readonly id: string
  readonly centre_m: Vec
  readonly size_m: Vec
  /** Its size was not given: a body to hold the panels, an estimate. */
  readonly assumed: boolean
}

export interface Shape {
  readonly panels: readonly Panel[]
  readonly boxes: readonly Box[]
  /** Radius of a sphere that holds it all. */
  readonly radius_m: number
}

const LETTERS: readonly Letter[] = ['x', 'y', 'z']
const VECTORS: Readonly<Record<Axis, Vec>> = {
  '+x': [1, 0, 0],
  '-x': [-1, 0, 0],
  '+y': [0, 1, 0],
  '-y': [0, -1, 0],
  '+z': [0, 0, 1],
  '-z': [0, 0, -1],
}
export const vectorOf = (axis: Axis): Vec => VECTORS[axis]
const letterOf = (axis: Axis) => axis[1] as Letter

/** A body without a size of its own is so wide beside the square root of its panels' area (estimate). */
const BODY_OF_SPAN = 0.14
const WING_LENGTH_OVER_WIDTH = 2.4
const RADIATOR_LENGTH_OVER_WIDTH = 2
/** Between a panel and what holds it. */
const GAP_m = 0.4
/** Where radiators without a place go first: away from Sun or Earth, which +z looks at in most attitudes. */
const RADIATOR_WAYS: readonly Axis[] = ['-z', '-y', '-x', '+x', '+y', '+z']
const WING_LETTERS: readonly Letter[] = ['y', 'x', 'z']

interface FlatValues {
  readonly area_m2: number
  readonly face: Axis | 'sun'
  readonly drive: Panel['drive']
  readonly drive_axis: Axis
  readonly sides: number
  readonly position_m?: Vec
  readonly size_m?: readonly [number, number]
}

interface GivenPart {
  readonly id: string
  readonly kind: string
}

/** The parts of a scenario with their defaults, as far as the engine knows their kinds. */
export function partsOf(scenario: Shown['scenario']): readonly (GivenPart & Readonly<Record<string, unknown>>)[] {
  const parts = Array.isArray(scenario?.parts) ? (scenario.parts as GivenPart[]) : []
  return parts.map(part => {
    const known = builtin.find(c => c.kind === part.kind)?.parameters ?? {}
    const defaults = Object.entries(known).map(([key, p]) => [key, (p as { fallback?: unknown }).fallback] as const)
    return { ...Object.fromEntries(defaults.filter(([, value]) => value !== undefined)), ...part }
  })
}

/**
 * The satellite as its scenario gives it: areas and ways to look are the scenario's, places too where it has them. Panels without a place are
 * set out so that they do not meet: arrays in two wings along their drive, radiators on a side that is free.
 */
export function shapeOf(scenario: Shown['scenario']): Shape {
  const parts = partsOf(scenario)
  const flats = (family: string) =>
    parts
      .filter(p => p.kind.startsWith(family) && typeof p.area_m2 === 'number')
      .map(p => p as unknown as GivenPart & FlatValues)
  const arrays = flats('array.')
  const radiators = flats('radiator.')
  const span_m = Math.sqrt([...arrays, ...radiators].reduce((sum, p) => sum + p.area_m2, 0))
  const given = parts.filter(p => p.kind === 'structure.box').map(boxOf)
  const body_m = Math.max(0.5, BODY_OF_SPAN * span_m)
  const body: Box = { id: 'body', centre_m: [0, 0, 0], size_m: [body_m, body_m, body_m], assumed: true }
  const boxes = given.length > 0 ? given : [body]
  const taken_m = takenBy(boxes)
  const panels = [
    ...arrays.flatMap(a => (isPlaced(a) ? [placed(a, 'array')] : wings(a, taken_m))),
    ...radiators.map(r => (isPlaced(r) ? placed(r, 'radiator') : radiatorOf(r, taken_m))),
  ]
  return { panels, boxes, radius_m: radiusOf_m(panels, boxes) }
}

function boxOf(part: Readonly<Record<string, unknown>>): Box {
  return { id: String(part.id), centre_m: part.position_m as Vec, size_m: part.size_m as Vec, assumed: false }
}

const isPlaced = (p: FlatValues) => p.position_m !== undefined && p.size_m !== undefined && p.face !== 'sun'

/** How far out the space along each axis is taken, m. */
function takenBy(boxes: readonly Box[]): Record<Axis, number> {
  const reach = (axis: Axis) => {
    const k = LETTERS.indexOf(letterOf(axis))
    const sign = axis[0] === '-' ? -1 : 1
    return Math.max(...boxes.map(b => sign * b.centre_m[k] + b.size_m[k] / 2))
  }
  return Object.fromEntries((Object.keys(VECTORS) as Axis[]).map(a => [a, reach(a)])) as Record<Axis, number>
}

const mountOf = ({ id, face, drive, drive_axis, sides }: GivenPart & FlatValues, kind: Panel['kind']) => ({
  id,
  kind,
  // A kind of the user's own brings no defaults that are known here.
  face: face ?? (kind === 'array' ? 'sun' : '+x'),
  drive: drive ?? 'fixed',
  drive_axis: drive_axis ?? '+y',
  sides: sides ?? 1,
})

function placed(p: GivenPart & FlatValues, kind: Panel['kind']): Panel {
  const [a, b] = LETTERS.filter(l => l !== letterOf(p.face as Axis))
  const [along_m, across_m] = p.size_m as readonly [number, number]
  const long = along_m >= across_m
  return {
    ...mountOf(p, kind),
    root_m: p.position_m as Vec,
    outward: vectorOf(`+${long ? a : b}`),
    reach_m: 0,
    length_m: Math.max(along_m, across_m),
    width_m: Math.min(along_m, across_m),
  }
}

/** Two halves, one to each side along the axis that they turn about. */
function wings(p: GivenPart & FlatValues, taken_m: Record<Axis, number>): Panel[] {
  const mount = mountOf(p, 'array')
  const length_m = Math.sqrt((p.area_m2 / 2) * WING_LENGTH_OVER_WIDTH)
  const free = WING_LETTERS.filter(l => mount.face === 'sun' || l !== letterOf(mount.face))
  const least = free.reduce((a, b) => (taken_m[`+${b}`] < taken_m[`+${a}`] ? b : a))
  const letter = mount.drive === 'fixed' ? least : letterOf(mount.drive_axis)
  return (['+', '-'] as const).map(sign => panelAlong(`${sign}${letter}`, mount, length_m, p.area_m2 / 2, taken_m))
}

function radiatorOf(p: GivenPart & FlatValues, taken_m: Record<Axis, number>): Panel {
  const mount = mountOf(p, 'radiator')
  const free = RADIATOR_WAYS.filter(way => mount.face === 'sun' || letterOf(way) !== letterOf(mount.face))
  const way = free.reduce((a, b) => (taken_m[b] < taken_m[a] - GAP_m ? b : a))
  return panelAlong(way, mount, Math.sqrt(p.area_m2 * RADIATOR_LENGTH_OVER_WIDTH), p.area_m2, taken_m)
}

function panelAlong(
  way: Axis,
  mount: ReturnType<typeof mountOf>,
  length_m: number,
  area_m2: number,
  taken_m: Record<Axis, number>,
): Panel {
  const reach_m = taken_m[way] + GAP_m + length_m / 2
  taken_m[way] += GAP_m + length_m
  return { ...mount, root_m: [0, 0, 0], outward: vectorOf(way), reach_m, length_m, width_m: area_m2 / length_m }
}

function radiusOf_m(panels: readonly Panel[], boxes: readonly Box[]): number {
  const ofPanel = (p: Panel) => Math.hypot(...p.root_m) + Math.hypot(p.reach_m + p.length_m / 2, p.width_m / 2)
  const ofBox = (b: Box) => Math.hypot(...b.centre_m) + Math.hypot(...b.size_m) / 2
  return Math.max(...panels.map(ofPanel), ...boxes.map(ofBox))
}
