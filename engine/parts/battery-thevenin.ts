import {
  makeOpenCircuit,
  makeTheveninSettlement,
  settleThevenin,
  type TheveninCell,
  type TheveninSettlement,
} from '../physics/power/thevenin.ts'
import { optionalQuantity, quantity } from '../quantity/parameter.ts'
import { optionalPairs } from '../quantity/rows.ts'
import type { Column } from '../tick/column.ts'
import { component, tempOf } from '../tick/component.ts'
import { fault } from '../tick/fault.ts'
import { batteryParameters, buildBattery, capacityLeft_frac, leaked_frac } from './battery.ts'

/** Open-circuit voltage of one lithium-ion cell (nickel cobalt oxide against graphite) by charge: an estimate of the usual shape. */
const LITHIUM_ION: readonly (readonly [number, number])[] = [
  [0, 3.0],
  [0.05, 3.35],
  [0.2, 3.55],
  [0.4, 3.65],
  [0.6, 3.8],
  [0.8, 3.98],
  [1, 4.18],
]
const REFERENCE_K = 293.15
/** Below this the resistance no longer rises: no cell works there, and the law would end in numbers that are none. */
const COLDEST_K = 150

/**
 * A battery with a voltage and a resistance: cells in series and in parallel, settled by physics/power/thevenin.ts. The resistance follows the
 * temperature of its node, R = R0 exp(B (1/T - 1/293.15 K)), as it is at the start of the step (and that of 150 K below 150 K). `charge_frac` counts charge (ampere hours); the ledger
 * counts `energy_J`, the integral of the open-circuit voltage. `voltage_V` is that of its
 * terminals in the step while current flowed, without it the open-circuit voltage at its end. Neglected: hysteresis, the double layer, cells that differ.
 */
