// Two satellites at a time: the operations, and where a tile's rows lie.

// @ts-ignore
@inline export function ld(p: usize): v128 { return v128.load(p) }
// @ts-ignore
@inline export function st(p: usize, v: v128): void { v128.store(p, v) }
// @ts-ignore
@inline export function add(a: v128, b: v128): v128 { return f64x2.add(a, b) }
// @ts-ignore
@inline export function sub(a: v128, b: v128): v128 { return f64x2.sub(a, b) }
// @ts-ignore
@inline export function mul(a: v128, b: v128): v128 { return f64x2.mul(a, b) }
// @ts-ignore
@inline export function div(a: v128, b: v128): v128 { return f64x2.div(a, b) }
// @ts-ignore
@inline export function sp(x: f64): v128 { return f64x2.splat(x) }
// @ts-ignore
@inline export function sel(a: v128, b: v128, m: v128): v128 { return v128.bitselect(a, b, m) }

/** Bytes of a row: one number a lane of the tile, and two to spare. As in tile.ts. */
export const ROW: usize = 130 * 8
// Rows of the lanes, in the order of tile.ts.
export const FULL: usize = 0, FLOOR = ROW, CHARGING = 2 * ROW, PER_CHARGING = 3 * ROW, DISCHARGING = 4 * ROW, PER_DISCHARGING = 5 * ROW
export const MAX_CHARGE = 6 * ROW, MAX_DISCHARGE = 7 * ROW, CHARGE = 8 * ROW, LOWEST = 9 * ROW
export const SUNLIGHT = 10 * ROW, DURATION = 11 * ROW, REFUSED = 12 * ROW, BEFORE = 13 * ROW, CLEARANCE = 14 * ROW, NEAR = 15 * ROW
export const JUMP = 16 * ROW, POSITION = 17 * ROW, LAST = 20 * ROW, GLOW = 23 * ROW, TALLY = 35 * ROW, TOTAL = 46 * ROW
// Rows of a node, and of an array.
export const CAPACITY: usize = 0, EXCHANGE = ROW, CONDUCTANCE = 2 * ROW, RADIATIVE = 3 * ROW, ABSORBING = 4 * ROW, EARTH = 5 * ROW, NODE = 6 * ROW
export const PEAK: usize = 0, BETA = ROW, REFERENCE = 2 * ROW, LIGHT = 3 * ROW, ARRAY = 4 * ROW

/** Where the tables of a tile lie in memory (bytes). The order of the fields is that of HEAD in tile.ts. */
@unmanaged export class Tile {
  nodes: i32; arrays: i32; loads: i32; hasBattery: i32; batteryNode: i32
  // Whole numbers, one a node, array or load.
  parent: usize; radiates: usize; glows: usize; arrayNode: usize; loadNode: usize; loadGroup: usize
  // The rows of the lanes, of each node, of each array, and single rows of each node and load.
  lane: usize; node: usize; array: usize; temp: usize; coldest: usize; hottest: usize; demand: usize
  scratch: usize
  // The lanes that have more than the whole tick, as `look` finds them.
  special: usize
  // The sides that the Earth shines on: body axis (0 to 5 for +x -x +y -y +z -z), node, array (or -1), and their rows.
  faces: i32; axes: i32
  faceAxis: usize; faceNode: usize; faceArray: usize; face: usize; slabs: usize
}

/** Rows of the tally, joules over the tick, the lit seconds last. */
export const TALLIES: usize = 11
// @ts-ignore
@inline export function at(p: usize): usize { return <usize>load<u32>(p) }
// @ts-ignore
@inline export function int(table: usize, i: usize): i32 { return load<i32>(table + (i << 2)) }

/** 1 over (1 - f) of WGS 84: stretching z by it makes the ellipsoid a sphere. */
export const STRETCH: f64 = 1.0 / (1.0 - 1.0 / 298.257223563)
export const EARTH_RADIUS_km: f64 = 6378.137
