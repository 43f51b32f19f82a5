// The fast path's arithmetic, two satellites at a time. AssemblyScript, which alone checks it: an editor's TypeScript knows no decorator of a
// function and is told to pass over them.

const SIGMA: f64 = 5.670374419e-8
const GAMMA: f64 = 1.0 - 0.70710678118654752440
const BOLDEST: f64 = 0.25
/** Stands for a duration of 0 where one divides by it, s. */
const SHORTEST: f64 = 1e-12

// @ts-ignore
@inline function ld(p: usize): v128 { return v128.load(p) }
// @ts-ignore
@inline function st(p: usize, v: v128): void { v128.store(p, v) }
// @ts-ignore
@inline function add(a: v128, b: v128): v128 { return f64x2.add(a, b) }
// @ts-ignore
@inline function sub(a: v128, b: v128): v128 { return f64x2.sub(a, b) }
// @ts-ignore
@inline function mul(a: v128, b: v128): v128 { return f64x2.mul(a, b) }
// @ts-ignore
@inline function div(a: v128, b: v128): v128 { return f64x2.div(a, b) }
// @ts-ignore
@inline function sp(x: f64): v128 { return f64x2.splat(x) }
// @ts-ignore
@inline function sel(a: v128, b: v128, m: v128): v128 { return v128.bitselect(a, b, m) }

/** Bytes of a row: one number a lane of the tile, and two to spare. As in tile.ts. */
const ROW: usize = 130 * 8
// Rows of the lanes, in the order of tile.ts.
const FULL: usize = 0, FLOOR = ROW, CHARGING = 2 * ROW, PER_CHARGING = 3 * ROW, DISCHARGING = 4 * ROW, PER_DISCHARGING = 5 * ROW
const MAX_CHARGE = 6 * ROW, MAX_DISCHARGE = 7 * ROW, CHARGE = 8 * ROW, LOWEST = 9 * ROW
const SUNLIGHT = 10 * ROW, DURATION = 11 * ROW, REFUSED = 12 * ROW, BEFORE = 13 * ROW, CLEARANCE = 14 * ROW, NEAR = 15 * ROW
const JUMP = 16 * ROW, POSITION = 17 * ROW, LAST = 20 * ROW, GLOW = 23 * ROW, TALLY = 35 * ROW, TOTAL = 46 * ROW
// Rows of a node, and of an array.
const CAPACITY: usize = 0, EXCHANGE = ROW, CONDUCTANCE = 2 * ROW, RADIATIVE = 3 * ROW, ABSORBING = 4 * ROW, EARTH = 5 * ROW, NODE = 6 * ROW
const PEAK: usize = 0, BETA = ROW, REFERENCE = 2 * ROW, LIGHT = 3 * ROW, ARRAY = 4 * ROW

