/** What shadow edges and pieces of ticks need: a tile's addresses, as tile/edges.ts has set them. */
@unmanaged export class Edges {
  // The tile's rows, its knots, and lists of lanes and of pairs: those that `look` finds, those not through the tick, the pairs to be stepped.
  lane: usize; knots: usize; special: usize; busy: usize; list: usize
  // The shares of knots in a path, room for a path, and for JavaScript's answers.
  shares: usize; path: usize; point: usize
  // Where each lane is in its tick (COURSE), whether it has no knots (bytes), and the moments of the lanes near an edge, up to an address.
  courses: usize; direct: usize; moments: usize; momentsEnd: usize
  // Whether JavaScript is told of contacts.
  tells: i32
}

// A moment of a lane's tick: its begin, contacts with the shadow, its end, and in between where the penumbra is long. Time, the limb's height,
// its change in a second, the limb's curvature; then how dark it is until the next moment.
export const TIME: usize = 0, HEIGHT: usize = 8, SLOPE: usize = 16, CURVATURE: usize = 24, BAND: usize = 32, MOMENT: usize = 40
/** How dark it is. */
export const LIT = 0, PENUMBRA = 1, UMBRA = 2
