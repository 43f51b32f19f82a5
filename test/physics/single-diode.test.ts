import { describe, expect, it } from 'vitest'
import {
  type Curve,
  current_A,
  currentInto,
  curveAt,
  type Diode,
  fitDiode,
  makeCurve,
  maximumPower,
} from '../../engine/physics/power/single-diode.ts'
import { truth } from '../load.ts'

interface Case {
  name: string
  photocurrent_A: number
  saturation_A: number
  thermal_V: number
  series_ohm: number
  shunt_ohm: number
  gap_V: number
  short_circuit_A_K: number
  reference_K: number
  states: {
    light_frac: number
    temp_K: number
    short_circuit_A: number
    open_circuit_V: number
    peak_W: number
    peak_V: number
    volts: number[]
    amps: number[]
  }[]
}
const { cells } = truth<{ cells: Case[] }>('single-diode.json')
const NO_WIRING = { drop_V: 0, resistance_ohm: 0 }

const diodeOf = (c: Case): Diode => ({
  photocurrent_A: c.photocurrent_A,
  log_saturation: Math.log(c.saturation_A),
  thermal_V: c.thermal_V,
  series_ohm: c.series_ohm,
  shunt_per_ohm: 1 / c.shunt_ohm,
  gap_V: c.gap_V,
  short_circuit_A_K: c.short_circuit_A_K,
  reference_K: c.reference_K,
})
const at = (d: Diode, light_frac: number, temp_K: number): Curve => {
  const curve = makeCurve()
  curveAt(d, light_frac, temp_K, curve)
  return curve
}
const into = (c: Curve, volts: number) => {
  const out = { current_A: 0, voltage_V: 0 }
  currentInto(c, NO_WIRING, volts, out)
  return out.current_A
}
const peak = (c: Curve, wiring = NO_WIRING) => {
  const out = { current_A: 0, voltage_V: 0 }
  maximumPower(c, wiring, out)
  return { ...out, power_W: out.current_A * out.voltage_V }
}

describe('the curve is the Lambert W curve', () => {
  it.each(cells.map(c => [c.name, c] as const))('of a %s', (_name, c) => {
    for (const s of c.states) {
      const curve = at(diodeOf(c), s.light_frac, s.temp_K)
      for (const [k, v] of s.volts.entries())
        expect(Math.abs(into(curve, v) - s.amps[k])).toBeLessThan(1e-9 * s.amps[0])
      const top = peak(curve)
      expect(top.power_W / s.peak_W).toBeCloseTo(1, 9)
      expect(top.voltage_V).toBeCloseTo(s.peak_V, 5)
    }
  })
})

describe('limits that have a closed form', () => {
  const ideal: Curve = {
    photocurrent_A: 0.5,
    log_saturation: Math.log(1e-12),
    thermal_V: 0.03,
    series_ohm: 0,
    shunt_per_ohm: 0,
  }
  it('without resistances I = I_L - I_0 (exp(V/a) - 1), and V_oc = a ln(1 + I_L/I_0)', () => {
    for (const v of [0, 0.3, 0.6, 0.75]) expect(into(ideal, v)).toBeCloseTo(0.5 - 1e-12 * Math.expm1(v / 0.03), 12)
    const open_V = 0.03 * Math.log1p(0.5 / 1e-12)
    expect(into(ideal, open_V)).toBeCloseTo(0, 12)
    expect(into(ideal, open_V + 0.01)).toBe(0)
  })

  it('its maximum power is where (1 + v/a) exp(v/a) = 1 + I_L/I_0', () => {
    const v = peak(ideal).voltage_V
    expect(((1 + v / 0.03) * Math.exp(v / 0.03)) / (1 + 0.5 / 1e-12)).toBeCloseTo(1, 9)
  })

  it('dI/dV is -1/(R_s + R_sh) at short circuit in the dark of the diode, and -1/(R_s + a/I_L) at open circuit', () => {
    const curve: Curve = { ...ideal, series_ohm: 0.1, shunt_per_ohm: 1 / 50 }
    const slope = (v: number, h: number) => (into(curve, v + h) - into(curve, v - h)) / (2 * h)
    expect(slope(0.1, 1e-4) * (50 + 0.1)).toBeCloseTo(-1, 6)
    const open: Curve = { ...curve, shunt_per_ohm: 0 }
    const open_V = 0.03 * Math.log1p(0.5 / 1e-12)
    const below = (into(open, open_V - 2e-6) - into(open, open_V - 1e-6)) / 1e-6
    expect(below * (0.1 + 0.03 / 0.5)).toBeCloseTo(1, 3)
  })

  it('a cell behind a diode and a resistance gives most where d(I V)/dV is zero behind them', () => {
    const wiring = { drop_V: 0.05, resistance_ohm: 0.2 }
    const top = peak(ideal, wiring)
    const power = (v: number) => {
      const out = { current_A: 0, voltage_V: 0 }
      currentInto(ideal, wiring, v, out)
      return v * out.current_A
    }
    for (const dv of [-1e-3, 1e-3]) expect(power(top.voltage_V + dv)).toBeLessThan(top.power_W)
    expect(power(top.voltage_V)).toBeCloseTo(top.power_W, 12)
  })
})

describe('a data sheet', () => {
  // EMCORE ATJM, September 2012, a square centimetre at AM0: V_oc, J_sc, V_mp, J_mp as printed.
  const points = {
    short_circuit_A: 0.0169,
    open_circuit_V: 2.575,
    peak_A: 0.016,
    peak_V: 2.285,
    short_circuit_A_K: 1e-5,
    open_circuit_V_K: -0.0062,
    reference_K: 301.15,
  }
  const d = fitDiode(points, 3)
  it('has its four points on the curve, and its power is most at the third', () => {
    const curve = at(d, 1, 301.15)
    expect(into(curve, 0)).toBeCloseTo(0.0169, 9)
    expect(into(curve, 2.575)).toBeCloseTo(0, 9)
    expect(peak(curve).voltage_V).toBeCloseTo(2.285, 6)
    expect(peak(curve).current_A).toBeCloseTo(0.016, 8)
    expect(d.series_ohm).toBeGreaterThanOrEqual(0)
    expect(d.shunt_per_ohm).toBeGreaterThanOrEqual(0)
  })
  it('and the slopes of its open-circuit voltage and short-circuit current', () => {
    const open = (T: number) => {
      let [low, high] = [0, 4]
      for (let k = 0; k < 60; k++) {
        const v = 0.5 * (low + high)
        if (current_A(at(d, 1, T), v) > 0) low = v
        else high = v
      }
      return low
    }
    expect(open(302.15) - open(300.15)).toBeCloseTo(2 * -0.0062, 6)
    expect(into(at(d, 1, 311.15), 0) - into(at(d, 1, 301.15), 0)).toBeCloseTo(1e-4, 7)
  })
  it('that no single diode has is refused', () => {
    expect(() => fitDiode({ ...points, peak_A: 0.0169, peak_V: 2.57 }, 3)).toThrow(/fill factor/)
  })
})

it('stays a number at any temperature and light, and never takes power', () => {
  for (const c of cells)
    for (const T of [1e-9, 4, 77, 600, 1000, 5000, 1e5])
      for (const light of [1e-12, 1e-3, 1, 50]) {
        const top = peak(at(diodeOf(c), light, T), { drop_V: 0.01, resistance_ohm: 0.01 })
        expect(Number.isFinite(top.power_W)).toBe(true)
        expect(top.power_W).toBeGreaterThanOrEqual(0)
        const held = into(at(diodeOf(c), light, T), 0.5)
        expect(held).toBeGreaterThanOrEqual(0)
      }
})