/** Where the tables of a tile lie in memory (bytes). The order of the fields is that of HEAD in tile.ts. */
@unmanaged class Tile {
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

const SPACE4: f64 = 2.725 * 2.725 * 2.725 * 2.725
/** Rows of the tally, joules over the tick, the lit seconds last. */
const TALLIES: usize = 11
/** Pairs of lanes that go through a step together: their scratch stays in the nearest cache. */
const CHUNK: usize = 16
/** Bytes of a row of scratch: a number of each lane of a chunk. */
const WIDE: usize = CHUNK * 16

// Scratch: rows of each node, then of the lanes, then the arrays' power.
const HEAT: usize = 0, INVERSE = WIDE, UP = 2 * WIDE, DOWN = 3 * WIDE, SLOPE = 4 * WIDE, SPACE = 5 * WIDE, K1 = 6 * WIDE, K2 = 7 * WIDE, RATE = 8 * WIDE, STAGE = 9 * WIDE
const NODE_SCRATCH = 10 * WIDE
const SUPPLY: usize = 0, WANTED = WIDE, SERVED = 2 * WIDE, CURTAILED = 3 * WIDE, LOSS = 4 * WIDE, END = 5 * WIDE, USED = 6 * WIDE, ABSORBED = 7 * WIDE, HEATING = 8 * WIDE, WARMED = 9 * WIDE
const RADIATED = 10 * WIDE, BOLD = 11 * WIDE, GROUP = 12 * WIDE, LEFT = 13 * WIDE, POWER = 14 * WIDE
// @ts-ignore
@inline function scratchOf(d: Tile, node: usize): usize { return d.scratch + node * NODE_SCRATCH }
// @ts-ignore
@inline function laneScratch(d: Tile): usize { return d.scratch + <usize>d.nodes * NODE_SCRATCH }
// @ts-ignore
@inline function at(p: usize): usize { return <usize>load<u32>(p) }
// @ts-ignore
@inline function int(table: usize, i: usize): i32 { return load<i32>(table + (i << 2)) }

/**
 * One step of the pairs of lanes whose places in a row (bytes) stand in `list`, each lane for its own duration; a lane of duration 0 stays as it
 * is, and so does one that refuses the thermal step. Returns how many pairs hold a lane that refused.
 */
export function step(d: Tile, list: usize, count: i32): i32 {
  const end = list + (<usize>count << 2)
  let refused: i32 = 0
  for (let from = list; from < end; from += CHUNK << 2) {
    const to = min(end, from + (CHUNK << 2))
    spread(d, from, to)
    shine(d, from, to)
    settle(d, from, to)
    warm(d, from, to)
    refused += book(d, from, to)
  }
  return refused
}

/**
 * What the nodes radiate and send to each other at the start of the step (into K1), and how each of it rises with their temperature. Nodes and links
 * that radiate nothing in any lane are spared the fourth powers.
 */
function spread(d: Tile, from: usize, to: usize): void {
  const n = <usize>d.nodes
  const sigma = sp(SIGMA), s4 = sp(SPACE4), four = sp(4), zero = sp(0)
  for (let i: usize = 0; i < n; i++) {
    const node = d.node + i * NODE, temp = d.temp + i * ROW
    const radiates = int(d.radiates, i)
    for (let p = from, s = scratchOf(d, i); p < to; p += 4, s += 16) {
      if (radiates) {
        const o = at(p)
        const t = ld(temp + o)
        const x = mul(sigma, v128.load(node + o, EXCHANGE))
        const t2 = mul(t, t)
        const out = mul(x, sub(mul(t2, t2), s4))
        const rises = mul(four, mul(x, mul(t2, t)))
        v128.store(s, out, SPACE)
        v128.store(s, rises, SLOPE)
        v128.store(s, rises, RATE)
        v128.store(s, sub(zero, out), K1)
      } else {
        v128.store(s, zero, SLOPE)
        v128.store(s, zero, RATE)
        v128.store(s, zero, K1)
      }
    }
  }
  for (let i: usize = 0; i < n; i++) {
    const parent = int(d.parent, i)
    if (parent < 0) continue
    const up = <usize>parent
    const node = d.node + i * NODE, ta = d.temp + i * ROW, tb = d.temp + up * ROW
    const glows = int(d.glows, i)
    for (let p = from, s = scratchOf(d, i), above = scratchOf(d, up); p < to; p += 4, s += 16, above += 16) {
      const o = at(p)
      const a = ld(ta + o), b = ld(tb + o), g = v128.load(node + o, CONDUCTANCE)
      let flow = mul(g, sub(a, b))
      let u = g, w = g
      if (glows) {
        const r = mul(sigma, v128.load(node + o, RADIATIVE)), r4 = mul(four, r)
        const a3 = mul(mul(a, a), a), b3 = mul(mul(b, b), b)
        flow = add(flow, mul(r, sub(mul(a3, a), mul(b3, b))))
        u = add(g, mul(r4, a3))
        w = add(g, mul(r4, b3))
      }
      v128.store(s, u, UP)
      v128.store(s, w, DOWN)
      v128.store(s, add(v128.load(s, RATE), u), RATE)
      v128.store(above, add(v128.load(above, RATE), w), RATE)
      v128.store(s, sub(v128.load(s, K1), flow), K1)
      v128.store(above, add(v128.load(above, K1), flow), K1)
    }
  }
}

/**
 * What shines on the nodes, and what the arrays offer (the equations of parts/array-flat.ts) at their mean temperature over the step.
 * That is the mean of a relaxation towards balance, T + h dT/dt f(z) with z the step over the time constant: f = (1 - (1 - exp -z) / z) / z, by
 * its rational fraction (1/2 + z/12) / (1 + z/2 + z^2/12), which is fourth order in z and right in the limit.
 */
function shine(d: Tile, from: usize, to: usize): void {
  const one = sp(1), zero = sp(0), sigma = sp(SIGMA)
  const lanes = d.lane, first = laneScratch(d)
  for (let p = from, s = first; p < to; p += 4, s += 16) {
    v128.store(s, zero, ABSORBED); v128.store(s, zero, SUPPLY); v128.store(s, zero, WANTED); v128.store(s, zero, USED)
  }
  for (let i: usize = 0; i < <usize>d.nodes; i++) {
    const node = d.node + i * NODE
    for (let p = from, s = first, c = scratchOf(d, i); p < to; p += 4, s += 16, c += 16) {
      const o = at(p)
      const w = add(mul(v128.load(lanes + o, SUNLIGHT), v128.load(node + o, ABSORBING)), v128.load(node + o, EARTH))
      v128.store(c, w, HEAT)
      v128.store(s, add(v128.load(s, ABSORBED), w), ABSORBED)
    }
  }
  for (let l: usize = 0; l < <usize>d.loads; l++) {
    const demand = d.demand + l * ROW
    for (let p = from, s = first; p < to; p += 4, s += 16) v128.store(s, add(v128.load(s, WANTED), ld(demand + at(p))), WANTED)
  }
  for (let a: usize = 0; a < <usize>d.arrays; a++) {
    const array = d.array + a * ARRAY
    const temp = d.temp + <usize>int(d.arrayNode, a) * ROW
    for (let p = from, s = first; p < to; p += 4, s += 16) {
      const o = at(p)
      const light = mul(add(v128.load(lanes + o, SUNLIGHT), v128.load(array + o, LIGHT)), v128.load(array + o, PEAK))
      const w = mul(light, add(one, mul(v128.load(array + o, BETA), sub(ld(temp + o), v128.load(array + o, REFERENCE)))))
      v128.store(s + a * WIDE, w, POWER)
      v128.store(s, add(v128.load(s, USED), w), USED)
    }
  }
  // The share that is used if the arrays stay as warm as they are: what heats them meanwhile.
  for (let p = from, s = first; p < to; p += 4, s += 16) {
    const lane = lanes + at(p)
    const power = v128.load(s, USED)
    const surplus = f64x2.pmax(zero, sub(power, v128.load(s, WANTED)))
    let taken = zero
    if (d.hasBattery) {
      const room = mul(f64x2.pmax(zero, sub(v128.load(lane, FULL), v128.load(lane, CHARGE))), v128.load(lane, PER_CHARGING))
      taken = f64x2.pmin(div(room, f64x2.pmax(v128.load(lane, DURATION), sp(SHORTEST))), f64x2.pmin(surplus, v128.load(lane, MAX_CHARGE)))
    }
    const hasPower = f64x2.gt(power, zero)
    v128.store(s, sel(sub(one, div(sub(surplus, taken), sel(power, one, hasPower))), one, hasPower), USED)
  }
  for (let a: usize = 0; a < <usize>d.arrays; a++) {
    const array = d.array + a * ARRAY
    const index = <usize>int(d.arrayNode, a)
    const node = d.node + index * NODE, temp = d.temp + index * ROW
    for (let p = from, s = first, c = scratchOf(d, index); p < to; p += 4, s += 16, c += 16) {
      const o = at(p)
      const h = v128.load(lanes + o, DURATION)
      const t = ld(temp + o)
      const peak = mul(add(v128.load(lanes + o, SUNLIGHT), v128.load(array + o, LIGHT)), v128.load(array + o, PEAK))
      const beta = v128.load(array + o, BETA)
      const share = v128.load(s, USED)
      const net = sub(add(v128.load(c, HEAT), v128.load(c, K1)), mul(v128.load(s + a * WIDE, POWER), share))
      const rate = add(v128.load(c, RATE), mul(mul(peak, beta), share))
      const capacity = v128.load(node + o, CAPACITY)
      const guess = add(t, div(mul(mul(sp(0.5), h), net), add(capacity, mul(mul(sp(1.0 / 3.0), h), rate))))
      // Radiation as it rises from here to the guess, in place of its slope here.
      const secant = mul(mul(mul(sigma, v128.load(node + o, EXCHANGE)), add(guess, t)), add(mul(guess, guess), mul(t, t)))
      const perC = div(h, capacity)
      const z = mul(perC, add(sub(rate, v128.load(c, SLOPE)), secant))
      const top = add(sp(0.5), mul(sp(1.0 / 12.0), z))
      const mid = add(t, mul(mul(perC, net), div(top, add(one, mul(z, top)))))
      const w = mul(peak, f64x2.pmax(zero, add(one, mul(beta, sub(mid, v128.load(array + o, REFERENCE))))))
      v128.store(s + a * WIDE, w, POWER)
      v128.store(s, add(v128.load(s, SUPPLY), w), SUPPLY)
    }
  }
}

/** Battery and bus (physics/power/battery.ts, parts/bus-dc.ts), and the heat that follows from who is served. */
function settle(d: Tile, from: usize, to: usize): void {
  const zero = sp(0), one = sp(1)
  const lanes = d.lane, first = laneScratch(d)
  const heated = d.batteryNode >= 0, heats = scratchOf(d, <usize>max(0, d.batteryNode)) - first
  for (let p = from, s = first; p < to; p += 4, s += 16) {
    const lane = lanes + at(p)
    const supply = v128.load(s, SUPPLY)
    const demand = v128.load(s, WANTED)
    const surplus = sub(supply, demand)
    let charged = zero
    let discharged = zero
    let loss = zero
    let end = zero
    if (d.hasBattery) {
      const h = v128.load(lane, DURATION)
      const perSecond = div(one, f64x2.pmax(h, sp(SHORTEST)))
      const stored = v128.load(lane, CHARGE)
      const full = v128.load(lane, FULL)
      const floor = v128.load(lane, FLOOR)
      const ce = v128.load(lane, CHARGING)
      const inverse = v128.load(lane, PER_DISCHARGING)
      const room = mul(mul(f64x2.pmax(zero, sub(full, stored)), v128.load(lane, PER_CHARGING)), perSecond)
      const wantC = f64x2.pmin(f64x2.pmax(zero, surplus), v128.load(lane, MAX_CHARGE))
      const fills = f64x2.ge(wantC, room)
      const pos = f64x2.gt(surplus, zero)
      charged = v128.and(sel(room, wantC, fills), pos)
      const held = mul(mul(f64x2.pmax(zero, sub(stored, floor)), v128.load(lane, DISCHARGING)), perSecond)
      const wantD = f64x2.pmin(f64x2.pmax(zero, sub(zero, surplus)), v128.load(lane, MAX_DISCHARGE))
      const empties = f64x2.ge(wantD, held)
      const neg = f64x2.lt(surplus, zero)
      discharged = v128.and(sel(held, wantD, empties), neg)
      const up = sel(f64x2.pmax(stored, full), add(stored, mul(mul(wantC, ce), h)), fills)
      const down = sel(f64x2.pmin(stored, floor), sub(stored, mul(mul(wantD, inverse), h)), empties)
      end = sel(up, sel(down, stored, neg), pos)
      loss = add(mul(charged, sub(one, ce)), mul(discharged, sub(inverse, one)))
      if (heated) v128.store(s + heats, add(v128.load(s + heats, HEAT), loss), HEAT)
    }
    const short = f64x2.lt(add(surplus, discharged), zero)
    const served = sel(add(supply, discharged), demand, short)
    const curtailed = v128.and(sub(surplus, charged), f64x2.gt(surplus, zero))
    const hasSupply = f64x2.gt(supply, zero)
    v128.store(s, sel(sub(one, div(curtailed, sel(supply, one, hasSupply))), one, hasSupply), USED)
    v128.store(s, served, SERVED)
    v128.store(s, served, LEFT)
    v128.store(s, curtailed, CURTAILED)
    v128.store(s, loss, LOSS)
    v128.store(s, end, END)
  }
  for (let a: usize = 0; a < <usize>d.arrays; a++) {
    for (let p = from, s = first, c = scratchOf(d, <usize>int(d.arrayNode, a)); p < to; p += 4, s += 16, c += 16)
      v128.store(c, sub(v128.load(c, HEAT), mul(v128.load(s + a * WIDE, POWER), v128.load(s, USED))), HEAT)
  }
  for (let l: usize = 0; l < <usize>d.loads;) {
    const end = l + <usize>int(d.loadGroup, l)
    for (let p = from, s = first; p < to; p += 4, s += 16) v128.store(s, zero, GROUP)
    for (let m = l; m < end; m++) {
      const demand = d.demand + m * ROW
      for (let p = from, s = first; p < to; p += 4, s += 16) v128.store(s, add(v128.load(s, GROUP), ld(demand + at(p))), GROUP)
    }
    for (let p = from, s = first; p < to; p += 4, s += 16) {
      const wanted = v128.load(s, GROUP)
      const left = v128.load(s, LEFT)
      const over = f64x2.gt(wanted, left)
      const share = sel(div(left, sel(wanted, one, over)), one, over)
      v128.store(s, f64x2.pmax(zero, sub(left, mul(wanted, share))), LEFT)
      v128.store(s, share, GROUP)
    }
    for (let m = l; m < end; m++) {
      const node = int(d.loadNode, m)
      if (node < 0) continue
      const demand = d.demand + m * ROW
      for (let p = from, s = first, c = scratchOf(d, <usize>node); p < to; p += 4, s += 16, c += 16)
        v128.store(c, add(v128.load(c, HEAT), mul(ld(demand + at(p)), v128.load(s, GROUP))), HEAT)
    }
    l = end
  }
}

/** ROS2 on the forest of nodes (physics/heat/thermal-forest.ts). Leaves the temperatures at the end in STAGE. */
function warm(d: Tile, from: usize, to: usize): void {
  const n = <usize>d.nodes
  const sigma = sp(SIGMA), s4 = sp(SPACE4), gamma = sp(GAMMA), zero = sp(0)
  const durations = d.lane + DURATION, first = laneScratch(d)
  for (let p = from, s = first; p < to; p += 4, s += 16) {
    v128.store(s, zero, HEATING); v128.store(s, zero, WARMED); v128.store(s, zero, RADIATED); v128.store(s, zero, BOLD)
  }
  // Leaves first: all that hangs below a node is done when its turn comes, so its row can be eliminated at once.
  for (let i: usize = 0; i < n; i++) {
    const parent = int(d.parent, i)
    const node = d.node + i * NODE
    for (let p = from, s = first, c = scratchOf(d, i), above = scratchOf(d, <usize>max(0, parent)); p < to; p += 4, s += 16, c += 16, above += 16) {
      const o = at(p)
      const gh = mul(gamma, ld(durations + o))
      const w = v128.load(c, HEAT)
      const k = add(v128.load(c, K1), w)
      const one = div(sp(1), add(v128.load(node + o, CAPACITY), mul(gh, v128.load(c, RATE))))
      v128.store(s, add(v128.load(s, HEATING), w), HEATING)
      v128.store(c, k, K1)
      v128.store(c, one, INVERSE)
      if (parent >= 0) {
        const share = mul(mul(gh, v128.load(c, UP)), one)
        const down = v128.load(c, DOWN)
        v128.store(c, share, UP)
        v128.store(c, mul(gh, down), DOWN)
        v128.store(above, sub(v128.load(above, RATE), mul(share, down)), RATE)
        v128.store(above, add(v128.load(above, K1), mul(share, k)), K1)
      }
    }
  }
  for (let i = n; i-- > 0;) {
    const parent = int(d.parent, i), radiates = int(d.radiates, i)
    const node = d.node + i * NODE, temp = d.temp + i * ROW
    for (let p = from, c = scratchOf(d, i), above = scratchOf(d, <usize>max(0, parent)); p < to; p += 4, c += 16, above += 16) {
      const o = at(p)
      let k = v128.load(c, K1)
      if (parent >= 0) k = add(k, mul(v128.load(c, DOWN), v128.load(above, K1)))
      k = mul(k, v128.load(c, INVERSE))
      v128.store(c, k, K1)
      const stage = add(ld(temp + o), mul(ld(durations + o), k))
      v128.store(c, stage, STAGE)
      let right = sub(v128.load(c, HEAT), mul(mul(sp(2), v128.load(node + o, CAPACITY)), k))
      if (radiates) {
        const s2 = mul(stage, stage)
        const out = mul(mul(sigma, v128.load(node + o, EXCHANGE)), sub(mul(s2, s2), s4))
        v128.store(c, add(v128.load(c, SPACE), out), SPACE)
        right = sub(right, out)
      }
      v128.store(c, right, K2)
    }
  }
  for (let i: usize = 0; i < n; i++) {
    const parent = int(d.parent, i), glows = int(d.glows, i)
    if (parent < 0) continue
    const node = d.node + i * NODE
    for (let p = from, c = scratchOf(d, i), above = scratchOf(d, <usize>parent); p < to; p += 4, c += 16, above += 16) {
      const o = at(p)
      const a = v128.load(c, STAGE), b = v128.load(above, STAGE)
      let flow = mul(v128.load(node + o, CONDUCTANCE), sub(a, b))
      if (glows) {
        const a2 = mul(a, a), b2 = mul(b, b)
        flow = add(flow, mul(mul(sigma, v128.load(node + o, RADIATIVE)), sub(mul(a2, a2), mul(b2, b2))))
      }
      const k = sub(v128.load(c, K2), flow)
      v128.store(c, k, K2)
      v128.store(above, add(add(v128.load(above, K2), flow), mul(v128.load(c, UP), k)), K2)
    }
  }
  for (let i = n; i-- > 0;) {
    const parent = int(d.parent, i), radiates = int(d.radiates, i)
    const node = d.node + i * NODE, temp = d.temp + i * ROW
    for (let p = from, s = first, c = scratchOf(d, i), above = scratchOf(d, <usize>max(0, parent)); p < to; p += 4, s += 16, c += 16, above += 16) {
      const o = at(p)
      const h = ld(durations + o)
      let k = v128.load(c, K2)
      if (parent >= 0) k = add(k, mul(v128.load(c, DOWN), v128.load(above, K2)))
      k = mul(k, v128.load(c, INVERSE))
      v128.store(c, k, K2)
      const t = ld(temp + o)
      const kk = v128.load(c, K1)
      const move = mul(h, add(mul(sp(1.5), kk), mul(sp(0.5), k)))
      const most = f64x2.pmax(f64x2.abs(mul(h, kk)), f64x2.abs(move))
      v128.store(s, v128.or(v128.load(s, BOLD), f64x2.ge(most, mul(sp(BOLDEST), t))), BOLD)
      const end = add(t, move)
      v128.store(c, end, STAGE)
      if (radiates) {
        const mean = mul(sp(0.5), add(v128.load(c, SPACE), mul(mul(v128.load(c, SLOPE), mul(gamma, h)), add(kk, k))))
        v128.store(s, add(v128.load(s, RADIATED), mean), RADIATED)
      }
      v128.store(s, add(v128.load(s, WARMED), mul(v128.load(node + o, CAPACITY), sub(end, t))), WARMED)
    }
  }
}

/** Moves the states on and adds to the tally, for the lanes that have a duration and did not refuse. Returns the pairs in which one refused. */
function book(d: Tile, from: usize, to: usize): i32 {
  const zero = sp(0)
  const first = laneScratch(d)
  let refused: i32 = 0
  for (let p = from, s = first; p < to; p += 4, s += 16) {
    const lane = d.lane + at(p)
    const h = v128.load(lane, DURATION)
    const moves = f64x2.gt(h, zero)
    const bold = v128.and(v128.load(s, BOLD), moves)
    if (v128.any_true(bold)) refused++
    v128.store(lane, bold, REFUSED)
    const live = v128.andnot(moves, bold)
    v128.store(s, live, BOLD)
    const hh = v128.and(h, live)
    const supply = v128.load(s, SUPPLY), demand = v128.load(s, WANTED), served = v128.load(s, SERVED)
    const curtailed = v128.load(s, CURTAILED), loss = v128.load(s, LOSS), radiated = v128.load(s, RADIATED)
    const stored = v128.load(lane, CHARGE), end = v128.load(s, END)
    v128.store(lane, add(v128.load(lane, TALLY), mul(supply, hh)), TALLY)
    v128.store(lane, add(v128.load(lane, TALLY + ROW), mul(demand, hh)), TALLY + ROW)
    v128.store(lane, add(v128.load(lane, TALLY + 2 * ROW), mul(served, hh)), TALLY + 2 * ROW)
    v128.store(lane, add(v128.load(lane, TALLY + 3 * ROW), mul(curtailed, hh)), TALLY + 3 * ROW)
    v128.store(lane, add(v128.load(lane, TALLY + 4 * ROW), mul(sub(demand, served), hh)), TALLY + 4 * ROW)
    v128.store(lane, add(v128.load(lane, TALLY + 5 * ROW), mul(loss, hh)), TALLY + 5 * ROW)
    v128.store(lane, add(v128.load(lane, TALLY + 6 * ROW), mul(radiated, hh)), TALLY + 6 * ROW)
    v128.store(lane, add(v128.load(lane, TALLY + 7 * ROW), mul(v128.load(s, ABSORBED), hh)), TALLY + 7 * ROW)
    const electrical = sub(mul(sub(sub(sub(supply, curtailed), served), loss), hh), v128.and(sub(end, stored), live))
    v128.store(lane, add(v128.load(lane, TALLY + 8 * ROW), electrical), TALLY + 8 * ROW)
    const thermal = sub(mul(sub(v128.load(s, HEATING), radiated), hh), v128.and(v128.load(s, WARMED), live))
    v128.store(lane, add(v128.load(lane, TALLY + 9 * ROW), thermal), TALLY + 9 * ROW)
    v128.store(lane, sel(end, stored, live), CHARGE)
  }
  for (let i: usize = 0; i < <usize>d.nodes; i++) {
    const temp = d.temp + i * ROW
    for (let p = from, s = first, c = scratchOf(d, i); p < to; p += 4, s += 16, c += 16) {
      const o = at(p)
      st(temp + o, sel(v128.load(c, STAGE), ld(temp + o), v128.load(s, BOLD)))
    }
  }
  return refused
}

/** 1 over (1 - f) of WGS 84: stretching z by it makes the ellipsoid a sphere. */
const STRETCH: f64 = 1.0 / (1.0 - 1.0 / 298.257223563)
const EARTH_RADIUS_km: f64 = 6378.137
/** Solar constant times the square of the astronomical unit. */
const SUN_W_km2_m2: f64 = 1361.0 * 149597870.7 * 149597870.7
/** Slope of the penumbra's cone: the Sun's largest angular radius, stretched and rounded up. */
const CONE: f64 = 0.0049
/** A distance from the shadow that changes by more than this many times what it can bend, from its chord, does not turn round. */
const STEADY: f64 = 4.5

/** Functions of the phase in turns.ts: 1, and cosine and sine of five harmonics. Of each stand x, y by four powers, then z by four. */
const SERIES: i32 = 11, TERM: usize = 12 * 8
const HALF_PI: f64 = 1.57079632679489661923

/** The satellites of a tile that are followed from turn to turn (turns.ts): a row of each lane. */
@unmanaged class Turns {
  turn: usize; stride: usize; stretch: usize; series: usize
}

/**
 * Writes the positions at a time of the lanes `from` to `to` that have a stride: a Fourier series in the phase, whose coefficients are cubics in the
 * number of the turn. Returns -1, or the lane whose next turns must be sampled before it can be followed.
 */
export function follow(t: Turns, from: i32, to: i32, time: f64, row: usize): i32 {
  for (let lane = from; lane < to; lane++) {
    const stride = int(t.stride, lane)
    if (stride == 0) continue
    const turn = time / load<f64>(t.turn + (<usize>lane << 3))
    const since = turn - <f64>(int(t.stretch, lane) * 3 * stride)
    if (since >= <f64>(3 * stride)) return lane
    // Sine and cosine of the phase: their series within an eighth of a turn of the nearest quarter.
    const quarters = 4 * (turn - Math.floor(turn))
    const quarter = nearest(quarters)
    const angle = HALF_PI * (quarters - quarter)
    const square = sp(angle * angle)
    let both = f64x2(1.0 / 355687428096000.0, 1.0 / 20922789888000.0)
    both = sub(f64x2(1.0 / 1307674368000.0, 1.0 / 87178291200.0), mul(square, both))
    both = sub(f64x2(1.0 / 6227020800.0, 1.0 / 479001600.0), mul(square, both))
    both = sub(f64x2(1.0 / 39916800.0, 1.0 / 3628800.0), mul(square, both))
    both = sub(f64x2(1.0 / 362880.0, 1.0 / 40320.0), mul(square, both))
    both = sub(f64x2(1.0 / 5040.0, 1.0 / 720.0), mul(square, both))
    both = sub(f64x2(1.0 / 120.0, 1.0 / 24.0), mul(square, both))
    both = sub(f64x2(1.0 / 6.0, 0.5), mul(square, both))
    both = sub(sp(1), mul(square, both))
    const s0 = angle * f64x2.extract_lane(both, 0), c0 = f64x2.extract_lane(both, 1)
    const side = <i32>quarter & 3
    const cos = side == 0 ? c0 : side == 1 ? -s0 : side == 2 ? -c0 : s0
    const sin = side == 0 ? s0 : side == 1 ? c0 : side == 2 ? -s0 : -c0
    let p = t.series + <usize>(lane * SERIES) * TERM
    let a0 = ld(p), a1 = v128.load(p, 16), a2 = v128.load(p, 32), a3 = v128.load(p, 48), z01 = v128.load(p, 64), z23 = v128.load(p, 80)
    p += TERM
    let c: f64 = 1, s: f64 = 0
    for (let k = 1; k < SERIES; k += 2) {
      const next = c * cos - s * sin
      s = s * cos + c * sin
      c = next
      const cc = sp(c), ss = sp(s)
      a0 = add(a0, add(mul(cc, ld(p)), mul(ss, v128.load(p, TERM))))
      a1 = add(a1, add(mul(cc, v128.load(p, 16)), mul(ss, v128.load(p, TERM + 16))))
      a2 = add(a2, add(mul(cc, v128.load(p, 32)), mul(ss, v128.load(p, TERM + 32))))
      a3 = add(a3, add(mul(cc, v128.load(p, 48)), mul(ss, v128.load(p, TERM + 48))))
      z01 = add(z01, add(mul(cc, v128.load(p, 64)), mul(ss, v128.load(p, TERM + 64))))
      z23 = add(z23, add(mul(cc, v128.load(p, 80)), mul(ss, v128.load(p, TERM + 80))))
      p += 2 * TERM
    }
    const x = since / <f64>stride, xx = sp(x)
    const xy = add(a0, mul(xx, add(a1, mul(xx, add(a2, mul(xx, a3))))))
    const zz = add(z01, mul(sp(x * x), z23))
    const at = row + (<usize>lane << 3)
    store<f64>(at, f64x2.extract_lane(xy, 0))
    store<f64>(at, f64x2.extract_lane(xy, 1), ROW)
    store<f64>(at, f64x2.extract_lane(zz, 0) + x * f64x2.extract_lane(zz, 1), 2 * ROW)
  }
  return -1
}

/** Takes the lanes to the end of a tick: positions from twelve rows of knots with their weights. */
export function move(d: Tile, knots: usize, weights: usize, to: i32): void {
  const end = d.lane + (<usize>to << 3)
  for (let lane = d.lane, row0 = knots; lane < end; lane += 16, row0 += 16) {
    let x = sp(0), y = sp(0), z = sp(0)
    for (let k: usize = 0, row = row0; k < 96; k += 8, row += 3 * ROW) {
      const w = v128.load64_splat(weights + k)
      x = add(x, mul(w, ld(row)))
      y = add(y, mul(w, v128.load(row, ROW)))
      z = add(z, mul(w, v128.load(row, 2 * ROW)))
    }
    v128.store(lane, v128.load(lane, POSITION), LAST)
    v128.store(lane, v128.load(lane, POSITION + ROW), LAST + ROW)
    v128.store(lane, v128.load(lane, POSITION + 2 * ROW), LAST + 2 * ROW)
    v128.store(lane, x, POSITION)
    v128.store(lane, y, POSITION + ROW)
    v128.store(lane, z, POSITION + 2 * ROW)
  }
}

/**
 * How far the lanes are from the shadow at the end of a tick, km of the stretched space of physics/light/earth-limb.ts, and the tick's sunlight. Lanes that
 * may meet the shadow's edge in the tick (within `reach` of what both ends tell) are marked near: theirs is the whole sunlight, and their lit time
 * is not counted yet. Every lane's duration becomes the whole tick. `s` and `m`: the Sun at the end and in the middle of the tick. Lists those that are
 * near, or whose last jump was less than `graded` before the tick's `start`, and returns how many they are.
 */
export function look(
  d: Tile, to: i32, h: f64, reach: f64, start: f64, graded: f64,
  sx: f64, sy: f64, sz: f64, mx: f64, my: f64, mz: f64,
): i32 {
  const end = d.lane + (<usize>to << 3)
  const zs = STRETCH * sz
  const inverse = 1.0 / Math.sqrt(sx * sx + sy * sy + zs * zs)
  const ux = sp(sx * inverse), uy = sp(sy * inverse), uz = sp(zs * inverse)
  const zero = sp(0), half = sp(0.5), radius = sp(EARTH_RADIUS_km), radius2 = sp(EARTH_RADIUS_km * EARTH_RADIUS_km)
  const reaching = sp(reach), steady = sp(STEADY * reach), cone = sp(CONE)
  let specials: i32 = 0
  for (let lane = d.lane; lane < end; lane += 16) {
    const x = v128.load(lane, POSITION), y = v128.load(lane, POSITION + ROW), z = v128.load(lane, POSITION + 2 * ROW)
    const dx = sub(sp(mx), mul(half, add(v128.load(lane, LAST), x)))
    const dy = sub(sp(my), mul(half, add(v128.load(lane, LAST + ROW), y)))
    const dz = sub(sp(mz), mul(half, add(v128.load(lane, LAST + 2 * ROW), z)))
    const square = add(add(mul(dx, dx), mul(dy, dy)), mul(dz, dz))
    const sz2 = mul(sp(STRETCH), z)
    const r2 = add(add(mul(x, x), mul(y, y)), mul(sz2, sz2))
    const behind = f64x2.pmin(add(add(mul(x, ux), mul(y, uy)), mul(sz2, uz)), zero)
    const before = v128.load(lane, CLEARANCE)
    const now = sub(f64x2.sqrt(sub(r2, mul(behind, behind))), radius)
    v128.store(lane, before, BEFORE)
    v128.store(lane, now, CLEARANCE)
    const low = f64x2.pmin(before, now), high = f64x2.pmax(before, now)
    // As wide as the Sun's disc is at the horizon. A distance that changes by more than it can bend goes one way and is least at an end.
    const width = add(mul(cone, f64x2.sqrt(f64x2.pmax(sub(r2, radius2), zero))), sp(1))
    const bend = v128.andnot(reaching, f64x2.gt(sub(high, low), steady))
    const near = v128.and(f64x2.lt(sub(low, bend), width), f64x2.gt(add(high, bend), sub(zero, width)))
    v128.store(lane, near, NEAR)
    const clear = v128.andnot(f64x2.gt(low, zero), near)
    v128.store(lane, v128.and(div(sp(SUN_W_km2_m2), square), v128.or(clear, near)), SUNLIGHT)
    v128.store(lane, v128.and(sp(h), clear), TALLY + 10 * ROW)
    v128.store(lane, sp(h), DURATION)
    const special = v128.or(near, f64x2.lt(sub(sp(start), v128.load(lane, JUMP)), sp(graded)))
    const bits = i64x2.bitmask(special)
    if (bits == 0) continue
    const first = <i32>((lane - d.lane) >> 3)
    if (bits & 1) store<i32>(d.special + (<usize>(specials++) << 2), first)
    if (bits & 2) store<i32>(d.special + (<usize>(specials++) << 2), first + 1)
  }
  return specials
}

// The tables of earth-table.ts: slabs by the horizon's dip; in each the view by the cosine of tilt, then albedo by the Sun's half angle from
// the zenith: on a side at the Sun, one away from it, and one edge-on to it, this also by the direction of the zenith about the Sun.
const SLABS: f64 = 64, COSINES: f64 = 128, HALVES: f64 = 128, TURNS: f64 = 32
const VIEW: usize = 8, SUNWARD = VIEW + 129 * 8, AWAY = SUNWARD + 129 * 8, EDGEWISE = AWAY + 129 * 8, SLAB = EDGEWISE + 129 * 33 * 8
/** A little less than 1. */
const SHORT: f64 = 1 - 1e-12
// Rows of a face.
const ALBEDO_m2: usize = 0, INFRARED_m2 = ROW, FACE = 2 * ROW

/** Straight between two neighbours in a table and between two neighbouring slabs; `x` and `y` (1 - y, y) are the shares of the farther ones. */
// @ts-ignore
@inline function line(p: usize, x: v128, y: v128): f64 {
  const a = ld(p), b = v128.load(p, SLAB)
  return both(mul(add(a, mul(x, sub(b, a))), y))
}
// @ts-ignore
@inline function both(v: v128): f64 { return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1) }
// @ts-ignore
@inline function shares(y: f64): v128 { return f64x2.replace_lane(sp(1 - y), 1, y) }

