import { fallingRoot } from '../numbers/falling-root.ts'

/** Boltzmann's constant over the elementary charge, V/K (CODATA 2018). */
const THERMAL_V_K = 8.617333262e-5

/** Points of an I-V curve as a data sheet prints them, and how they move with temperature. Currents of one cell, or for each m2. */
export interface CurvePoints {
  readonly short_circuit_A: number
  readonly open_circuit_V: number
  /** At the maximum power point. */
  readonly peak_A: number
  readonly peak_V: number
  readonly short_circuit_A_K: number
  readonly open_circuit_V_K: number
  readonly reference_K: number
}

/** The five parameters at the reference, and the gap that carries them to other temperatures. */
export interface Diode {
  readonly photocurrent_A: number
  /** Natural logarithm of the saturation current in A: the current itself is too small for a double in the cold. */
  readonly log_saturation: number
  /** n N k T / q. */
  readonly thermal_V: number
  readonly series_ohm: number
  readonly shunt_per_ohm: number
  /** n N times the effective gap over q. */
  readonly gap_V: number
  readonly short_circuit_A_K: number
  readonly reference_K: number
}

/** The curve of one cell under a light and at a temperature. */
export interface Curve {
  photocurrent_A: number
  log_saturation: number
  thermal_V: number
  series_ohm: number
  shunt_per_ohm: number
}

export const makeCurve = (): Curve => ({
  photocurrent_A: 0,
  log_saturation: 0,
  thermal_V: 1,
  series_ohm: 0,
  shunt_per_ohm: 0,
})

/** Largest ideality that is tried; no junction has more. */
const MOST_IDEALITY = 2
/** Below this a cell keeps the curve of 50 K: carriers freeze out there, and the law of the gap does not know it. */
const COLDEST_K = 50

/**
 * The single-diode model (De Soto, Klein & Beckman 2006, Solar Energy 80, 78) of a cell with `junctions` in series, from its data sheet:
 *
 *   I = I_L - I_0 (exp((V + I R_s)/a) - 1) - (V + I R_s)/R_sh,   a = n junctions k T/q
 *
 * For a given a and R_s the other three follow from short circuit, open circuit and the maximum power point, which are linear in them;
 * R_s from dP/dV = 0 there. Of the ideality n, which these four leave open, the largest is taken at which neither resistance is below
 * zero. The effective gap is the one that gives the open-circuit voltage its measured slope with temperature. So the curve has all
 * points of the data sheet and both slopes, also where a stack of junctions is no single diode and no textbook gap would fit.
 */
export function fitDiode(points: CurvePoints, junctions: number): Diode {
  const unit_V = junctions * THERMAL_V_K * points.reference_K
  let [low, high] = [0.05, MOST_IDEALITY]
  for (let k = 0; k < 60; k++) {
    const n = 0.5 * (low + high)
    if (fitAt(points, n * unit_V) === undefined) high = n
    else low = n
  }
  const fit = fitAt(points, low * unit_V)
  if (fit === undefined) throw new RangeError('no single diode has these points: their fill factor is out of reach')
  return fit
}

/** The model for one a; undefined where a resistance would be below zero. */
function fitAt(p: CurvePoints, a_V: number): Diode | undefined {
  const excess = (series_ohm: number) => {
    const { log_saturation, shunt_per_ohm } = linearPart(p, a_V, series_ohm)
    const behind_V = p.peak_V + p.peak_A * series_ohm
    const slope_per_ohm = Math.exp(log_saturation + behind_V / a_V) / a_V + shunt_per_ohm
    return slope_per_ohm * (p.peak_V - p.peak_A * series_ohm) - p.peak_A
  }
  // Without a series resistance the curve is already steeper at the peak than its power's maximum allows: too round a knee.
  if (!(excess(0) <= 0)) return undefined
  let [low, high] = [0, (p.open_circuit_V - p.peak_V) / p.peak_A]
  for (let k = 0; k < 100; k++) {
    const r = 0.5 * (low + high)
    if (excess(r) <= 0) low = r
    else high = r
  }
  const linear = linearPart(p, a_V, low)
  if (!(linear.shunt_per_ohm >= 0 && Number.isFinite(linear.log_saturation))) return undefined
  return {
    ...linear,
    thermal_V: a_V,
    series_ohm: low,
    gap_V: gapOf(p, a_V, linear),
    short_circuit_A_K: p.short_circuit_A_K,
    reference_K: p.reference_K,
  }
}

type Linear = Pick<Diode, 'photocurrent_A' | 'log_saturation' | 'shunt_per_ohm'>

/** Photocurrent, saturation current and shunt from the three points, eliminated by hand; exponentials are taken from open circuit down. */
function linearPart(p: CurvePoints, a_V: number, series_ohm: number): Linear {
  const short_V = p.short_circuit_A * series_ohm
  const peak_V = p.peak_V + p.peak_A * series_ohm
  const at = (v: number) => Math.exp((v - p.open_circuit_V) / a_V) - Math.exp(-p.open_circuit_V / a_V)
  // I_sc - I(V) = J (e(V) - e(short)) + G (V - short): at open circuit and at the peak.
  const [e1, v1, i1] = [at(p.open_circuit_V) - at(short_V), p.open_circuit_V - short_V, p.short_circuit_A]
  const [e2, v2, i2] = [at(peak_V) - at(short_V), peak_V - short_V, p.short_circuit_A - p.peak_A]
  const determinant = e1 * v2 - e2 * v1
  const j_A = (i1 * v2 - i2 * v1) / determinant
  const shunt_per_ohm = (e1 * i2 - e2 * i1) / determinant
  return {
    photocurrent_A: p.short_circuit_A + j_A * at(short_V) + shunt_per_ohm * short_V,
    log_saturation: Math.log(j_A) - p.open_circuit_V / a_V,
    shunt_per_ohm,
  }
}

