import { optionalQuantity } from '../quantity/parameter.ts'
import { component, type LedgerName, step } from '../tick/component.ts'
import { type BusLoads, converts, drawStep, lossOf, serveStep } from './bus-serving.ts'
import { heatStep } from './heat.ts'
import { batteryOf, loadsOf, noBattery } from './load.ts'
import { backOn, makeShedding } from './shedding.ts'

/**
 * The bus: who gets what. Supply and demand are sums of what parts offered; loads that are shed draw nothing, the others what they want
 * over the efficiency of their converters; the batteries settle their share of that; then
 *
 *   supply + imported + discharged = served + conversion loss + exported + charged + curtailed,   demand = served + unserved
 *
 * Loads (and converters to other buses) are served in rising `priority`; those of one priority share what is left in proportion to what they draw.
 * Neglected: line losses between parts of one bus (an array's own harness is in its collection efficiency).
 */
export const busDc = component({
  kind: 'bus.dc',
  about: 'A power bus: serves loads by priority, sheds them by charge, charges and discharges its batteries.',
  ports: ['bus'],
  parameters: {
    survival_below_frac: optionalQuantity({
      min: 0,
      max: 1,
      about: 'Charge of its first battery below which only essential loads are served.',
    }),
    survival_leave_frac: optionalQuantity({
      min: 0,
      max: 1,
      about:
        'Charge above which it leaves the survival mode; left out, a tenth of the battery over survival_below_frac.',
    }),
  },
  check(v, parts) {
    const { survival_below_frac: below, survival_leave_frac: leave } = v
    const id = parts.find(p => p.values === v)?.id ?? ''
    const key = 'survival_leave_frac' as const
    const instead = 'Write survival_below_frac, and a charge above it here.'
    if (below === undefined)
      return leave === undefined ? [] : [{ key, what: 'there is no survival mode to leave', instead }]
    return [
      ...(batteryOf(id, parts) !== undefined ? [] : [{ key: 'survival_below_frac' as const, ...noBattery(id) }]),
      ...(leave === undefined || leave >= below
        ? []
        : [{ key, what: `${leave} is below survival_below_frac, ${below}`, instead }]),
    ]
  },
  build({ id, values, each }, plant) {
    const loads = loadsOf(id, plant)
    const exports = plant.parts.filter(p => p.values.bus === id && 'to_bus' in p.values)
    const survival =
      values.survival_below_frac === undefined
        ? undefined
        : {
            off: each(v => v.survival_below_frac ?? 0),
            on: each(v => backOn(v.survival_below_frac ?? 0, v.survival_leave_frac)),
          }
    const shedding = makeShedding(id, loads, survival, plant)
    const bus: BusLoads = {
      id,
      loads,
      exports,
      passed: loads.map(l => l.each(v => v.conversion_efficiency_frac ?? 1)),
      draw_W: loads.map(() => new Float64Array(plant.lanes)),
      offs: loads.map(l => ({
        ...(l.values.shed_below_frac === undefined ? {} : { shed: `${l.id}.shed_W` }),
        ...(survival === undefined || l.values.essential ? {} : { survival: `${l.id}.survival_W` }),
      })),
    }
    const converting = loads.filter(converts)
    const flow = (name: string) => `${id}.${name}_W`
    const out = (ledger: LedgerName, column: string) => ({ ledger, sign: -1, column }) as const
    return {
      states: shedding.states,
      steps: [
        // A bus without arrays, loads, a battery or other buses still has the sums: they are zero.
        step('offer', { adds: { supply_W: flow('supply'), demand_W: flow('demand') } }, () => () => {}),
        step(
          'settle',
          { adds: { in_W: flow('imported'), charged_W: flow('charged'), discharged_W: flow('discharged') } },
          () => () => {},
        ),
        drawStep(bus, shedding),
        serveStep(bus),
        ...converting.flatMap(l => (l.values.node === undefined ? [] : [heatStep(lossOf(l), l.values.node)])),
      ],
      flows: [
        { ledger: 'electrical', sign: 1, column: flow('supply') },
        { ledger: 'electrical', sign: 1, column: flow('imported') },
        ...['exported', 'curtailed', 'served'].map(name => out('electrical', flow(name))),
        ...converting.map(l => out('electrical', lossOf(l))),
        ...converting.filter(l => l.values.node === undefined).map(l => out('total', lossOf(l))),
      ],
      roles: [
        { role: 'generated', column: flow('supply') },
        { role: 'demanded', column: flow('demand') },
        { role: 'served', column: flow('served') },
        { role: 'curtailed', column: flow('curtailed') },
        { role: 'unserved', column: flow('unserved') },
        ...converting.map(l => ({ role: 'loss', column: lossOf(l) }) as const),
      ],
      unserved: loads.map(({ id: load }, k) => ({
        load,
        demand: `${load}.demand_W`,
        served: `${load}.served_W`,
        off: bus.offs[k],
      })),
    }
  },
})
