import { describe, expect, it } from 'vitest'
import { CELL_NAMES, CELL_REFERENCE_K, cellOf } from '../../engine/catalogue/cells.ts'
import { columnOf, simulate } from '../../engine/index.ts'
import { diodeOf } from '../../engine/parts/array-strings.ts'
import { curveAt, makeCurve, maximumPower } from '../../engine/physics/power/single-diode.ts'

const powerAt = (name: (typeof CELL_NAMES)[number], light_frac: number, temp_K: number) => {
  const { diode, scale } = diodeOf(name)
  const [curve, point] = [makeCurve(), { current_A: 0, voltage_V: 0 }]
  curveAt(diode, light_frac, temp_K, curve)
  maximumPower(curve, { drop_V: 0, resistance_ohm: 0 }, point)
  return scale * point.current_A * point.voltage_V
}

describe('the strings and the efficiency model', () => {
  it.each(CELL_NAMES)('agree at the reference: %s', name => {
    expect(powerAt(name, 1, CELL_REFERENCE_K)).toBeCloseTo(1361 * cellOf(name).efficiency_frac.value, 6)
    // What each maker calls AM0 (1353 to 1367 W/m2) and rounding: no more than that is scaled away.
    expect(diodeOf(name).scale).toBeGreaterThan(0.97)
    expect(diodeOf(name).scale).toBeLessThan(1.03)
  })
  it.each(CELL_NAMES)('the slope with temperature follows from the curve and is near the catalogue’s: %s', name => {
    const slope = (powerAt(name, 1, 302.15) - powerAt(name, 1, 300.15)) / (2 * powerAt(name, 1, 301.15))
    expect(Math.abs(slope - cellOf(name).temp_coefficient_per_K.value)).toBeLessThan(0.0011)
  })

  const wing = (over: object, parts: object[] = [], load_W = 1e5) =>
    simulate({
      name: 'wing',
      start: '2026-06-21T00:00:00Z',
      duration: '3 h',
      step_s: 60,
      orbit: { kind: 'sun-synchronous', altitude_km: 1500, ltan_h: 18 },
      parts: [
        { id: 'wing', cell: 'triple-junction-3g30', area_m2: 10, face: '+z', ...over },
        { id: 'load', kind: 'load.constant', power_W: load_W },
        ...parts,
      ],
    })
  const strings = { kind: 'array.strings', series_count: 45, parallel_count: 60 }
  const last = (r: ReturnType<typeof wing>, name: string) =>
    (columnOf(r.recording, name) as Float64Array).at(-1) as number

  it('in orbit the two differ only as their slopes with temperature do', () => {
    const s = wing({ ...strings, tracker_efficiency_frac: 1, diode_drop_V: 0 })
    const f = wing({ kind: 'array.flat', packing_frac: (45 * 60 * 0.003018) / 10, collection_frac: 1 })
    const warm_K = last(s, 'wing.temp_K') - 301.15
    expect(Math.abs(last(s, 'wing.power_W') / last(f, 'wing.power_W') - 1)).toBeLessThan(0.0006 * Math.abs(warm_K))
    for (const r of [s, f]) for (const book of r.summary.ledger) expect(book.residual_frac).toBeLessThanOrEqual(1e-9)
  })

  it('an aged string gives exactly the remaining share at the same temperature', () => {
    const of = (age_year: number) =>
      wing({ ...strings, age_year, diode_drop_V: 0, heat_capacity_J_m2K: 1e7, initial_temp_K: 301.15 })
    const [young, old] = [of(0), of(5)]
    const temp = last(young, 'wing.temp_K') - last(old, 'wing.temp_K')
    expect(Math.abs(temp)).toBeLessThan(0.5)
    expect(last(old, 'wing.power_W') / last(young, 'wing.power_W')).toBeCloseTo(0.99 ** 5, 2)
  })

  it('lying straight on a bus they give V_bus I, less than a tracker finds, and nothing above their open circuit', () => {
    const best = wing({ ...strings, tracker_efficiency_frac: 1 })
    const low = wing({ ...strings, regulation: 'direct-transfer', bus_voltage_V: 50 })
    expect(last(low, 'wing.power_W')).toBeCloseTo(50 * last(low, 'wing.current_A'), 9)
    expect(last(low, 'wing.power_W')).toBeLessThan(0.6 * last(best, 'wing.power_W'))
    expect(last(wing({ ...strings, regulation: 'direct-transfer', bus_voltage_V: 200 }), 'wing.power_W')).toBe(0)
  })

  it('follow the voltage of their battery', () => {
    const battery = {
      id: 'cells',
      kind: 'battery.thevenin',
      series_count: 24,
      parallel_count: 10,
      cell_capacity_Ah: 10,
      cell_resistance_ohm: 0.005,
      initial_charge_frac: 0.5,
    }
    const r = wing({ ...strings, regulation: 'direct-transfer', battery: 'cells' }, [battery], 1500)
    expect(last(r, 'wing.voltage_V')).toBeGreaterThan(24 * 3)
    expect(last(r, 'wing.voltage_V')).toBeLessThan(24 * 4.2)
    for (const book of r.summary.ledger) expect(book.residual_frac).toBeLessThanOrEqual(1e-9)
  })

  it('a battery without a voltage is refused', () => {
    const battery = { id: 'bucket', kind: 'battery.bucket', capacity_Wh: 100 }
    expect(() => wing({ ...strings, regulation: 'direct-transfer', battery: 'bucket' }, [battery])).toThrow(
      /wing.battery: bucket is a battery.bucket, which has no voltage. Name a battery.thevenin/,
    )
  })

  it.each([
    ['too many cells', { ...strings, series_count: 450 }, /area_m2: 450 x 60 cells take 81.49 m2, more than 10/],
    ['no voltage', { ...strings, regulation: 'direct-transfer' }, /bus_voltage_V: direct transfer needs the voltage/],
    ['a voltage for a tracker', { ...strings, bus_voltage_V: 50 }, /a tracker needs no voltage/],
  ])('%s is refused with what to write', (_name, over, message) => {
    expect(() => wing(over)).toThrow(message)
  })
})