/** The gap at which d(open circuit)/dT is the measured one: the open-circuit equation differentiated by T, with a ~ T. */
function gapOf(p: CurvePoints, a_V: number, { log_saturation, shunt_per_ohm }: Linear): number {
  const T = p.reference_K
  const dark_A = Math.exp(log_saturation + p.open_circuit_V / a_V)
  const slope_V_K = p.open_circuit_V_K
  // alpha = dark (3/T + gap/(a T)) + dark (slope - V/T)/a + slope/R_sh, with dark - I_0 taken as dark: I_0 is 1e-10 of it.
  const per_K =
    (p.short_circuit_A_K - slope_V_K * shunt_per_ohm) / dark_A - (slope_V_K - p.open_circuit_V / T) / a_V - 3 / T
  return per_K * a_V * T
}

/**
 * The curve at a light (1 is that of the data sheet) and a temperature: a ~ T, I_0 ~ T^3 exp(-gap/kT), I_L ~ light, R_sh ~ 1/light,
 * R_s constant (De Soto et al. 2006).
 */
export function curveAt(d: Diode, light_frac: number, temp_K: number, out: Curve): void {
  const T = Math.max(COLDEST_K, temp_K)
  const ratio = T / d.reference_K
  out.thermal_V = d.thermal_V * ratio
  out.log_saturation = d.log_saturation + 3 * Math.log(ratio) + (d.gap_V / d.thermal_V) * (1 - 1 / ratio)
  out.photocurrent_A = Math.max(0, light_frac * (d.photocurrent_A + d.short_circuit_A_K * (T - d.reference_K)))
  out.series_ohm = d.series_ohm
  out.shunt_per_ohm = d.shunt_per_ohm * light_frac
}

/** I_0 (exp(v/a) - 1): in two ways, each where the other would overflow or cancel. */
function darkCurrent_A(c: Curve, diode_V: number): number {
  const x = diode_V / c.thermal_V
  return x > 1
    ? Math.exp(c.log_saturation + x) - Math.exp(c.log_saturation)
    : Math.exp(c.log_saturation) * Math.expm1(x)
}

/** Current by the voltage over the diode, v = V + I R_s (Bishop 1988, Solar Cells 25, 73): explicit, where I(V) is not. */
export const current_A = (c: Curve, diode_V: number): number =>
  c.photocurrent_A - darkCurrent_A(c, diode_V) - c.shunt_per_ohm * diode_V

/** dI/dv. */
const slope_per_ohm = (c: Curve, diode_V: number): number =>
  -Math.exp(c.log_saturation + diode_V / c.thermal_V) / c.thermal_V - c.shunt_per_ohm

/** A voltage over the diode that no light of this curve exceeds: open circuit without the shunt. */
function highest_V({ photocurrent_A, log_saturation, thermal_V }: Curve): number {
  const ratio = Math.log(photocurrent_A) - log_saturation
  return thermal_V * (ratio > 30 ? ratio + 1e-9 : Math.log1p(Math.exp(ratio)))
}

/** What hangs between a cell and the bus, counted for one cell: a drop of its own, and a resistance. */
export interface Wiring {
  readonly drop_V: number
  readonly resistance_ohm: number
}

/** Current and voltage behind the wiring, of one cell. */
export interface OperatingPoint {
  current_A: number
  voltage_V: number
}

/** Where current times voltage behind the wiring is greatest: d(I V)/dv = 0, which falls through zero once. */
export function maximumPower(c: Curve, { drop_V, resistance_ohm }: Wiring, out: OperatingPoint): void {
  const total_ohm = c.series_ohm + resistance_ohm
  const gain = (v: number) => {
    const i = current_A(c, v)
    const di = slope_per_ohm(c, v)
    return di * (v - i * total_ohm - drop_V) + i * (1 - total_ohm * di)
  }
  operate(c, total_ohm, drop_V, fallingRoot(gain, 0, highest_V(c)), out)
  if (!(out.voltage_V > 0 && out.current_A > 0)) {
    out.current_A = 0
    out.voltage_V = 0
  }
}

/** The current into a voltage that is held behind the wiring: nothing where the cell cannot reach it, for the diode blocks. */
export function currentInto(c: Curve, { drop_V, resistance_ohm }: Wiring, bus_V: number, out: OperatingPoint): void {
  const total_ohm = c.series_ohm + resistance_ohm
  const short_of = (v: number) => bus_V + drop_V - (v - current_A(c, v) * total_ohm)
  const open_V = highest_V(c)
  const reaches = short_of(open_V) < 0
  out.voltage_V = bus_V
  out.current_A = reaches ? Math.max(0, current_A(c, fallingRoot(short_of, 0, open_V))) : 0
}

function operate(c: Curve, total_ohm: number, drop_V: number, diode_V: number, out: OperatingPoint): void {
  out.current_A = current_A(c, diode_V)
  out.voltage_V = diode_V - out.current_A * total_ohm - drop_V
}
