// The fast path's arithmetic, two satellites at a time.

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

/**
 * Where the rows of a tile lie in memory (bytes). A row is one number a lane; rows of a table follow each other, `stride` bytes apart.
 * The order of the fields is that of FIELDS in tile.ts.
 */
@unmanaged class Tile {
  nodes: i32; arrays: i32; loads: i32; hasBattery: i32
  stride: i32
  // Whole numbers, one a node, array or load.
  parent: usize; arrayNode: usize; loadNode: usize; loadGroup: usize
  batteryNode: i32
  // Tables of a row a node.
  capacity: usize; exchange: usize; conductance: usize; radiative: usize; absorbing: usize; earth: usize; temp: usize; coldest: usize; hottest: usize
  // Tables of a row an array.
  peak: usize; beta: usize; reference: usize; light: usize
  // Of a row a load.
  demand: usize
  // Single rows.
  full: usize; floor: usize; charging: usize; perCharging: usize; discharging: usize; perDischarging: usize; maxCharge: usize; maxDischarge: usize
  charge: usize; lowest: usize; sunlight: usize; duration: usize; refused: usize
  position: usize; last: usize; before: usize; clearance: usize; near: usize
  tally: usize; total: usize
  scratch: usize
}

const SPACE4: f64 = 2.725 * 2.725 * 2.725 * 2.725
/** Rows of the tally, joules over the tick, the lit seconds last. */
const TALLIES = 11
/** Pairs of lanes that go through a step together: their scratch stays in the nearest cache. */
const CHUNK = 8
/** Bytes of a row of scratch: a number of each lane of a chunk. */
const WIDE: usize = CHUNK * 16

/**
 * One step of the pairs of lanes whose places in a row (bytes) stand in `list`, each lane for its own duration; a lane of duration 0 stays as it
 * is, and so does one that refuses the thermal step. Returns how many pairs hold a lane that refused.
 */
export function step(d: Tile, list: usize, count: i32): i32 {
  const stride = <usize>d.stride
  const end = list + (<usize>count << 2)
  let refused: i32 = 0
  for (let from = list; from < end; from += CHUNK << 2) {
    const to = min(end, from + (CHUNK << 2))
    spread(d, stride, from, to)
    shine(d, stride, from, to)
    settle(d, stride, from, to)
    warm(d, stride, from, to)
    refused += book(d, stride, from, to)
  }
  return refused
}

// Scratch: rows of a chunk, first those that each node has, then those of a lane, then the arrays' power.
// @ts-ignore
@inline function nodeRow(d: Tile, which: usize, node: usize): usize { return d.scratch + (which * <usize>d.nodes + node) * WIDE }
// @ts-ignore
@inline function laneRow(d: Tile, which: usize): usize { return d.scratch + (NODE_ROWS * <usize>d.nodes + which) * WIDE }
const HEAT = 0, INVERSE = 1, UP = 2, DOWN = 3, SLOPE = 4, SPACE = 5, K1 = 6, K2 = 7, RATE = 8, NODE_ROWS: usize = 9
const SUPPLY = 0, WANTED = 1, SERVED = 2, CURTAILED = 3, LOSS = 4, END = 5, USED = 6, ABSORBED = 7, HEATING = 8, WARMED = 9, RADIATED = 10, BOLD = 11
const GROUP = 12, LEFT = 13, POWER = 14
// @ts-ignore
@inline function at(p: usize): usize { return <usize>load<u32>(p) }