/** What one axis and the opposite one receive: `c` the cosine of the axis to nadir. */
// @ts-ignore
@inline function viewPair(glow: usize, slab: usize, x: v128, c: f64, infrared: f64): void {
  const place = (c + 1) * (0.5 * COSINES)
  const j = <i32>place
  const y = place - <f64>j
  store<f64>(glow, infrared * line(slab + VIEW + (<usize>j << 3), x, shares(y)), ROW)
  store<f64>(glow, infrared * line(slab + VIEW + (<usize>(<i32>COSINES - 1 - j) << 3), x, shares(1 - y)), 3 * ROW)
}
// @ts-ignore
@inline function edgewise(slab: usize, x: v128, j: i32, y: f64, w: f64): f64 {
  const place = (w + 1) * (0.5 * TURNS)
  const l = <i32>place
  const p = slab + EDGEWISE + <usize>(j * 33 + l) * 8
  const near = ld(p), far = v128.load(p, 33 * 8)
  const nearUp = v128.load(p, SLAB), farUp = v128.load(p, SLAB + 33 * 8)
  const yy = sp(y)
  const low = add(near, mul(yy, sub(far, near))), up = add(nearUp, mul(yy, sub(farUp, nearUp)))
  return both(mul(add(low, mul(x, sub(up, low))), shares(place - <f64>l)))
}