export const batteryThevenin = component({
  kind: 'battery.thevenin',
  about: 'A battery of cells: open-circuit voltage by charge behind a resistance that follows its temperature.',
  ports: ['battery'],
  parameters: {
    series_count: quantity({ min: 1, max: 1e5, integer: true, about: 'Cells in series.' }),
    parallel_count: quantity({ min: 1, max: 1e7, integer: true, fallback: 1, about: 'Strings in parallel.' }),
    cell_capacity_Ah: quantity({ above: 0, max: 1e5, about: 'Charge of one cell.' }),
    cell_resistance_ohm: quantity({ above: 0, max: 100, about: 'Resistance of one cell at 293.15 K.' }),
    resistance_slope_K: quantity({
      min: 0,
      max: 2e4,
      fallback: 2000,
      about: 'B of its rise in the cold (estimate: 1500 to 3000).',
    }),
    cell_voltage_table: optionalPairs({
      columns: ['charge_frac', 'V'],
      about: 'Open-circuit voltage of one cell by charge, from 0 to 1; left out, lithium ion.',
    }),
    max_cell_voltage_V: optionalQuantity({
      above: 0,
      max: 100,
      about: 'Voltage of a cell that charging holds to: it tapers off there.',
    }),
    min_cell_voltage_V: quantity({
      min: 0,
      max: 100,
      fallback: 0,
      about: 'Voltage of a cell below which discharging does not pull it.',
    }),
    ...batteryParameters,
  },
  check: ({ cell_voltage_table: rows }) =>
    rows === undefined ||
    (rows[0][0] === 0 &&
      rows[rows.length - 1][0] === 1 &&
      rows.every((r, k) => r[1] > 0 && (k === 0 || r[1] >= rows[k - 1][1])))
      ? []
      : [
          {
            key: 'cell_voltage_table' as const,
            what: 'it does not go from charge 0 to charge 1 with volts above 0 that nowhere fall',
            instead: 'Write [[0, 3.0], ..., [1, 4.2]].',
          },
        ],
  faults: {
    'cell-shorted': fault({
      about:
        'Cells in series are shorted, with those in parallel: what they held becomes heat at once, their voltage is gone for good.',
      parameters: {
        cells_count: quantity({ min: 1, max: 1e5, integer: true, fallback: 1, about: 'How many of those in series.' }),
      },
      lost_frac: (f, battery: { series_count: number }) => f.cells_count / battery.series_count,
    }),
  },
  build(part, plant) {
    const { id, values, lanes, each } = part
    const cellOcv = makeOpenCircuit(values.cell_voltage_table ?? LITHIUM_ION)
    const series = lanes('series_count')
    const capacity_C = each(v => v.cell_capacity_Ah * capacityLeft_frac(v) * v.parallel_count * 3600)
    const resistance_ohm = each(v => (v.cell_resistance_ohm * v.series_count) / v.parallel_count)
    const slope_K = lanes('resistance_slope_K')
    const leak_per_day = lanes('self_discharge_per_day')
    const initial = lanes('initial_charge_frac')
    const cells: TheveninCell[] = Array.from(series, (n, i) => ({
      ocv: {
        integral_V: (q: number) => n * cellOcv.integral_V(q),
        mean_V: (a: number, b: number) => n * cellOcv.mean_V(a, b),
        chargeAt: (volts: number) => cellOcv.chargeAt(volts / n),
      },
      capacity_C: capacity_C[i],
      resistance_ohm: resistance_ohm[i],
      floor_frac: lanes('floor_frac')[i],
      max_charge_W: lanes('max_charge_W')[i],
      max_discharge_W: lanes('max_discharge_W')[i],
      highest_V: each(v => v.series_count * (v.max_cell_voltage_V ?? Number.POSITIVE_INFINITY))[i],
      lowest_V: each(v => v.series_count * v.min_cell_voltage_V)[i],
    }))
    const open_V = (i: number, q: number) => cells[i].ocv.mean_V(q, q)
    const energy_J = (i: number, q: number) => cells[i].ocv.integral_V(q) * capacity_C[i]
    const charge = `${id}.charge_frac`
    const energy = `${id}.energy_J`
    const voltage = `${id}.voltage_V`
    const following = (column: string, value: (lane: number, q: number) => number) => ({
      column,
      initial: initial.map((q, i) => value(i, q)),
      follows: { column: charge, value },
    })
    const out = makeTheveninSettlement()
    return buildBattery(part, plant, {
      states: [{ column: charge, initial }, following(energy, energy_J), following(voltage, open_V)],
      stored: { state: energy, scale_J: each(() => 1) },
      reads: {
        start_frac: charge,
        start_J: energy,
        start_V: voltage,
        ...(values.node === undefined ? {} : { temp_K: tempOf(values.node) }),
      },
      writes: { current_A: `${id}.current_A` },
      advances: { end_frac: charge, end_J: energy, end_V: voltage },
      // As its terminals stood at the end of the last step: what the resistance takes is in them already.
      worth: io => ({
        takes_J: (i, left) => capacity_C[i] * Math.max(io.start_V[i], left * open_V(i, io.start_frac[i])),
        gives_J: (i, left) =>
          capacity_C[i] * Math.min(io.start_V[i], left * cells[i].ocv.mean_V(cells[i].floor_frac, io.start_frac[i])),
      }),
      bind:
        io =>
        (i, supply_W, draw_W, duration_s, { left_frac, kept_frac }) => {
          const warmth = io.temp_K === undefined ? 0 : 1 / Math.max(COLDEST_K, io.temp_K[i]) - 1 / REFERENCE_K
          const whole = { ...cells[i], resistance_ohm: resistance_ohm[i] * Math.exp(slope_K[i] * warmth) }
          if (left_frac === 0) return nothingLeft(io, i, duration_s, out)
          const cell = left_frac === 1 ? whole : shortened(whole, left_frac)
          settleThevenin(io.start_frac[i], cell, supply_W, draw_W, duration_s, out)
          const leaked = leaked_frac(leak_per_day[i], duration_s) * out.end_frac
          const kept = out.end_frac - leaked
          const leak_J = leaked * capacity_C[i] * cell.ocv.mean_V(kept, out.end_frac)
          const start_J = io.start_J[i] * kept_frac
          out.loss_W += (leak_J + io.start_J[i] - start_J) / duration_s
          io.end_frac[i] = kept
          io.end_J[i] = start_J + out.change_J - leak_J
          const through_A = Math.abs(out.current_A)
          io.end_V[i] = through_A > 1e-12 ? (out.charged_W + out.discharged_W) / through_A : cell.ocv.mean_V(kept, kept)
          io.current_A[i] = out.current_A
          return out
        },
    })
  },
})

/** A battery of which every cell is shorted: what it held is lost in this step, and nothing passes it again. */
function nothingLeft(
  io: Readonly<Record<string, Column>>,
  i: number,
  duration_s: number,
  out: TheveninSettlement,
): TheveninSettlement {
  io.end_frac[i] = io.start_frac[i]
  io.end_J[i] = 0
  io.end_V[i] = 0
  io.current_A[i] = 0
  out.charged_W = 0
  out.discharged_W = 0
  out.loss_W = io.start_J[i] / duration_s
  return out
}

/** A battery with a share of its cells in series left. */
function shortened(whole: TheveninCell, left: number): TheveninCell {
  return {
    ...whole,
    ocv: {
      integral_V: q => left * whole.ocv.integral_V(q),
      mean_V: (a, b) => left * whole.ocv.mean_V(a, b),
      chargeAt: volts => whole.ocv.chargeAt(volts / left),
    },
    resistance_ohm: whole.resistance_ohm * left,
    max_charge_W: whole.max_charge_W * left,
    max_discharge_W: whole.max_discharge_W * left,
    highest_V: whole.highest_V * left,
    lowest_V: whole.lowest_V * left,
  }
}
