// The fast path's arithmetic, two satellites at a time.

const SIGMA: f64 = 5.670374419e-8
const GAMMA: f64 = 1.0 - 0.70710678118654752440
const BOLDEST: f64 = 0.25

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
  charge: usize; lowest: usize; used: usize; sunlight: usize; refused: usize
  position: usize; last: usize; clearance: usize; nextCut: usize; special: usize
  tally: usize; total: usize
  scratch: usize
}

const SPACE4: f64 = 2.725 * 2.725 * 2.725 * 2.725
/** Rows of the tally, joules over the tick, the lit seconds last. */
const TALLIES = 11

/** One step of h seconds for the lanes from (even) up to to. Returns how many pairs of lanes refused the thermal step. */
export function step(d: Tile, from: i32, to: i32, h: f64): i32 {
  const lo = <usize>from << 3
  const hi = <usize>to << 3
  const stride = <usize>d.stride
  shine(d, stride, lo, hi, h)
  settle(d, stride, lo, hi, h)
  return warm(d, stride, lo, hi, h)
}

// Scratch rows: what each node of each lane needs within a step.
// @ts-ignore
@inline function rowsAt(d: Tile, which: i32): usize { return d.scratch + <usize>which * <usize>d.nodes * <usize>d.stride }
const HEAT = 0, INVERSE = 1, UP = 2, DOWN = 3, SLOPE = 4, SPACE = 5, K1 = 6, K2 = 7, EXTRA = 8
// Extra rows of one number a lane: supply, demand, absorbed, warmed, then the arrays' power.
// @ts-ignore
@inline function extra(d: Tile, which: i32): usize { return rowsAt(d, EXTRA) + <usize>which * <usize>d.stride }
const SUPPLY = 0, HEATING = 1, WARMED = 2, RADIATED = 3, WANTED = 4, LEFT = 5, POWER = 6

function shine(d: Tile, stride: usize, lo: usize, hi: usize, h: f64): void {
  const absorbedTally = d.tally + 7 * stride
  const hh = sp(h)
  for (let i = 0; i < d.nodes; i++) {
    const row = <usize>i * stride
    const absorbing = d.absorbing + row
    const earth = d.earth + row
    const heat = rowsAt(d, HEAT) + row
    const light = d.sunlight
    for (let o = lo; o < hi; o += 16) {
      const w = add(mul(ld(light + o), ld(absorbing + o)), ld(earth + o))
      st(heat + o, w)
      st(absorbedTally + o, add(ld(absorbedTally + o), mul(w, hh)))
    }
  }
  const supply = extra(d, SUPPLY)
  for (let o = lo; o < hi; o += 16) st(supply + o, sp(0))
  const sigma = sp(SIGMA), s4 = sp(SPACE4), one = sp(1), half = sp(0.5 * h), twice = sp(2 * h)
  for (let a = 0; a < d.arrays; a++) {
    const row = <usize>a * stride
    const node = <usize>load<i32>(d.arrayNode + (<usize>a << 2)) * stride
    const temp = d.temp + node, exchange = d.exchange + node, capacity = d.capacity + node, heat = rowsAt(d, HEAT) + node
    const lights = d.light + row, peaks = d.peak + row, betas = d.beta + row, references = d.reference + row
    const power = extra(d, POWER) + row
    const light = d.sunlight, used = d.used
    for (let o = lo; o < hi; o += 16) {
      const t = ld(temp + o)
      const x = mul(sigma, ld(exchange + o))
      const t2 = mul(t, t)
      const xt3 = mul(x, mul(t2, t))
      const peak = mul(add(ld(light + o), ld(lights + o)), ld(peaks + o))
      const beta = ld(betas + o)
      const ref = ld(references + o)
      const net = sub(sub(ld(heat + o), mul(mul(peak, add(one, mul(beta, sub(t, ref)))), ld(used + o))), sub(mul(xt3, t), mul(x, s4)))
      const mid = add(t, div(mul(half, net), add(ld(capacity + o), mul(twice, xt3))))
      const p = mul(peak, f64x2.max(sp(0), add(one, mul(beta, sub(mid, ref)))))
      st(power + o, p)
      st(supply + o, add(ld(supply + o), p))
    }
  }
}

