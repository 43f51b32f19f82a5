import type { Column } from '../tick/column.ts'
import type { Plant, Wires } from '../tick/component.ts'
import { component, step } from '../tick/component.ts'

/**
 * The bus: who gets what. Supply and demand are sums of what parts offered; the battery has settled its share by now.
 *
 *   supply + discharged = served + charged + curtailed,   demand = served + unserved
 *
 * Loads are served in rising `priority`; loads of one priority share what is left in proportion to what they want. Neglected:
 * line losses between parts of one bus (an array's own harness is in its collection efficiency).
 */
export const busDc = component({
  kind: 'bus.dc',
  about: 'A power bus: serves loads by priority, charges and discharges its battery, curtails what nobody wants.',
  ports: ['bus'],
  parameters: {},
  build({ id }, plant) {
    const loads = plant.parts
      .filter(p => p.values.bus === id && 'priority' in p.values)
      .sort((a, b) => Number(a.values.priority) - Number(b.values.priority))
    const groups = [...new Set(loads.map(l => Number(l.values.priority)))].map(priority => ({
      members: loads
        .map((l, k) => ({ l, k }))
        .filter(({ l }) => Number(l.values.priority) === priority)
        .map(({ k }) => k),
    }))
    const flow = (name: string) => `${id}.${name}_W`
    return {
      steps: [
        // A bus without arrays, loads or a battery still has the sums: they are zero.
        step('offer', { adds: { supply_W: flow('supply'), demand_W: flow('demand') } }, () => () => {}),
        step(
          'settle',
          {
            reads: {
              supply_W: flow('supply'),
              demand_W: flow('demand'),
              charged_W: flow('charged'),
              discharged_W: flow('discharged'),
              ...loadWires('demand', loads),
            } as Wires,
            writes: {
              served_W: flow('served'),
              curtailed_W: flow('curtailed'),
              unserved_W: flow('unserved'),
              used_frac: `${id}.used_frac`,
              served_frac: `${id}.served_frac`,
              ...loadWires('served', loads),
            } as Wires,
          },
          io => {
            const demands = loads.map((_, k) => io[`demand_${k}_W`])
            const servings = loads.map((_, k) => io[`served_${k}_W`])
            return span => {
              for (let i = span.from; i < span.to; i++) {
                const supply_W = io.supply_W[i]
                const demand_W = io.demand_W[i]
                const surplus_W = supply_W - demand_W
                const short = surplus_W + io.discharged_W[i] < 0
                // Formed from what there is, not from what is missing: a large demand must not round a small supply away.
                const served_W = short ? supply_W + io.discharged_W[i] : demand_W
                const unserved_W = demand_W - served_W
                const curtailed_W = surplus_W > 0 ? surplus_W - io.charged_W[i] : 0
                io.unserved_W[i] = unserved_W
                io.curtailed_W[i] = curtailed_W
                io.served_W[i] = served_W
                io.used_frac[i] = supply_W > 0 ? 1 - curtailed_W / supply_W : 1
                io.served_frac[i] = demand_W > 0 ? 1 - unserved_W / demand_W : 1
                let left_W = served_W
                for (const g of groups) left_W = serveGroup(g.members, demands, servings, i, left_W)
              }
            }
          },
        ),
        step('settle', { adds: { charged_W: flow('charged'), discharged_W: flow('discharged') } }, () => () => {}),
      ],
      flows: [
        { ledger: 'electrical', sign: 1, column: flow('supply') },
        { ledger: 'electrical', sign: -1, column: flow('curtailed') },
        { ledger: 'electrical', sign: -1, column: flow('served') },
      ],
      roles: [
        { role: 'generated', column: flow('supply') },
        { role: 'demanded', column: flow('demand') },
        { role: 'served', column: flow('served') },
        { role: 'curtailed', column: flow('curtailed') },
        { role: 'unserved', column: flow('unserved') },
      ],
    }
  },
})

function loadWires(what: 'demand' | 'served', loads: Plant['parts']): Wires {
  return Object.fromEntries(loads.map((l, k) => [`${what}_${k}_W`, `${l.id}.${what}_W`]))
}

/** Serves one priority out of `left_W`; returns what is left for the next. */
function serveGroup(
  members: readonly number[],
  demands: readonly Column[],
  servings: readonly Column[],
  lane: number,
  left_W: number,
): number {
  let wanted_W = 0
  for (const k of members) wanted_W += demands[k][lane]
  const share = wanted_W > left_W ? left_W / wanted_W : 1
  let given_W = 0
  for (const k of members) {
    servings[k][lane] = demands[k][lane] * share
    given_W += servings[k][lane]
  }
  return Math.max(0, left_W - given_W)
}