// Rows of scratch, one number a lane: places among the slabs and the half angles, the zenith's cosine to the Sun, to the other axes and about the Sun.
const DIP: usize = 0, HALF_ANGLE = ROW, ZENITH = 2 * ROW, COSINE_X = 3 * ROW, ABOUT_X = 4 * ROW, COSINE_Y = 5 * ROW, ABOUT_Y = 6 * ROW
// @ts-ignore
@inline function within(v: v128): v128 { return f64x2.pmax(sp(-SHORT), f64x2.pmin(sp(SHORT), v)) }

/** Where the Earth stands in the middle of the tick for each lane, as places in the tables; they stop short of a table's end, so that there is a neighbour. */
function whereEarthStands(
  d: Tile, to: i32, xx: f64, xy: f64, yx: f64, yy: f64, yz: f64, zx: f64, zy: f64, zz: f64,
): void {
  const zero = sp(0), one = sp(1), short = sp(SHORT)
  for (let lane = d.lane, told = d.scratch, end = d.lane + (<usize>to << 3); lane < end; lane += 16, told += 16) {
    const ax = v128.load(lane, LAST), ay = v128.load(lane, LAST + ROW), az = v128.load(lane, LAST + 2 * ROW)
    const bx = v128.load(lane, POSITION), by = v128.load(lane, POSITION + ROW), bz = v128.load(lane, POSITION + 2 * ROW)
    const cx = add(ax, bx), cy = add(ay, by), cz = add(az, bz)
    const inverse = div(one, f64x2.sqrt(add(add(mul(cx, cx), mul(cy, cy)), mul(cz, cz))))
    const twice = add(
      f64x2.sqrt(add(add(mul(ax, ax), mul(ay, ay)), mul(az, az))),
      f64x2.sqrt(add(add(mul(bx, bx), mul(by, by)), mul(bz, bz))),
    )
    const cosine = f64x2.pmin(one, div(sp(2 * EARTH_RADIUS_km), twice))
    // The sine of the horizon's dip.
    v128.store(told, mul(f64x2.pmin(f64x2.sqrt(sub(one, mul(cosine, cosine))), short), sp(SLABS)), DIP)
    const zenith = mul(add(add(mul(cx, sp(zx)), mul(cy, sp(zy))), mul(cz, sp(zz))), inverse)
    v128.store(told, zenith, ZENITH)
    const half = f64x2.sqrt(f64x2.pmax(zero, mul(sp(0.5), sub(one, zenith))))
    v128.store(told, mul(f64x2.pmin(short, half), sp(HALVES)), HALF_ANGLE)
    const level = div(one, f64x2.pmax(sp(1e-9), f64x2.sqrt(f64x2.pmax(zero, sub(one, mul(zenith, zenith))))))
    const x = mul(add(mul(cx, sp(xx)), mul(cy, sp(xy))), inverse)
    v128.store(told, x, COSINE_X)
    v128.store(told, within(mul(x, level)), ABOUT_X)
    const y = mul(add(add(mul(cx, sp(yx)), mul(cy, sp(yy))), mul(cz, sp(yz))), inverse)
    v128.store(told, y, COSINE_Y)
    v128.store(told, within(mul(y, level)), ABOUT_Y)
  }
}