/** What the nodes radiate and send to each other at the start of the step (into K1), and how each of it rises with their temperature. */
function spread(d: Tile, stride: usize, from: usize, to: usize): void {
  const n = <usize>d.nodes
  const sigma = sp(SIGMA), s4 = sp(SPACE4), four = sp(4)
  for (let i: usize = 0; i < n; i++) {
    const temp = d.temp + i * stride, exchange = d.exchange + i * stride
    const slope = nodeRow(d, SLOPE, i), space = nodeRow(d, SPACE, i), k1 = nodeRow(d, K1, i), rate = nodeRow(d, RATE, i)
    for (let p = from, q: usize = 0; p < to; p += 4, q += 16) {
      const o = at(p)
      const t = ld(temp + o)
      const x = mul(sigma, ld(exchange + o))
      const t2 = mul(t, t)
      const out = mul(x, sub(mul(t2, t2), s4))
      const rises = mul(four, mul(x, mul(t2, t)))
      st(space + q, out)
      st(slope + q, rises)
      st(rate + q, rises)
      st(k1 + q, sub(sp(0), out))
    }
  }
  for (let i: usize = 0; i < n; i++) {
    const above = load<i32>(d.parent + (i << 2))
    if (above < 0) continue
    const up = <usize>above
    const row = i * stride
    const ta = d.temp + row, tb = d.temp + up * stride, conductance = d.conductance + row, radiative = d.radiative + row
    const ka = nodeRow(d, K1, i), kb = nodeRow(d, K1, up), ra = nodeRow(d, RATE, i), rb = nodeRow(d, RATE, up)
    const ups = nodeRow(d, UP, i), downs = nodeRow(d, DOWN, i)
    for (let p = from, q: usize = 0; p < to; p += 4, q += 16) {
      const o = at(p)
      const a = ld(ta + o), b = ld(tb + o), g = ld(conductance + o), r = mul(sigma, ld(radiative + o))
      const a3 = mul(mul(a, a), a), b3 = mul(mul(b, b), b)
      const flow = add(mul(g, sub(a, b)), mul(r, sub(mul(a3, a), mul(b3, b))))
      const r4 = mul(four, r)
      const u = add(g, mul(r4, a3)), w = add(g, mul(r4, b3))
      st(ups + q, u)
      st(downs + q, w)
      st(ra + q, add(ld(ra + q), u))
      st(rb + q, add(ld(rb + q), w))
      st(ka + q, sub(ld(ka + q), flow))
      st(kb + q, add(ld(kb + q), flow))
    }
  }
}

/**
 * What shines on the nodes, and what the arrays offer (the equations of parts/array-flat.ts) at their mean temperature over the step.
 * That is the mean of a relaxation towards balance, T + h dT/dt f(z) with z the step over the time constant: f = (1 - (1 - exp -z) / z) / z, by
 * its rational fraction (1/2 + z/12) / (1 + z/2 + z^2/12), which is fourth order in z and right in the limit.
 */
