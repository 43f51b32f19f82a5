import { ABSORBING, ARRAY, BETA, CAPACITY, CHARGE, CHARGING, CONDUCTANCE, DISCHARGING, DURATION, EARTH, EXCHANGE, FLOOR, FULL, LIGHT, MAX_CHARGE, MAX_DISCHARGE, NODE, PEAK, PER_CHARGING, PER_DISCHARGING, RADIATIVE, REFERENCE, REFUSED, ROW, SUNLIGHT, TALLY, Tile, add, at, div, int, ld, mul, sel, sp, st, sub } from './lanes'

const SIGMA: f64 = 5.670374419e-8
const GAMMA: f64 = 1.0 - 0.70710678118654752440
const BOLDEST: f64 = 0.25
/** Stands for a duration of 0 where one divides by it, s. */
const SHORTEST: f64 = 1e-12
const SPACE4: f64 = 2.725 * 2.725 * 2.725 * 2.725
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