/**
 * What the Earth reflects and radiates onto the sides, into the nodes' EARTH and the arrays' LIGHT, for a body with +z to the Sun. `reflected` and
 * `infrared`: what leaves the ground under the Sun, and the Earth, W/m2; then the body's axes in TEME, x of
 * which lies in the equator's plane. Returns -1, or the slab that must be filled
 * before it can be told.
 */
export function earthshine(
  d: Tile, to: i32, reflected: f64, infrared: f64,
  xx: f64, xy: f64, yx: f64, yy: f64, yz: f64, zx: f64, zy: f64, zz: f64,
): i32 {
  whereEarthStands(d, to, xx, xy, yx, yy, yz, zx, zy, zz)
  for (let i = 0; i < to; i++) {
    const told = d.scratch + (<usize>i << 3)
    const place = load<f64>(told, DIP)
    const k = <i32>place
    const x = sp(place - <f64>k)
    const slab = d.slabs + <usize>k * SLAB
    if (load<f64>(slab) == 0) return k
    if (load<f64>(slab, SLAB) == 0) return k + 1
    const zenith = load<f64>(told, ZENITH)
    const half = load<f64>(told, HALF_ANGLE)
    const j = <i32>half
    const y = half - <f64>j
    const isDay = zenith * SLABS > -(place + 1)
    const glow = d.lane + GLOW + (<usize>i << 3)
    if (d.axes & 4) {
      viewPair(glow + 8 * ROW, slab, x, SHORT * -zenith, infrared)
      const p = slab + (<usize>j << 3)
      store<f64>(glow, isDay ? reflected * line(p + SUNWARD, x, shares(y)) : 0, 8 * ROW)
      store<f64>(glow, isDay ? reflected * line(p + AWAY, x, shares(y)) : 0, 10 * ROW)
    }
    if (d.axes & 1) {
      const w = load<f64>(told, ABOUT_X)
      viewPair(glow, slab, x, SHORT * -load<f64>(told, COSINE_X), infrared)
      store<f64>(glow, isDay ? reflected * edgewise(slab, x, j, y, w) : 0)
      store<f64>(glow, isDay ? reflected * edgewise(slab, x, j, y, -w) : 0, 2 * ROW)
    }
    if (d.axes & 2) {
      const w = load<f64>(told, ABOUT_Y)
      viewPair(glow + 4 * ROW, slab, x, SHORT * -load<f64>(told, COSINE_Y), infrared)
      store<f64>(glow, isDay ? reflected * edgewise(slab, x, j, y, w) : 0, 4 * ROW)
      store<f64>(glow, isDay ? reflected * edgewise(slab, x, j, y, -w) : 0, 6 * ROW)
    }
  }
  const hi = <usize>to << 3
  for (let f: usize = 0; f < <usize>d.faces; f++) {
    const earth = d.node + <usize>int(d.faceNode, f) * NODE + EARTH
    for (let o: usize = 0; o < hi; o += 16) st(earth + o, sp(0))
  }
  for (let f: usize = 0; f < <usize>d.faces; f++) {
    const earth = d.node + <usize>int(d.faceNode, f) * NODE + EARTH
    const glow = d.lane + GLOW + <usize>int(d.faceAxis, f) * (2 * ROW)
    const face = d.face + f * FACE
    for (let o: usize = 0; o < hi; o += 16) {
      const taken = add(mul(ld(glow + o), v128.load(face + o, ALBEDO_m2)), mul(v128.load(glow + o, ROW), v128.load(face + o, INFRARED_m2)))
      st(earth + o, add(ld(earth + o), taken))
    }
    const index = int(d.faceArray, f)
    if (index < 0) continue
    const light = d.array + <usize>index * ARRAY + LIGHT
    for (let o: usize = 0; o < hi; o += 16) st(light + o, ld(glow + o))
  }
  return -1
}