function shine(d: Tile, stride: usize, from: usize, to: usize): void {
  const sunlight = d.sunlight, durations = d.duration
  const absorbed = laneRow(d, ABSORBED), supply = laneRow(d, SUPPLY)
  for (let p = from, q: usize = 0; p < to; p += 4, q += 16) { st(absorbed + q, sp(0)); st(supply + q, sp(0)) }
  for (let i: usize = 0; i < <usize>d.nodes; i++) {
    const row = i * stride
    const absorbing = d.absorbing + row, earth = d.earth + row, heat = nodeRow(d, HEAT, i)
    for (let p = from, q: usize = 0; p < to; p += 4, q += 16) {
      const o = at(p)
      const w = add(mul(ld(sunlight + o), ld(absorbing + o)), ld(earth + o))
      st(heat + q, w)
      st(absorbed + q, add(ld(absorbed + q), w))
    }
  }
  const one = sp(1), zero = sp(0), sigma = sp(SIGMA)
  const wanted = laneRow(d, WANTED), expected = laneRow(d, USED)
  for (let p = from, q: usize = 0; p < to; p += 4, q += 16) { st(wanted + q, zero); st(expected + q, zero) }
  for (let l: usize = 0; l < <usize>d.loads; l++) {
    const demand = d.demand + l * stride
    for (let p = from, q: usize = 0; p < to; p += 4, q += 16) st(wanted + q, add(ld(wanted + q), ld(demand + at(p))))
  }
  for (let a: usize = 0; a < <usize>d.arrays; a++) {
    const row = a * stride
    const temp = d.temp + <usize>load<i32>(d.arrayNode + (a << 2)) * stride
    const lights = d.light + row, peaks = d.peak + row, betas = d.beta + row, references = d.reference + row
    const power = laneRow(d, POWER + a)
    for (let p = from, q: usize = 0; p < to; p += 4, q += 16) {
      const o = at(p)
      const w = mul(mul(add(ld(sunlight + o), ld(lights + o)), ld(peaks + o)), add(one, mul(ld(betas + o), sub(ld(temp + o), ld(references + o)))))
      st(power + q, w)
      st(expected + q, add(ld(expected + q), w))
    }
  }
  // The share that is used if the arrays stay as warm as they are: what heats them meanwhile.
  for (let p = from, q: usize = 0; p < to; p += 4, q += 16) {
    const o = at(p)
    const power = ld(expected + q)
    const surplus = f64x2.max(zero, sub(power, ld(wanted + q)))
    let taken = zero
    if (d.hasBattery) {
      const room = div(mul(f64x2.max(zero, sub(ld(d.full + o), ld(d.charge + o))), ld(d.perCharging + o)), f64x2.max(ld(durations + o), sp(SHORTEST)))
      taken = f64x2.min(room, f64x2.min(surplus, ld(d.maxCharge + o)))
    }
    const hasPower = f64x2.gt(power, zero)
    st(expected + q, sel(sub(one, div(sub(surplus, taken), sel(power, one, hasPower))), one, hasPower))
  }
  for (let a: usize = 0; a < <usize>d.arrays; a++) {
    const row = a * stride
    const index = <usize>load<i32>(d.arrayNode + (a << 2)), node = index * stride
    const temp = d.temp + node, capacity = d.capacity + node, exchange = d.exchange + node
    const heat = nodeRow(d, HEAT, index), rates = nodeRow(d, RATE, index), slopes = nodeRow(d, SLOPE, index), k1 = nodeRow(d, K1, index)
    const lights = d.light + row, peaks = d.peak + row, betas = d.beta + row, references = d.reference + row
    const power = laneRow(d, POWER + a)
    for (let p = from, q: usize = 0; p < to; p += 4, q += 16) {
      const o = at(p)
      const h = ld(durations + o)
      const t = ld(temp + o)
      const peak = mul(add(ld(sunlight + o), ld(lights + o)), ld(peaks + o))
      const beta = ld(betas + o)
      const ref = ld(references + o)
      const share = ld(expected + q)
      const net = sub(add(ld(heat + q), ld(k1 + q)), mul(ld(power + q), share))
      const rate = add(ld(rates + q), mul(mul(peak, beta), share))
      const c = ld(capacity + o)
      const guess = add(t, div(mul(mul(sp(0.5), h), net), add(c, mul(mul(sp(1.0 / 3.0), h), rate))))
      // Radiation as it rises from here to the guess, in place of its slope here.
      const secant = mul(mul(mul(sigma, ld(exchange + o)), add(guess, t)), add(mul(guess, guess), mul(t, t)))
      const perC = div(h, c)
      const z = mul(perC, add(sub(rate, ld(slopes + q)), secant))
      const mid = add(t, mul(mul(perC, net), div(add(sp(0.5), mul(sp(1.0 / 12.0), z)), add(sp(1), mul(z, add(sp(0.5), mul(sp(1.0 / 12.0), z)))))))
      const w = mul(peak, f64x2.max(sp(0), add(one, mul(beta, sub(mid, ref)))))
      st(power + q, w)
      st(supply + q, add(ld(supply + q), w))
    }
  }
}

