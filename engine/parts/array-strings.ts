import { CELL_REFERENCE_K, type CellName, cellOf } from '../catalogue/cells.ts'
import { SOLAR_CONSTANT_W_m2 } from '../physics/constants.ts'
import {
  type Curve,
  currentInto,
  curveAt,
  type Diode,
  fitDiode,
  makeCurve,
  maximumPower,
} from '../physics/power/single-diode.ts'
import { choice, optionalPartRef, optionalQuantity, quantity } from '../quantity/parameter.ts'
import { component, type OtherPart } from '../tick/component.ts'
import { fault } from '../tick/fault.ts'
import { arrayParameters, buildArray, cellParameter, checkArray, remaining_frac } from './array.ts'

/**
 * A flat solar array of cells in series and strings in parallel, each cell a single diode (physics/power/single-diode.ts); light and heat are in
 * array.ts.
 *
 *   mppt:             P = tracker eta max over V of V I(V)
 *   direct-transfer:  P = V_bus I(V_bus)
 *   V = cells in series V_cell - diode drop - I R_harness,   I = strings in parallel I_cell
 *
 * At the reference (1361 W/m2, 28 C, beginning of life, no wiring) a string gives what the cell's efficiency says: the data sheet's currents are scaled
 * to it, by a few per cent for what each maker calls AM0. Half of the loss with age is taken from the current and half from the voltage (estimate).
 * Neglected: cells that differ; shade on a part of a string, which takes from all of it alike; heat of the tracker anywhere but in the array.
 */
export const arrayStrings = component({
  kind: 'array.strings',
  about: 'A flat solar array of strings of cells with their current-voltage curve; it is a thermal node too.',
  ports: ['array', 'node', 'face'],
  needsOrbit: true,
  parameters: {
    ...arrayParameters,
    cell: cellParameter('efficiency_frac', 'curve'),
    series_count: quantity({ min: 1, max: 1e5, integer: true, about: 'Cells in series.' }),
    parallel_count: quantity({ min: 1, max: 1e7, integer: true, about: 'Strings in parallel.' }),
    cell_area_m2: quantity({ above: 0, max: 1, fallback: 0.003018, about: 'Area of one cell.' }),
    regulation: choice(['mppt', 'direct-transfer'], {
      fallback: 'mppt',
      about: 'A tracker that finds the maximum power, or strings that lie straight on the bus.',
    }),
    tracker_efficiency_frac: quantity({
      above: 0,
      max: 1,
      fallback: 0.97,
      about: 'What a tracker leaves of the power that it finds (estimate); with mppt.',
    }),
    bus_voltage_V: optionalQuantity({ above: 0, max: 1e5, about: 'Voltage of the bus; with direct-transfer.' }),
    battery: optionalPartRef('battery', {
      about: 'A battery.thevenin that holds the bus at its voltage, instead of bus_voltage_V; with direct-transfer.',
    }),
    diode_drop_V: quantity({ min: 0, max: 10, fallback: 0.8, about: 'Blocking diode of each string (estimate).' }),
    harness_resistance_ohm: quantity({ min: 0, max: 1e3, fallback: 0, about: 'Harness of the whole array.' }),
  },
  check: (v, parts) => [...checkArray(v), ...checkCells(v), ...checkRegulation(v), ...checkVoltage(v, parts)],
  faults: {
    'string-lost': fault({
      about: 'Strings give no more current; what shines on them becomes heat.',
      parameters: { strings_count: quantity({ min: 1, max: 1e7, integer: true, fallback: 1, about: 'How many.' }) },
      lost_frac: (f, array: { parallel_count: number }) => f.strings_count / array.parallel_count,
    }),
  },
  build(part, plant) {
    const { id, values, lanes, each } = part
    const { battery } = values
    const { diode, scale } = diodeOf(values.cell)
    // Currents and voltages over those of a new square metre of one cell.
    const amps = each(v => scale * v.parallel_count * v.cell_area_m2 * Math.sqrt(remaining_frac(v)))
    const volts = each(v => v.series_count * Math.sqrt(remaining_frac(v)))
    const wiring = Array.from(volts, (_, i) => ({
      drop_V: lanes('diode_drop_V')[i] / volts[i],
      resistance_ohm: (lanes('harness_resistance_ohm')[i] * amps[i]) / volts[i],
    }))
    const tracker = lanes('tracker_efficiency_frac')
    const held_V = each(v => v.bus_voltage_V ?? Number.NaN)
    const direct = values.regulation === 'direct-transfer'
    const curve: Curve = makeCurve()
    const point = { current_A: 0, voltage_V: 0 }
    return buildArray(part, plant, {
      ...(battery === undefined ? {} : { reads: { bus_V: `${battery}.voltage_V` } }),
      writes: { out_V: `${id}.voltage_V`, out_A: `${id}.current_A` },
      bind: io => (i, useful_W_m2, temp_K, works_frac) => {
        io.out_V[i] = 0
        io.out_A[i] = 0
        if (!(useful_W_m2 > 0 && volts[i] > 0 && works_frac > 0)) return 0
        curveAt(diode, useful_W_m2 / SOLAR_CONSTANT_W_m2, temp_K, curve)
        // The harness carries the current of those that are left.
        const all = wiring[i]
        const wires = works_frac === 1 ? all : { ...all, resistance_ohm: all.resistance_ohm * works_frac }
        if (direct) currentInto(curve, wires, (io.bus_V ?? held_V)[i] / volts[i], point)
        else maximumPower(curve, wires, point)
        io.out_V[i] = point.voltage_V * volts[i]
        io.out_A[i] = point.current_A * amps[i] * works_frac
        return io.out_V[i] * io.out_A[i] * (direct ? 1 : tracker[i])
      },
    })
  },
})