function settle(d: Tile, stride: usize, lo: usize, hi: usize, h: f64): void {
  const hh = sp(h), zero = sp(0), one = sp(1), perSecond = sp(1 / h)
  const supplyRow = extra(d, SUPPLY), wantedRow = extra(d, WANTED), leftRow = extra(d, LEFT)
  const heats = rowsAt(d, HEAT)
  for (let o = lo; o < hi; o += 16) st(wantedRow + o, zero)
  for (let l = 0; l < d.loads; l++) {
    const demand = d.demand + <usize>l * stride
    for (let o = lo; o < hi; o += 16) st(wantedRow + o, add(ld(wantedRow + o), ld(demand + o)))
  }
  const t0 = d.tally
  const batteryHeat = heats + <usize>max(0, d.batteryNode) * stride
  for (let o = lo; o < hi; o += 16) {
    const supply = ld(supplyRow + o)
    const demand = ld(wantedRow + o)
    const surplus = sub(supply, demand)
    let charged = zero
    let discharged = zero
    let loss = zero
    let stored = zero
    let endJ = zero
    if (d.hasBattery) {
      stored = ld(d.charge + o)
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
      const upJ = sel(f64x2.max(stored, full), add(stored, mul(mul(wantC, ce), hh)), fills)
      const downJ = sel(f64x2.min(stored, floor), sub(stored, mul(mul(wantD, inverse), hh)), empties)
      endJ = sel(upJ, sel(downJ, stored, neg), pos)
      loss = add(mul(charged, sub(one, ce)), mul(discharged, sub(inverse, one)))
      st(d.charge + o, endJ)
      if (d.batteryNode >= 0) st(batteryHeat + o, add(ld(batteryHeat + o), loss))
    }
    const short = f64x2.lt(add(surplus, discharged), zero)
    const served = sel(add(supply, discharged), demand, short)
    const curtailed = v128.and(sub(surplus, charged), f64x2.gt(surplus, zero))
    const hasSupply = f64x2.gt(supply, zero)
    st(d.used + o, sel(sub(one, div(curtailed, sel(supply, one, hasSupply))), one, hasSupply))
    st(leftRow + o, served)
    let q = t0 + o
    st(q, add(ld(q), mul(supply, hh))); q += stride
    st(q, add(ld(q), mul(demand, hh))); q += stride
    st(q, add(ld(q), mul(served, hh))); q += stride
    st(q, add(ld(q), mul(curtailed, hh))); q += stride
    st(q, add(ld(q), mul(sub(demand, served), hh))); q += stride
    st(q, add(ld(q), mul(loss, hh))); q += 3 * stride
    st(q, add(ld(q), sub(mul(sub(sub(sub(supply, curtailed), served), loss), hh), sub(endJ, stored))))
  }
  for (let a = 0; a < d.arrays; a++) {
    const heat = heats + <usize>load<i32>(d.arrayNode + (<usize>a << 2)) * stride
    const power = extra(d, POWER) + <usize>a * stride
    const used = d.used
    for (let o = lo; o < hi; o += 16) st(heat + o, sub(ld(heat + o), mul(ld(power + o), ld(used + o))))
  }
  for (let l = 0; l < d.loads;) {
    const count = load<i32>(d.loadGroup + (<usize>l << 2))
    for (let o = lo; o < hi; o += 16) st(wantedRow + o, zero)
    for (let m = l; m < l + count; m++) {
      const demand = d.demand + <usize>m * stride
      for (let o = lo; o < hi; o += 16) st(wantedRow + o, add(ld(wantedRow + o), ld(demand + o)))
    }
    for (let o = lo; o < hi; o += 16) {
      const wanted = ld(wantedRow + o)
      const left = ld(leftRow + o)
      const over = f64x2.gt(wanted, left)
      const share = sel(div(left, sel(wanted, one, over)), one, over)
      st(leftRow + o, f64x2.max(zero, sub(left, mul(wanted, share))))
      st(wantedRow + o, share)
    }
    for (let m = l; m < l + count; m++) {
      const node = load<i32>(d.loadNode + (<usize>m << 2))
      if (node < 0) continue
      const heat = heats + <usize>node * stride
      const demand = d.demand + <usize>m * stride
      for (let o = lo; o < hi; o += 16) st(heat + o, add(ld(heat + o), mul(ld(demand + o), ld(wantedRow + o))))
    }
    l += count
  }
}