/** Battery and bus (physics/battery.ts, parts/bus-dc.ts), and the heat that follows from who is served. */
function settle(d: Tile, stride: usize, from: usize, to: usize): void {
  const zero = sp(0), one = sp(1)
  const durations = d.duration
  const supplyRow = laneRow(d, SUPPLY), wantedRow = laneRow(d, WANTED), servedRow = laneRow(d, SERVED), curtailedRow = laneRow(d, CURTAILED)
  const lossRow = laneRow(d, LOSS), endRow = laneRow(d, END), usedRow = laneRow(d, USED), groupRow = laneRow(d, GROUP), leftRow = laneRow(d, LEFT)
  const batteryHeat = nodeRow(d, HEAT, <usize>max(0, d.batteryNode))
  for (let p = from, q: usize = 0; p < to; p += 4, q += 16) {
    const o = at(p)
    const supply = ld(supplyRow + q)
    const demand = ld(wantedRow + q)
    const surplus = sub(supply, demand)
    let charged = zero
    let discharged = zero
    let loss = zero
    let endJ = zero
    if (d.hasBattery) {
      const h = ld(durations + o)
      const perSecond = div(one, f64x2.max(h, sp(SHORTEST)))
      const stored = ld(d.charge + o)
      const full = ld(d.full + o)
      const floor = ld(d.floor + o)
      const ce = ld(d.charging + o)
      const de = ld(d.discharging + o)
      const room = mul(mul(f64x2.max(zero, sub(full, stored)), ld(d.perCharging + o)), perSecond)
      const wantC = f64x2.min(f64x2.max(zero, surplus), ld(d.maxCharge + o))
      const fills = f64x2.ge(wantC, room)
      const pos = f64x2.gt(surplus, zero)
      charged = v128.and(sel(room, wantC, fills), pos)
      const held = mul(mul(f64x2.max(zero, sub(stored, floor)), de), perSecond)
      const wantD = f64x2.min(f64x2.max(zero, sub(zero, surplus)), ld(d.maxDischarge + o))
      const empties = f64x2.ge(wantD, held)
      const neg = f64x2.lt(surplus, zero)
      discharged = v128.and(sel(held, wantD, empties), neg)
      const inverse = ld(d.perDischarging + o)
      const upJ = sel(f64x2.max(stored, full), add(stored, mul(mul(wantC, ce), h)), fills)
      const downJ = sel(f64x2.min(stored, floor), sub(stored, mul(mul(wantD, inverse), h)), empties)
      endJ = sel(upJ, sel(downJ, stored, neg), pos)
      loss = add(mul(charged, sub(one, ce)), mul(discharged, sub(inverse, one)))
      if (d.batteryNode >= 0) st(batteryHeat + q, add(ld(batteryHeat + q), loss))
    }
    const short = f64x2.lt(add(surplus, discharged), zero)
    const served = sel(add(supply, discharged), demand, short)
    const curtailed = v128.and(sub(surplus, charged), f64x2.gt(surplus, zero))
    const hasSupply = f64x2.gt(supply, zero)
    st(usedRow + q, sel(sub(one, div(curtailed, sel(supply, one, hasSupply))), one, hasSupply))
    st(servedRow + q, served)
    st(leftRow + q, served)
    st(curtailedRow + q, curtailed)
    st(lossRow + q, loss)
    st(endRow + q, endJ)
  }
  for (let a: usize = 0; a < <usize>d.arrays; a++) {
    const heat = nodeRow(d, HEAT, <usize>load<i32>(d.arrayNode + (a << 2)))
    const power = laneRow(d, POWER + a)
    for (let p = from, q: usize = 0; p < to; p += 4, q += 16) st(heat + q, sub(ld(heat + q), mul(ld(power + q), ld(usedRow + q))))
  }
  for (let l: usize = 0; l < <usize>d.loads;) {
    const end = l + <usize>load<i32>(d.loadGroup + (l << 2))
    for (let p = from, q: usize = 0; p < to; p += 4, q += 16) st(groupRow + q, zero)
    for (let m = l; m < end; m++) {
      const demand = d.demand + m * stride
      for (let p = from, q: usize = 0; p < to; p += 4, q += 16) st(groupRow + q, add(ld(groupRow + q), ld(demand + at(p))))
    }
    for (let p = from, q: usize = 0; p < to; p += 4, q += 16) {
      const wanted = ld(groupRow + q)
      const left = ld(leftRow + q)
      const over = f64x2.gt(wanted, left)
      const share = sel(div(left, sel(wanted, one, over)), one, over)
      st(leftRow + q, f64x2.max(zero, sub(left, mul(wanted, share))))
      st(groupRow + q, share)
    }
    for (let m = l; m < end; m++) {
      const node = load<i32>(d.loadNode + (m << 2))
      if (node < 0) continue
      const heat = nodeRow(d, HEAT, <usize>node)
      const demand = d.demand + m * stride
      for (let p = from, q: usize = 0; p < to; p += 4, q += 16) st(heat + q, add(ld(heat + q), mul(ld(demand + at(p)), ld(groupRow + q))))
    }
    l = end
  }
}

