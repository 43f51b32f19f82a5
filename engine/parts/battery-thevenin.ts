import { makeOpenCircuit, makeTheveninSettlement, settleThevenin } from '../physics/thevenin.ts'
import { fraction, optionalPairs, optionalPartRef, partRef, quantity } from '../quantity/parameter.ts'
import { component, step, tempOf } from '../tick/component.ts'
import { batteriesBefore, lifeOf, lifeParameters } from './battery.ts'
import { heatStep } from './heat.ts'

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
 * A battery with a voltage and a resistance: cells in series and in parallel, settled by physics/thevenin.ts. The resistance follows the
 * temperature of its node, R = R0 exp(B (1/T - 1/293.15 K)), as it is at the start of the step (and that of 150 K below 150 K). `charge_frac` counts charge (ampere hours); the ledger
 * counts `energy_J`, the integral of the open-circuit voltage. Neglected: hysteresis, self-discharge, cells that differ.
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
    initial_charge_frac: fraction({ fallback: 1, about: 'Charge at the start.' }),
    floor_frac: fraction({ fallback: 0, about: 'Charge below which it does not discharge.' }),
    max_charge_W: quantity({ min: 0, max: 1e15, fallback: 1e15, about: 'Most power it takes, at the bus.' }),
    max_discharge_W: quantity({ min: 0, max: 1e15, fallback: 1e15, about: 'Most power it gives, at the bus.' }),
    ...lifeParameters,
    bus: partRef('bus', { about: 'The bus it is on.' }),
    node: optionalPartRef('node', { about: 'The thermal node that its losses heat and whose temperature it has.' }),
  },
  check: ({ cell_voltage_table: rows }) =>
    rows === undefined || (rows[0][0] === 0 && rows[rows.length - 1][0] === 1 && rows.every(r => r[1] > 0))
      ? []
      : [
          {
            key: 'cell_voltage_table' as const,
            what: 'it does not go from charge 0 to charge 1 with volts above 0',
            instead: 'Write [[0, 3.0], ..., [1, 4.2]].',
          },
        ],
  build({ id, values, lanes, each }, plant) {
    const { bus, node } = values
    const cellOcv = makeOpenCircuit(values.cell_voltage_table ?? LITHIUM_ION)
    const series = lanes('series_count')
    const capacity_C = each(v => v.cell_capacity_Ah * v.parallel_count * 3600)
    const resistance_ohm = each(v => (v.cell_resistance_ohm * v.series_count) / v.parallel_count)
    const slope_K = lanes('resistance_slope_K')
    const [floor, maxCharge_W, maxDischarge_W] = [lanes('floor_frac'), lanes('max_charge_W'), lanes('max_discharge_W')]
    const initial = lanes('initial_charge_frac')
    const ocv = Array.from(series, n => ({
      integral_V: (q: number) => n * cellOcv.integral_V(q),
      mean_V: (a: number, b: number) => n * cellOcv.mean_V(a, b),
    }))
    const energy_J = (lane: number, q: number) => ocv[lane].integral_V(q) * capacity_C[lane]
    const charge = `${id}.charge_frac`
    const energy = `${id}.energy_J`
    const loss = `${id}.loss_W`
    const before = batteriesBefore(id, bus, plant)
    const one = each(() => 1)
    return {
      ...lifeOf(charge, values, each),
      states: [
        { column: charge, initial },
        {
          column: energy,
          initial: initial.map((q, i) => energy_J(i, q)),
          follows: { column: charge, value: energy_J },
        },
      ],
      steps: [
        step(
          'settle',
          {
            reads: {
              supply_W: `${bus}.supply_W`,
              demand_W: `${bus}.demand_W`,
              start_frac: charge,
              start_J: energy,
              ...(node === undefined ? {} : { temp_K: tempOf(node) }),
              ...before.reads,
            } as { supply_W: string; demand_W: string; start_frac: string; start_J: string },
            writes: {
              charged_W: `${id}.charged_W`,
              discharged_W: `${id}.discharged_W`,
              loss_W: loss,
              current_A: `${id}.current_A`,
              voltage_V: `${id}.voltage_V`,
            },
            adds: { bus_charged_W: `${bus}.charged_W`, bus_discharged_W: `${bus}.discharged_W` },
            advances: { end_frac: charge, end_J: energy },
          },
          io => {
            const out = makeTheveninSettlement()
            const columns = io as Readonly<Record<string, Float64Array>>
            const taken = before.bind(columns)
            return span => {
              for (let i = span.from; i < span.to; i++) {
                const warmth = node === undefined ? 0 : 1 / Math.max(COLDEST_K, columns.temp_K[i]) - 1 / REFERENCE_K
                settleThevenin(
                  io.start_frac[i],
                  {
                    ocv: ocv[i],
                    capacity_C: capacity_C[i],
                    resistance_ohm: resistance_ohm[i] * Math.exp(slope_K[i] * warmth),
                    floor_frac: floor[i],
                    max_charge_W: maxCharge_W[i],
                    max_discharge_W: maxDischarge_W[i],
                  },
                  io.supply_W[i] - taken.charged_W(i),
                  io.demand_W[i] - taken.discharged_W(i),
                  span.duration_s,
                  out,
                )
                io.end_frac[i] = out.end_frac
                io.end_J[i] = io.start_J[i] + out.change_J
                io.charged_W[i] = out.charged_W
                io.discharged_W[i] = out.discharged_W
                io.loss_W[i] = out.loss_W
                io.current_A[i] = out.current_A
                const power_W = out.charged_W + out.discharged_W
                io.voltage_V[i] =
                  Math.abs(out.current_A) > 1e-12
                    ? power_W / Math.abs(out.current_A)
                    : ocv[i].mean_V(out.end_frac, out.end_frac)
                io.bus_charged_W[i] += out.charged_W
                io.bus_discharged_W[i] += out.discharged_W
              }
            }
          },
        ),
        ...(node === undefined ? [] : [heatStep(loss, node)]),
      ],
      flows: [
        { ledger: 'electrical', sign: -1, column: loss },
        ...(node === undefined ? [{ ledger: 'total', sign: -1, column: loss } as const] : []),
      ],
      stored: [
        { ledger: 'electrical', state: energy, scale_J: one },
        { ledger: 'total', state: energy, scale_J: one },
      ],
      roles: [
        { role: 'loss', column: loss },
        { role: 'charged', column: `${id}.charged_W` },
        { role: 'discharged', column: `${id}.discharged_W` },
      ],
    }
  },
})