function warm(d: Tile, stride: usize, lo: usize, hi: usize, h: f64): i32 {
  const n = d.nodes
  const gh = sp(GAMMA * h), hh = sp(h), sigma = sp(SIGMA), s4 = sp(SPACE4), four = sp(4)
  const heats = rowsAt(d, HEAT), inverses = rowsAt(d, INVERSE), ups = rowsAt(d, UP), downs = rowsAt(d, DOWN)
  const slopes = rowsAt(d, SLOPE), spaces = rowsAt(d, SPACE), k1s = rowsAt(d, K1), k2s = rowsAt(d, K2)
  const heating = extra(d, HEATING), warmed = extra(d, WARMED), radiated = extra(d, RADIATED)
  for (let o = lo; o < hi; o += 16) {
    st(heating + o, sp(0)); st(warmed + o, sp(0)); st(radiated + o, sp(0)); st(d.refused + o, sp(0))
  }
  for (let i = 0; i < n; i++) {
    const row = <usize>i * stride
    const temp = d.temp + row, exchange = d.exchange + row, capacity = d.capacity + row
    const heat = heats + row, inverse = inverses + row, slope = slopes + row, space = spaces + row, k1 = k1s + row
    for (let o = lo; o < hi; o += 16) {
      const t = ld(temp + o)
      const x = mul(sigma, ld(exchange + o))
      const t2 = mul(t, t)
      const out = mul(x, sub(mul(t2, t2), s4))
      const sl = mul(four, mul(x, mul(t2, t)))
      st(space + o, out)
      st(slope + o, sl)
      st(inverse + o, add(ld(capacity + o), mul(gh, sl)))
      const q = ld(heat + o)
      st(heating + o, add(ld(heating + o), q))
      st(k1 + o, sub(q, out))
    }
  }
  for (let i = 0; i < n; i++) {
    const p = load<i32>(d.parent + (<usize>i << 2))
    const row = <usize>i * stride
    if (p >= 0) {
      const above = <usize>p * stride
      const ta = d.temp + row, tb = d.temp + above, conductance = d.conductance + row, radiative = d.radiative + row
      const ka = k1s + row, kb = k1s + above, ia = inverses + row, ib = inverses + above, up = ups + row, down = downs + row
      for (let o = lo; o < hi; o += 16) {
        const a = ld(ta + o), b = ld(tb + o), g = ld(conductance + o), r = mul(sigma, ld(radiative + o))
        const a3 = mul(mul(a, a), a), b3 = mul(mul(b, b), b)
        const flow = add(mul(g, sub(a, b)), mul(r, sub(mul(a3, a), mul(b3, b))))
        const r4 = mul(four, r)
        const u = mul(gh, add(g, mul(r4, a3)))
        const w = mul(gh, add(g, mul(r4, b3)))
        // All that hangs below this node is done: its row can be eliminated at once.
        const rec = div(sp(1), add(ld(ia + o), u))
        const share = mul(u, rec)
        const k = sub(ld(ka + o), flow)
        st(ia + o, rec)
        st(ka + o, k)
        st(up + o, share)
        st(down + o, w)
        st(ib + o, sub(add(ld(ib + o), w), mul(share, w)))
        st(kb + o, add(add(ld(kb + o), flow), mul(share, k)))
      }
    } else {
      const ia = inverses + row
      for (let o = lo; o < hi; o += 16) st(ia + o, div(sp(1), ld(ia + o)))
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    const row = <usize>i * stride
    const p = load<i32>(d.parent + (<usize>i << 2))
    const above = k1s + <usize>max(0, p) * stride
    const temp = d.temp + row, exchange = d.exchange + row, capacity = d.capacity + row
    const heat = heats + row, inverse = inverses + row, down = downs + row, space = spaces + row, k1 = k1s + row, k2 = k2s + row
    for (let o = lo; o < hi; o += 16) {
      let k = ld(k1 + o)
      if (p >= 0) k = add(k, mul(ld(down + o), ld(above + o)))
      k = mul(k, ld(inverse + o))
      st(k1 + o, k)
      const t = ld(temp + o)
      const move = mul(hh, k)
      st(d.refused + o, v128.or(ld(d.refused + o), f64x2.ge(f64x2.abs(move), mul(sp(BOLDEST), t))))
      const s = add(t, move)
      const s2 = mul(s, s)
      const out = mul(mul(sigma, ld(exchange + o)), sub(mul(s2, s2), s4))
      st(space + o, add(ld(space + o), out))
      st(k2 + o, sub(sub(ld(heat + o), out), mul(mul(sp(2), ld(capacity + o)), k)))
    }
  }
  for (let i = 0; i < n; i++) {
    const p = load<i32>(d.parent + (<usize>i << 2))
    if (p < 0) continue
    const row = <usize>i * stride, above = <usize>p * stride
    const ta = d.temp + row, tb = d.temp + above, conductance = d.conductance + row, radiative = d.radiative + row
    const k1a = k1s + row, k1b = k1s + above, k2a = k2s + row, k2b = k2s + above, up = ups + row
    for (let o = lo; o < hi; o += 16) {
      const a = add(ld(ta + o), mul(hh, ld(k1a + o)))
      const b = add(ld(tb + o), mul(hh, ld(k1b + o)))
      const a2 = mul(a, a), b2 = mul(b, b)
      const flow = add(mul(ld(conductance + o), sub(a, b)), mul(mul(sigma, ld(radiative + o)), sub(mul(a2, a2), mul(b2, b2))))
      const k = sub(ld(k2a + o), flow)
      st(k2a + o, k)
      st(k2b + o, add(add(ld(k2b + o), flow), mul(ld(up + o), k)))
    }
  }
  let refused: i32 = 0
  for (let i = n - 1; i >= 0; i--) {
    const row = <usize>i * stride
    const p = load<i32>(d.parent + (<usize>i << 2))
    const above = k2s + <usize>max(0, p) * stride
    const temp = d.temp + row, capacity = d.capacity + row
    const inverse = inverses + row, down = downs + row, slope = slopes + row, space = spaces + row, k1 = k1s + row, k2 = k2s + row
    for (let o = lo; o < hi; o += 16) {
      let k = ld(k2 + o)
      if (p >= 0) k = add(k, mul(ld(down + o), ld(above + o)))
      k = mul(k, ld(inverse + o))
      st(k2 + o, k)
      const t = ld(temp + o)
      const kk = ld(k1 + o)
      const move = mul(hh, add(mul(sp(1.5), kk), mul(sp(0.5), k)))
      st(d.refused + o, v128.or(ld(d.refused + o), f64x2.ge(f64x2.abs(move), mul(sp(BOLDEST), t))))
      const end = add(t, move)
      st(temp + o, end)
      st(radiated + o, add(ld(radiated + o), mul(sp(0.5), add(ld(space + o), mul(mul(ld(slope + o), gh), add(kk, k))))))
      st(warmed + o, add(ld(warmed + o), mul(ld(capacity + o), sub(end, t))))
    }
  }
  const t6 = d.tally + 6 * stride, t9 = d.tally + 9 * stride
  for (let o = lo; o < hi; o += 16) {
    if (v128.any_true(ld(d.refused + o))) refused++
    st(t6 + o, add(ld(t6 + o), mul(ld(radiated + o), hh)))
    st(t9 + o, add(ld(t9 + o), sub(mul(sub(ld(heating + o), ld(radiated + o)), hh), ld(warmed + o))))
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

/**
 * Takes the lanes to the end of a tick: positions from twelve rows of knots, how far they are from the shadow, and the tick's mean
 * sunlight where it is constant. Lanes that may meet the shadow's edge (within `reach` of what both ends tell) or that have a cut before
 * `end_s` are marked special, with sunlight 0 for now. Returns how many are special.
 */
export function look(
  d: Tile, knots: usize, weights: usize, to: i32, h: f64, end_s: f64, reach: f64,
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
  let specials: i32 = 0
  for (let o: usize = 0; o < hi; o += 16) {
    let x = zero, y = zero, z = zero
    for (let k: usize = 0, row = knots + o; k < 96; k += 8, row += 3 * stride) {
      const w = v128.load64_splat(weights + k)
      x = add(x, mul(w, ld(row)))
      y = add(y, mul(w, ld(row + stride)))
      z = add(z, mul(w, ld(row + 2 * stride)))
    }
    const px = ld(xs + o), py = ld(ys + o), pz = ld(zRow + o)
    st(xl + o, px); st(yl + o, py); st(zl + o, pz)
    st(xs + o, x); st(ys + o, y); st(zRow + o, z)
    const sz2 = mul(sp(STRETCH), z)
    const r2 = add(add(mul(x, x), mul(y, y)), mul(sz2, sz2))
    const along = add(add(mul(x, ux), mul(y, uy)), mul(sz2, uz))
    const behind = f64x2.min(along, zero)
    const before = ld(d.clearance + o)
    const now = sub(f64x2.sqrt(sub(r2, mul(behind, behind))), radius)
    st(d.clearance + o, now)
    const low = f64x2.min(before, now), high = f64x2.max(before, now)
    const width = add(mul(cone, f64x2.sqrt(r2)), sp(1))
    const near = v128.and(f64x2.lt(sub(low, reaching), width), f64x2.gt(add(high, reaching), sub(zero, width)))
    const special = v128.or(near, f64x2.le(ld(d.nextCut + o), sp(end_s)))
    st(d.special + o, special)
    const clear = v128.andnot(f64x2.gt(low, zero), special)
    const dx = sub(sp(mx), mul(half, add(px, x)))
    const dy = sub(sp(my), mul(half, add(py, y)))
    const dz = sub(sp(mz), mul(half, add(pz, z)))
    const square = add(add(mul(dx, dx), mul(dy, dy)), mul(dz, dz))
    st(d.sunlight + o, v128.and(div(sp(SUN_W_km2_m2), square), clear))
    st(lit + o, v128.and(sp(h), clear))
    if (v128.any_true(special)) specials++
  }
  return specials
}

/** Clears the tally of a tick. */
export function clear(d: Tile, from: i32, to: i32): void {
  const stride = <usize>d.stride
  const hi = <usize>to << 3
  for (let k = 0; k < TALLIES; k++) {
    const row = d.tally + <usize>k * stride
    for (let o = <usize>from << 3; o < hi; o += 16) st(row + o, sp(0))
  }
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
  const held = rowsAt(d, SLOPE)
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
