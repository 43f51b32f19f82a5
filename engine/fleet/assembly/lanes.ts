// Two satellites at a time: the operations, and where a tile's rows lie.

@inline export function ld(p: usize): v128 { return v128.load(p) }
@inline export function st(p: usize, v: v128): void { v128.store(p, v) }
@inline export function add(a: v128, b: v128): v128 { return f64x2.add(a, b) }
@inline export function sub(a: v128, b: v128): v128 { return f64x2.sub(a, b) }
@inline export function mul(a: v128, b: v128): v128 { return f64x2.mul(a, b) }
@inline export function div(a: v128, b: v128): v128 { return f64x2.div(a, b) }
@inline export function sp(x: f64): v128 { return f64x2.splat(x) }
@inline export function sel(a: v128, b: v128, m: v128): v128 { return v128.bitselect(a, b, m) }

/** Bytes of a row: one number a lane of the tile, and two to spare. As in tile.ts. */
export const ROW: usize = 130 * 8
// Rows of the lanes, in the order of LANE_ROWS in tile/layout.ts.
export const SUNLIGHT: usize = 0, DURATION = ROW, BEFORE = 2 * ROW, CLEARANCE = 3 * ROW
export const POSITION = 4 * ROW, LAST = 7 * ROW, TALLY = 10 * ROW, REFUSED = 21 * ROW

/** Where the tables of a tile lie in memory (bytes). The order of the fields is that of HEAD in tile/layout.ts. */
@unmanaged export class Tile {
  lane: usize
  // Rows of the nodes and of the arrays: what the Earth sends them.
  earth: usize; light: usize
  scratch: usize
  // The lanes that may meet the shadow's edge, as `look` finds them.
  special: usize
  // The sides that the Earth shines on: body axis (0 to 5 for +x -x +y -y +z -z), node, array (or -1), and their rows.
  faces: i32; axes: i32
  faceAxis: usize; faceNode: usize; faceArray: usize; face: usize; slabs: usize
}

@inline export function int(table: usize, i: usize): i32 { return load<i32>(table + (i << 2)) }

/** Time between two knots, s: KNOT_s in tile/layout.ts. */
export const KNOT: f64 = 320

/** 1 over (1 - f) of WGS 84: stretching z by it makes the ellipsoid a sphere. */
export const STRETCH: f64 = 1.0 / (1.0 - 1.0 / 298.257223563)
export const EARTH_RADIUS_km: f64 = 6378.137
