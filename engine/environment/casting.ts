import type { Rectangle } from '../physics/pointing/shading.ts'
import { shadedFraction } from '../physics/pointing/shading.ts'
import type { ParameterSet } from '../quantity/parameter.ts'
import { optionalPlace, optionalSize } from '../quantity/rows.ts'
import type { Plant } from '../tick/component.ts'
import type { Axis, Face } from './mount.ts'

/** Where a flat surface is, for those that other parts may shade. */
export const placeParameters = {
  position_m: optionalPlace({
    about: 'Its centre in body axes. With size_m, what stands between it and the Sun shades it, and it shades others.',
  }),
  size_m: optionalSize(['a', 'b'], {
    about: 'Its sides along the two body axes across its face, in the order x, y, z.',
  }),
} as const satisfies ParameterSet

interface Placed {
  readonly face?: Face
  readonly drive?: string
  readonly area_m2?: number
  readonly position_m?: readonly number[] | undefined
  readonly size_m?: readonly number[] | undefined
}

const ALL = ['x', 'y', 'z'] as const

/** What a placed surface can be wrong about. */
export function checkPlace(v: Placed) {
  if (v.position_m === undefined && v.size_m === undefined) return []
  const key = v.position_m === undefined ? ('position_m' as const) : ('size_m' as const)
  if (v.position_m === undefined || v.size_m === undefined)
    return [{ key, what: 'is missing', instead: 'Give position_m and size_m both, or neither.' }]
  if (v.face === 'sun' || (v.drive !== undefined && v.drive !== 'fixed'))
    return [
      {
        key: 'position_m' as const,
        what: 'a surface that turns has no place to shade',
        instead: 'Fix it to a face (on a Sun-pointing satellite, face: "+z"), or leave position_m and size_m out.',
      },
    ]
  const [a, b] = v.size_m
  if (v.area_m2 !== undefined && Math.abs(a * b - v.area_m2) > 0.01 * v.area_m2)
    return [
      {
        key: 'size_m' as const,
        what: `${a} by ${b} m is ${Number((a * b).toPrecision(4))} m2, but area_m2 is ${v.area_m2}`,
        instead: 'Make the two agree.',
      },
    ]
  return []
}

/** The centre and the two whole edges of a surface that looks along a body axis. */
function rectangleOf(face: Axis, position_m: readonly number[], size_m: readonly number[]): Rectangle {
  const across = ALL.filter(a => a !== face[1])
  const out = new Float64Array(9)
  out.set(position_m)
  for (const [k, a] of across.entries()) out[3 + 3 * k + ALL.indexOf(a)] = size_m[k]
  return out
}

/** Box with whole edges along the body axes; a panel is one without thickness. */
function boxOf(part: Plant['parts'][number]): Float64Array | undefined {
  const { face, position_m, size_m } = part.values as Placed
  if (position_m === undefined || size_m === undefined) return undefined
  const box = new Float64Array(12)
  if (size_m.length === 2 && face !== undefined && face !== 'sun') box.set(rectangleOf(face, position_m, size_m))
  else {
    box.set(position_m)
    for (let k = 0; k < 3; k++) box[3 + 4 * k] = size_m[k]
  }
  return box
}

/** Share of a surface that its own satellite's parts keep in the shade, by the Sun's direction in body axes; undefined where nothing can. */
export function makeShade(
  id: string,
  values: Placed,
  plant: Plant,
): ((sx: number, sy: number, sz: number) => number) | undefined {
  const { face, position_m, size_m } = values
  if (position_m === undefined || size_m === undefined || face === undefined || face === 'sun') return undefined
  const boxes = plant.parts.filter(p => p.id !== id).flatMap(p => boxOf(p) ?? [])
  if (boxes.length === 0) return undefined
  const panel = rectangleOf(face, position_m, size_m)
  return (sx, sy, sz) => shadedFraction(panel, boxes, sx, sy, sz)
}