/** Where a crossing of the shadow's edge is looked for: fields of Crossing in crossing.ts. */
@unmanaged class Crossing {
  // A column of the knots, the knot that its first row is, the time between two; inverse weights and room for weights.
  knots: usize; base: i32; inverse: usize; weights: usize
  spacing: f64
  start: f64
  // The Sun at the start, and what it moves in a second.
  sx: f64; sy: f64; sz: f64; vx: f64; vy: f64; vz: f64
  // What is found.
  penumbra: f64; umbra: f64; middleHeight: f64; middle: f64; curvature: f64
}
const SUN_RADIUS_km: f64 = 695700
const FAR_km: f64 = 200000
/** Two guesses whose distances from a root have a smaller product, s2, tell it to 0.1 ms: the height's bend is under 0.02 of its slope a second. */
const CLOSE_s2: f64 = 5e-3
/** The same where the slope is only an estimate. */
const BLIND_s: f64 = 50
const MOST_GUESSES = 12
/** How far outside the tick an edge may be looked for, s. */
const FARTHEST_s: f64 = 250

let limbCurvature: f64 = 0
let horizon2: f64 = 0
let slope: f64 = 0

/** Height of the Earth's limb on the Sun's disc at a time: the equations of limbOnSun (physics/light/earth-limb.ts). Not a number beyond 200 000 km. */
function heightAt(c: Crossing, time: f64): f64 {
  const exact = time / c.spacing
  const place = Math.floor(exact)
  const u = exact - place + 5
  let row = c.knots + <usize>(<i32>place - 5 - c.base) * (3 * ROW)
  let product: f64 = 1
  for (let k: usize = 0; k < 12; k++) {
    store<f64>(c.weights + (k << 3), product * load<f64>(c.inverse + (k << 3)))
    product *= u - <f64>k
  }
  let px: f64 = 0, py: f64 = 0, pz: f64 = 0
  product = 1
  row += 11 * 3 * ROW
  for (let k = 11; k >= 0; k--, row -= 3 * ROW) {
    const weight = load<f64>(c.weights + (<usize>k << 3)) * product
    product *= u - <f64>k
    px += weight * load<f64>(row)
    py += weight * load<f64>(row, ROW)
    pz += weight * load<f64>(row, 2 * ROW)
  }
  const since = time - c.start
  const dx = c.sx + since * c.vx - px, dy = c.sy + since * c.vy - py, dz = c.sz + since * c.vz - pz
  const rz = STRETCH * pz
  const r2 = px * px + py * py + rz * rz
  if (r2 > FAR_km * FAR_km) return NaN
  const m2 = r2 - EARTH_RADIUS_km * EARTH_RADIUS_km
  horizon2 = m2
  const m = Math.sqrt(max(0.0, m2))
  const d2 = dx * dx + dy * dy + dz * dz
  const tan = SUN_RADIUS_km / Math.sqrt(d2 - SUN_RADIUS_km * SUN_RADIUS_km)
  const zd = STRETCH * dz
  const clear = (px * dx + py * dy + rz * zd) / Math.sqrt(dx * dx + dy * dy + zd * zd) + m
  const reach = STRETCH * tan
  limbCurvature = 0
  if (clear < -reach * EARTH_RADIUS_km) return -clear / (reach * EARTH_RADIUS_km)
  if (clear > 0) {
    const steepest2 = EARTH_RADIUS_km * EARTH_RADIUS_km + 2 * m * clear
    if (clear * clear > reach * reach * steepest2) return -clear / (reach * Math.sqrt(steepest2))
  }
  const d = 1 / Math.sqrt(d2)
  const wx = dx * d, wy = dy * d, wz = dz * d
  let yx: f64 = 0, yy: f64 = 0, yz: f64 = 0
  for (let k = 0; k < 12; k++) {
    const qx = wx + tan * yx, qy = wy + tan * yy, qz = STRETCH * (wz + tan * yz)
    const q = Math.sqrt(qx * qx + qy * qy + qz * qz)
    const f = px * qx + py * qy + rz * qz + m * q
    const mq = m / q
    const gx = px + mq * qx, gy = py + mq * qy, gz = STRETCH * (rz + mq * qz)
    const along = gx * wx + gy * wy + gz * wz
    const ax = gx - along * wx, ay = gy - along * wy, az = gz - along * wz
    const p2 = ax * ax + ay * ay + az * az
    const move = (ax * yx + ay * yy + az * yz - f / tan) / p2
    const change = Math.abs(move * ax - yx) + Math.abs(move * ay - yy) + Math.abs(move * az - yz)
    yx = move * ax
    yy = move * ay
    yz = move * az
    if (change < 1e-7 || k == 11) {
      const p = Math.sqrt(p2)
      const tx = (wy * az - wz * ay) / p, ty = (wz * ax - wx * az) / p, tz = (STRETCH * (wx * ay - wy * ax)) / p
      const tq = (tx * qx + ty * qy + tz * qz) / q
      limbCurvature = (tan * m * (tx * tx + ty * ty + tz * tz - tq * tq)) / (q * p)
      return move * p
    }
  }
  return NaN
}

