// How a tile lies in the kernel's memory: what assembly/lanes.ts has as constants and fields.

/**
 * Satellites that run side by side. Their columns stay in the cache, and there are enough that those near the shadow's edge are some at once: at
 * 64 and at 256 a tick is dearer. What becomes of a satellite does not depend on it.
 */
export const TILE_LANES = 128
/** Numbers in a row. Two more than there are lanes: rows a power of two apart would share the same few places of the cache. */
export const WIDTH = TILE_LANES + 2
/** Bytes that the processor fetches together. */
export const CACHE_LINE = 64
/** Scratch of assembly/earth.ts, bytes: 25 rows of 32 lanes in single precision. */
export const EARTH_SCRATCH = 25 * 32 * 4
export const STRIDE = WIDTH * 8

/** Rows of the tally: energies of a tick in joules, and the seconds of sunlight. */
export const TALLY = {
  generated_J: 0,
  demanded_J: 1,
  served_J: 2,
  curtailed_J: 3,
  unserved_J: 4,
  loss_J: 5,
  radiated_J: 6,
  absorbed_J: 7,
  electrical_J: 8,
  thermal_J: 9,
  lit_s: 10,
} as const
export const TALLIES = 11

/**
 * The tables that have the same rows in every tile, with how many. The first, down to the tally, lie one after the other as assembly/lanes.ts
 * has them.
 */
export const LANE_ROWS = {
  sunlight: 1,
  duration: 1,
  before: 1,
  clearance: 1,
  position: 3,
  last: 3,
  tally: TALLIES,
  refused: 1,
  charge: 1,
  lowest: 1,
  full: 1,
  total: TALLIES,
} as const
/** Tables with a row of each node, array or load. */
export const SINGLE_ROWS = {
  temp: 'node',
  coldest: 'node',
  hottest: 'node',
  earth: 'node',
  light: 'array',
  demand: 'load',
} as const
export type Table = keyof typeof LANE_ROWS | keyof typeof SINGLE_ROWS
export const TABLES = [...Object.keys(LANE_ROWS), ...Object.keys(SINGLE_ROWS)] as readonly Table[]
export const FACE_ROWS = ['albedo', 'infrared'] as const
/** The kernel's view of a tile: the fields of Tile in assembly/lanes.ts. */
export const HEAD = [
  ...(['lane', 'earth', 'light', 'scratch', 'special'] as const),
  ...(['faces', 'axes', 'faceAxis', 'faceNode', 'faceArray', 'face', 'slabs'] as const),
]
/** Time between two knots, the same for every satellite, so that a position does not depend on who flies beside it (KNOT in assembly/lanes.ts). */
export const KNOT_s = 320
/** Most functions of the phase in turns.ts (MOST_TERMS in assembly/turns.ts), and what a lane has of them: x, y, z, each by four powers. */
export const TURN_TERMS = 11
export const TURN_SERIES = TURN_TERMS * 12
/** The constants of the first three in x, y, z: too large for single precision. */
export const TURN_LARGE = 9