/** ROS2 on the forest of nodes (physics/thermal-forest.ts). Leaves the temperatures' moves in K2. */
function warm(d: Tile, stride: usize, from: usize, to: usize): void {
  const n = <usize>d.nodes
  const sigma = sp(SIGMA), s4 = sp(SPACE4), gamma = sp(GAMMA)
  const durations = d.duration
  const heating = laneRow(d, HEATING), warmed = laneRow(d, WARMED), radiated = laneRow(d, RADIATED), bold = laneRow(d, BOLD)
  for (let p = from, q: usize = 0; p < to; p += 4, q += 16) {
    st(heating + q, sp(0)); st(warmed + q, sp(0)); st(radiated + q, sp(0)); st(bold + q, sp(0))
  }
  for (let i: usize = 0; i < n; i++) {
    const capacity = d.capacity + i * stride
    const heat = nodeRow(d, HEAT, i), inverse = nodeRow(d, INVERSE, i), rate = nodeRow(d, RATE, i), k1 = nodeRow(d, K1, i)
    for (let p = from, q: usize = 0; p < to; p += 4, q += 16) {
      const o = at(p)
      st(inverse + q, add(ld(capacity + o), mul(mul(gamma, ld(durations + o)), ld(rate + q))))
      const w = ld(heat + q)
      st(heating + q, add(ld(heating + q), w))
      st(k1 + q, add(ld(k1 + q), w))
    }
  }
  for (let i: usize = 0; i < n; i++) {
    const above = load<i32>(d.parent + (i << 2))
    const inverse = nodeRow(d, INVERSE, i)
    if (above < 0) {
      for (let p = from, q: usize = 0; p < to; p += 4, q += 16) st(inverse + q, div(sp(1), ld(inverse + q)))
      continue
    }
    // All that hangs below this node is done: its row can be eliminated at once.
    const up = <usize>above
    const ka = nodeRow(d, K1, i), kb = nodeRow(d, K1, up), ib = nodeRow(d, INVERSE, up), ups = nodeRow(d, UP, i), downs = nodeRow(d, DOWN, i)
    for (let p = from, q: usize = 0; p < to; p += 4, q += 16) {
      const gh = mul(gamma, ld(durations + at(p)))
      const w = mul(gh, ld(downs + q))
      const one = div(sp(1), ld(inverse + q))
      const share = mul(mul(gh, ld(ups + q)), one)
      st(inverse + q, one)
      st(ups + q, share)
      st(downs + q, w)
      st(ib + q, sub(ld(ib + q), mul(share, w)))
      st(kb + q, add(ld(kb + q), mul(share, ld(ka + q))))
    }
  }
  for (let i = n; i-- > 0;) {
    const row = i * stride
    const above = load<i32>(d.parent + (i << 2))
    const over = nodeRow(d, K1, <usize>max(0, above))
    const temp = d.temp + row, exchange = d.exchange + row, capacity = d.capacity + row
    const heat = nodeRow(d, HEAT, i), inverse = nodeRow(d, INVERSE, i), down = nodeRow(d, DOWN, i), space = nodeRow(d, SPACE, i)
    const k1 = nodeRow(d, K1, i), k2 = nodeRow(d, K2, i)
    for (let p = from, q: usize = 0; p < to; p += 4, q += 16) {
      const o = at(p)
      let k = ld(k1 + q)
      if (above >= 0) k = add(k, mul(ld(down + q), ld(over + q)))
      k = mul(k, ld(inverse + q))
      st(k1 + q, k)
      const t = ld(temp + o)
      const move = mul(ld(durations + o), k)
      st(bold + q, v128.or(ld(bold + q), f64x2.ge(f64x2.abs(move), mul(sp(BOLDEST), t))))
      const s = add(t, move)
      const s2 = mul(s, s)
      const out = mul(mul(sigma, ld(exchange + o)), sub(mul(s2, s2), s4))
      st(space + q, add(ld(space + q), out))
      st(k2 + q, sub(sub(ld(heat + q), out), mul(mul(sp(2), ld(capacity + o)), k)))
    }
  }
  for (let i: usize = 0; i < n; i++) {
    const parent = load<i32>(d.parent + (i << 2))
    if (parent < 0) continue
    const up = <usize>parent
    const row = i * stride
    const ta = d.temp + row, tb = d.temp + up * stride, conductance = d.conductance + row, radiative = d.radiative + row
    const k1a = nodeRow(d, K1, i), k1b = nodeRow(d, K1, up), k2a = nodeRow(d, K2, i), k2b = nodeRow(d, K2, up), ups = nodeRow(d, UP, i)
    for (let p = from, q: usize = 0; p < to; p += 4, q += 16) {
      const o = at(p)
      const h = ld(durations + o)
      const a = add(ld(ta + o), mul(h, ld(k1a + q)))
      const b = add(ld(tb + o), mul(h, ld(k1b + q)))
      const a2 = mul(a, a), b2 = mul(b, b)
      const flow = add(mul(ld(conductance + o), sub(a, b)), mul(mul(sigma, ld(radiative + o)), sub(mul(a2, a2), mul(b2, b2))))
      const k = sub(ld(k2a + q), flow)
      st(k2a + q, k)
      st(k2b + q, add(add(ld(k2b + q), flow), mul(ld(ups + q), k)))
    }
  }
  for (let i = n; i-- > 0;) {
    const row = i * stride
    const above = load<i32>(d.parent + (i << 2))
    const over = nodeRow(d, K2, <usize>max(0, above))
    const temp = d.temp + row, capacity = d.capacity + row
    const inverse = nodeRow(d, INVERSE, i), down = nodeRow(d, DOWN, i), slope = nodeRow(d, SLOPE, i), space = nodeRow(d, SPACE, i)
    const k1 = nodeRow(d, K1, i), k2 = nodeRow(d, K2, i), ends = nodeRow(d, UP, i)
    for (let p = from, q: usize = 0; p < to; p += 4, q += 16) {
      const o = at(p)
      const h = ld(durations + o)
      let k = ld(k2 + q)
      if (above >= 0) k = add(k, mul(ld(down + q), ld(over + q)))
      k = mul(k, ld(inverse + q))
      st(k2 + q, k)
      const t = ld(temp + o)
      const kk = ld(k1 + q)
      const move = mul(h, add(mul(sp(1.5), kk), mul(sp(0.5), k)))
      st(bold + q, v128.or(ld(bold + q), f64x2.ge(f64x2.abs(move), mul(sp(BOLDEST), t))))
      const end = add(t, move)
      st(ends + q, end)
      st(radiated + q, add(ld(radiated + q), mul(sp(0.5), add(ld(space + q), mul(mul(ld(slope + q), mul(gamma, h)), add(kk, k))))))
      st(warmed + q, add(ld(warmed + q), mul(ld(capacity + o), sub(end, t))))
    }
  }
}