/** When the limb stands at a height, by secants from the middle; not a number where no such time is found near the tick. */
function edge(c: Crossing, height: f64, earliest: f64, latest: f64): f64 {
  let lastTime = c.middle, last = c.middleHeight
  let wasExact = c.curvature != 0
  let time = lastTime + (height - last) / slope
  for (let k = 0; k < MOST_GUESSES; k++) {
    if (!(time > earliest && time < latest)) return NaN
    const now = heightAt(c, time)
    if (now == height) return time
    // Far from the edge the height is a bound, with curvature 0: a chord from there tells no slope, and nothing ends there.
    const isExact = limbCurvature != 0
    const chord = isExact && wasExact ? (now - last) / (time - lastTime) : slope
    const next = time + (height - now) / chord
    if (isExact && Math.abs((next - time) * (wasExact ? next - lastTime : BLIND_s)) < CLOSE_s2) {
      slope = chord
      return next
    }
    wasExact = isExact
    lastTime = time
    last = now
    time = next
  }
  return NaN
}

/** Looks for the edge that is crossed between `start` and `end` (see crossing.ts); `before` and `after` are distances from the shadow, km. */
export function cross(c: Crossing, end: f64, before: f64, after: f64): void {
  const length = end - c.start
  c.middle = c.start + (before / (before - after)) * length
  c.middleHeight = heightAt(c, c.middle)
  c.curvature = limbCurvature
  // A radius of the Sun's disc, as wide as it is at the limb.
  slope = (before - after) / ((length * Math.sqrt(max(1.0, horizon2)) * SUN_RADIUS_km) / 149597870.7)
  c.penumbra = edge(c, -1, c.start - FARTHEST_s, end + FARTHEST_s)
  c.umbra = edge(c, 1, c.start - FARTHEST_s, end + FARTHEST_s)
}