/** The diode of a square metre of a cell, and what its currents must be scaled by to give the catalogue's efficiency. */
export function diodeOf(name: CellName): { diode: Diode; scale: number } {
  const { curve, efficiency_frac } = cellOf(name)
  const points = {
    short_circuit_A: curve.short_circuit_A_m2.value,
    open_circuit_V: curve.open_circuit_V.value,
    peak_A: curve.peak_A_m2.value,
    peak_V: curve.peak_V.value,
    short_circuit_A_K: curve.short_circuit_A_m2.value * curve.short_circuit_per_K.value,
    open_circuit_V_K: curve.open_circuit_V_K.value,
    reference_K: CELL_REFERENCE_K,
  }
  return {
    diode: fitDiode(points, curve.junctions_count),
    scale: (efficiency_frac.value * SOLAR_CONSTANT_W_m2) / (points.peak_A * points.peak_V),
  }
}

function checkCells(v: { area_m2: number; series_count: number; parallel_count: number; cell_area_m2: number }) {
  const cells_m2 = v.series_count * v.parallel_count * v.cell_area_m2
  if (cells_m2 <= v.area_m2 * (1 + 1e-9)) return []
  return [
    {
      key: 'area_m2' as const,
      what: `${v.series_count} x ${v.parallel_count} cells take ${Number(cells_m2.toPrecision(4))} m2, more than ${v.area_m2}`,
      instead: 'Write a larger area, or fewer cells.',
    },
  ]
}

function checkRegulation(v: { regulation: string; bus_voltage_V: number | undefined; battery: string | undefined }) {
  const direct = v.regulation === 'direct-transfer'
  const given = [v.bus_voltage_V, v.battery].filter(x => x !== undefined).length
  if (given === (direct ? 1 : 0)) return []
  const key =
    v.bus_voltage_V === undefined && v.battery !== undefined ? ('battery' as const) : ('bus_voltage_V' as const)
  if (!direct)
    return [
      {
        key,
        what: 'a tracker needs no voltage of the bus',
        instead: 'Leave it out, or write regulation: direct-transfer.',
      },
    ]
  const what = given === 0 ? 'direct transfer needs the voltage of the bus' : 'there are two voltages of the bus'
  return [{ key, what, instead: 'Give bus_voltage_V or battery, one of them.' }]
}

function checkVoltage({ battery }: { battery: string | undefined }, parts: readonly OtherPart[]) {
  if (parts.find(p => p.id === battery)?.kind !== 'battery.bucket') return []
  const what = `${battery} is a battery.bucket, which has no voltage`
  return [{ key: 'battery' as const, what, instead: 'Name a battery.thevenin, or write bus_voltage_V.' }]
}