/** Moves the states on and adds to the tally, for the lanes that have a duration and did not refuse. Returns the pairs in which one refused. */
function book(d: Tile, stride: usize, from: usize, to: usize): i32 {
  const zero = sp(0)
  const durations = d.duration, charges = d.charge, refusals = d.refused
  const supplyRow = laneRow(d, SUPPLY), wantedRow = laneRow(d, WANTED), servedRow = laneRow(d, SERVED), curtailedRow = laneRow(d, CURTAILED)
  const lossRow = laneRow(d, LOSS), endRow = laneRow(d, END), absorbedRow = laneRow(d, ABSORBED)
  const heatingRow = laneRow(d, HEATING), warmedRow = laneRow(d, WARMED), radiatedRow = laneRow(d, RADIATED), boldRow = laneRow(d, BOLD)
  let refused: i32 = 0
  for (let p = from, q: usize = 0; p < to; p += 4, q += 16) {
    const o = at(p)
    const h = ld(durations + o)
    const moves = f64x2.gt(h, zero)
    const bold = v128.and(ld(boldRow + q), moves)
    if (v128.any_true(bold)) refused++
    st(refusals + o, bold)
    const live = v128.andnot(moves, bold)
    st(boldRow + q, live)
    const hh = v128.and(h, live)
    const supply = ld(supplyRow + q), demand = ld(wantedRow + q), served = ld(servedRow + q), curtailed = ld(curtailedRow + q), loss = ld(lossRow + q)
    const radiated = ld(radiatedRow + q)
    const stored = ld(charges + o)
    const change = v128.and(sub(ld(endRow + q), stored), live)
    let t = d.tally + o
    st(t, add(ld(t), mul(supply, hh))); t += stride
    st(t, add(ld(t), mul(demand, hh))); t += stride
    st(t, add(ld(t), mul(served, hh))); t += stride
    st(t, add(ld(t), mul(curtailed, hh))); t += stride
    st(t, add(ld(t), mul(sub(demand, served), hh))); t += stride
    st(t, add(ld(t), mul(loss, hh))); t += stride
    st(t, add(ld(t), mul(radiated, hh))); t += stride
    st(t, add(ld(t), mul(ld(absorbedRow + q), hh))); t += stride
    st(t, add(ld(t), sub(mul(sub(sub(sub(supply, curtailed), served), loss), hh), change))); t += stride
    st(t, add(ld(t), sub(mul(sub(ld(heatingRow + q), radiated), hh), v128.and(ld(warmedRow + q), live))))
    st(charges + o, sel(ld(endRow + q), stored, live))
  }
  const live = boldRow
  for (let i: usize = 0; i < <usize>d.nodes; i++) {
    const temp = d.temp + i * stride, ends = nodeRow(d, UP, i)
    for (let p = from, q: usize = 0; p < to; p += 4, q += 16) {
      const o = at(p)
      st(temp + o, sel(ld(ends + q), ld(temp + o), ld(live + q)))
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

/** Takes the lanes to the end of a tick: positions from twelve rows of knots with their weights. */
export function move(d: Tile, knots: usize, weights: usize, to: i32): void {
  const stride = <usize>d.stride
  const hi = <usize>to << 3
  const xs = d.position, ys = xs + stride, zs = ys + stride
  const xl = d.last, yl = xl + stride, zl = yl + stride
  for (let o: usize = 0; o < hi; o += 16) {
    let x = sp(0), y = sp(0), z = sp(0)
    for (let k: usize = 0, row = knots + o; k < 96; k += 8, row += 3 * stride) {
      const w = v128.load64_splat(weights + k)
      x = add(x, mul(w, ld(row)))
      y = add(y, mul(w, ld(row + stride)))
      z = add(z, mul(w, ld(row + 2 * stride)))
    }
    st(xl + o, ld(xs + o)); st(yl + o, ld(ys + o)); st(zl + o, ld(zs + o))
    st(xs + o, x); st(ys + o, y); st(zs + o, z)
  }
}

/**
 * How far the lanes are from the shadow at the end of a tick, km of the stretched space of physics/earth-limb.ts, and the tick's sunlight. Lanes that
 * may meet the shadow's edge in the tick (within `reach` of what both ends tell) are marked near: theirs is the whole sunlight, and their lit time
 * is not counted yet. `s` and `m`: the Sun at the end and in the middle of the tick. Returns how many pairs are near.
 */
export function look(
  d: Tile, to: i32, h: f64, reach: f64,
  sx: f64, sy: f64, sz: f64, mx: f64, my: f64, mz: f64,
): i32 {
  const stride = <usize>d.stride
  const hi = <usize>to << 3
  const zs = STRETCH * sz
  const inverse = 1.0 / Math.sqrt(sx * sx + sy * sy + zs * zs)
  const ux = sp(sx * inverse), uy = sp(sy * inverse), uz = sp(zs * inverse)
  const zero = sp(0), half = sp(0.5), radius = sp(EARTH_RADIUS_km), reaching = sp(reach), cone = sp(CONE)
  const xs = d.position, ys = xs + stride, zRow = ys + stride
  const xl = d.last, yl = xl + stride, zl = yl + stride
  const lit = d.tally + 10 * stride
  let pairs: i32 = 0
  for (let o: usize = 0; o < hi; o += 16) {
    const x = ld(xs + o), y = ld(ys + o), z = ld(zRow + o)
    const px = ld(xl + o), py = ld(yl + o), pz = ld(zl + o)
    const sz2 = mul(sp(STRETCH), z)
    const r2 = add(add(mul(x, x), mul(y, y)), mul(sz2, sz2))
    const along = add(add(mul(x, ux), mul(y, uy)), mul(sz2, uz))
    const behind = f64x2.min(along, zero)
    const before = ld(d.clearance + o)
    const now = sub(f64x2.sqrt(sub(r2, mul(behind, behind))), radius)
    st(d.before + o, before)
    st(d.clearance + o, now)
    const low = f64x2.min(before, now), high = f64x2.max(before, now)
    const width = add(mul(cone, f64x2.sqrt(r2)), sp(1))
    const near = v128.and(f64x2.lt(sub(low, reaching), width), f64x2.gt(add(high, reaching), sub(zero, width)))
    st(d.near + o, near)
    const clear = v128.andnot(f64x2.gt(low, zero), near)
    const dx = sub(sp(mx), mul(half, add(px, x)))
    const dy = sub(sp(my), mul(half, add(py, y)))
    const dz = sub(sp(mz), mul(half, add(pz, z)))
    const square = add(add(mul(dx, dx), mul(dy, dy)), mul(dz, dz))
    st(d.sunlight + o, v128.and(div(sp(SUN_W_km2_m2), square), v128.or(clear, near)))
    st(lit + o, v128.and(sp(h), clear))
    if (v128.any_true(near)) pairs++
  }
  return pairs
}

/** Clears the tally of a tick. */
export function clear(d: Tile): void {
  memory.fill(d.tally, 0, TALLIES * <usize>d.stride)
}

/** Roundings of a store in one step, as in tick/ledger.ts. */
const ROUNDING: f64 = 4.0 * 2.220446049250313e-16

/** Closes a tick: adds the tally to the totals, keeps the extremes and the worst residuals beyond rounding. */
export function close(d: Tile, to: i32): void {
  const stride = <usize>d.stride
  const hi = <usize>to << 3
  const zero = sp(0)
  for (let k = 0; k < TALLIES; k++) {
    if (k == 8 || k == 9) continue
    const from = d.tally + <usize>k * stride, into = d.total + <usize>k * stride
    for (let o: usize = 0; o < hi; o += 16) st(into + o, add(ld(into + o), ld(from + o)))
  }
  const held = d.scratch
  for (let o: usize = 0; o < hi; o += 16) st(held + o, zero)
  for (let i = 0; i < d.nodes; i++) {
    const row = <usize>i * stride
    const temp = d.temp + row, cold = d.coldest + row, hot = d.hottest + row, capacity = d.capacity + row
    for (let o: usize = 0; o < hi; o += 16) {
      const t = ld(temp + o)
      st(cold + o, f64x2.min(ld(cold + o), t))
      st(hot + o, f64x2.max(ld(hot + o), t))
      st(held + o, add(ld(held + o), mul(ld(capacity + o), t)))
    }
  }
  const electrical = d.tally + 8 * stride, thermal = d.tally + 9 * stride
  const worstE = d.total + 8 * stride, worstT = d.total + 9 * stride
  for (let o: usize = 0; o < hi; o += 16) {
    const c = ld(d.charge + o)
    st(d.lowest + o, f64x2.min(ld(d.lowest + o), c))
    const e = f64x2.abs(ld(electrical + o))
    st(worstE + o, f64x2.max(ld(worstE + o), v128.andnot(e, f64x2.le(e, mul(sp(ROUNDING), c)))))
    const t = f64x2.abs(ld(thermal + o))
    st(worstT + o, f64x2.max(ld(worstT + o), v128.andnot(t, f64x2.le(t, mul(sp(ROUNDING), ld(held + o))))))
  }
}

/**
 * Sums each row of the tally over the lanes into `out`. What is added is first rounded to a sixteenth of a joule, so that adding is
 * exact and gives the same bits in any order, on any number of workers.
 */
export function sum(d: Tile, to: i32, out: usize): void {
  for (let k = 0; k < TALLIES; k++) {
    const row = d.tally + <usize>k * <usize>d.stride
    let total: f64 = 0
    for (let lane = 0; lane < to; lane++) total += nearest(load<f64>(row + (<usize>lane << 3)) * 16) * 0.0625
    store<f64>(out + (<usize>k << 3), load<f64>(out + (<usize>k << 3)) + total)
  }
}