/** Clears the tally of a tick. */
export function clear(d: Tile): void {
  memory.fill(d.lane + TALLY, 0, TALLIES * ROW)
}

/** Roundings of a store in one step, as in tick/ledger.ts. */
const ROUNDING: f64 = 4.0 * 2.220446049250313e-16

/** Closes a tick: adds the tally to the totals, keeps the extremes and the worst residuals beyond rounding. */
export function close(d: Tile, to: i32): void {
  const hi = <usize>to << 3
  const held = d.scratch
  for (let o: usize = 0; o < hi; o += 16) st(held + o, sp(0))
  for (let i: usize = 0; i < <usize>d.nodes; i++) {
    const row = i * ROW
    const temp = d.temp + row, cold = d.coldest + row, hot = d.hottest + row, capacity = d.node + i * NODE + CAPACITY
    for (let o: usize = 0; o < hi; o += 16) {
      const t = ld(temp + o)
      st(cold + o, f64x2.pmin(ld(cold + o), t))
      st(hot + o, f64x2.pmax(ld(hot + o), t))
      st(held + o, add(ld(held + o), mul(ld(capacity + o), t)))
    }
  }
  for (let k: usize = 0; k < TALLIES; k++) {
    if (k == 8 || k == 9) continue
    const from = d.lane + TALLY + k * ROW, into = d.lane + TOTAL + k * ROW
    for (let o: usize = 0; o < hi; o += 16) st(into + o, add(ld(into + o), ld(from + o)))
  }
  for (let o: usize = 0; o < hi; o += 16) {
    const lane = d.lane + o
    const c = v128.load(lane, CHARGE)
    v128.store(lane, f64x2.pmin(v128.load(lane, LOWEST), c), LOWEST)
    const e = f64x2.abs(v128.load(lane, TALLY + 8 * ROW))
    const t = f64x2.abs(v128.load(lane, TALLY + 9 * ROW))
    const beyondE = v128.andnot(e, f64x2.le(e, mul(sp(ROUNDING), c)))
    const beyondT = v128.andnot(t, f64x2.le(t, mul(sp(ROUNDING), ld(held + o))))
    v128.store(lane, f64x2.pmax(v128.load(lane, TOTAL + 8 * ROW), beyondE), TOTAL + 8 * ROW)
    v128.store(lane, f64x2.pmax(v128.load(lane, TOTAL + 9 * ROW), beyondT), TOTAL + 9 * ROW)
  }
}
