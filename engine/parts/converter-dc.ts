import { choice, flag, optionalPartRef, partRef, quantity } from '../quantity/parameter.ts'
import type { Column } from '../tick/column.ts'
import { component, type OtherPart, type Plant, step, type Wires } from '../tick/component.ts'
import { heatStep } from './heat.ts'
import { loadParameters } from './load.ts'

/**
 * A converter that feeds one bus from another: to its own bus it is a taker with a priority, to the other a supply beside its arrays.
 *
 *   wanted = min(max, draw - supply of to_bus),   demand = idle + wanted/eta,   delivered = max(0, served - idle) eta,   loss = served - delivered
 *
 * It asks for what the other bus lacks, before that bus's batteries give: so no joule is stored twice, and it does not charge them. With
 * `source: surplus` it asks for no more than what its own bus has over when all its loads have theirs, before that charges its batteries;
 * converters before it in the scenario have theirs first. The idle loss is drawn as long as it is connected. Neglected: the rise of the
 * loss with the square of the current, which for a converter used at a fraction of its rating is small beside eta.
 */
export const converterDc = component({
  kind: 'converter.dc',
  about: 'A converter between two buses: gives one what it lacks out of the other.',
  parameters: {
    bus: partRef('bus', { about: 'The bus that it draws from.' }),
    to_bus: partRef('bus', { about: 'The bus that it feeds.' }),
    max_power_W: quantity({ min: 0, max: 1e12, about: 'Most power that it delivers.' }),
    efficiency_frac: quantity({
      above: 0,
      max: 1,
      fallback: 0.95,
      about: 'Share of what it draws above its idle loss that it delivers (estimate).',
    }),
    idle_W: quantity({ min: 0, max: 1e9, fallback: 0, about: 'What it draws for itself while connected.' }),
    source: choice(['bus', 'surplus'], {
      fallback: 'bus',
      about: 'Whether it takes from arrays and batteries of its bus alike, or only what the arrays have over.',
    }),
    priority: loadParameters.priority,
    essential: flag({ fallback: true, about: 'Stays on in the survival mode of the bus that it draws from.' }),
    node: optionalPartRef('node', { about: 'The thermal node that its loss heats; without one it leaves the model.' }),
  },
  check({ bus, to_bus }, parts) {
    const key = 'to_bus' as const
    if (bus === to_bus)
      return [{ key, what: 'both ends are one bus', instead: 'Name another bus, or leave the part out.' }]
    // Two buses that feed each other would each wait for what the other lacks.
    if (!reachedFrom(to_bus, parts).has(bus)) return []
    const what = `${bus} feeds ${to_bus}, and ${to_bus} feeds ${bus} again`
    return [{ key, what, instead: 'Power goes one way between buses: leave one of the converters out.' }]
  },
  build({ id, values, lanes }, plant) {
    const { bus, to_bus, node, source } = values
    const [max_W, idle_W, efficiency] = [lanes('max_power_W'), lanes('idle_W'), lanes('efficiency_frac')]
    const before = convertersBefore(id, bus, plant)
    const sleeps = !values.essential && plant.part(bus).values.survival_below_frac !== undefined
    const loss = `${id}.loss_W`
    return {
      steps: [
        step(
          'settle',
          {
            reads: {
              lacking_W: `${to_bus}.draw_W`,
              has_W: `${to_bus}.supply_W`,
              ...(source === 'surplus' ? { supply_W: `${bus}.supply_W`, own_W: `${bus}.own_draw_W`, ...before } : {}),
              ...(sleeps ? { survival_frac: `${bus}.survival_frac` } : {}),
            } as Wires,
            writes: { demand_W: `${id}.demand_W` },
            adds: { draw_W: `${bus}.draw_W` },
          },
          bound => {
            const io = bound as Readonly<Record<string, Column>>
            const others = Object.keys(before).map(word => io[word])
            return ({ from, to }) => {
              for (let i = from; i < to; i++) {
                const wanted_W = Math.min(max_W[i], Math.max(0, io.lacking_W[i] - io.has_W[i]))
                let demand_W = idle_W[i] + wanted_W / efficiency[i]
                if (source === 'surplus') {
                  const left_W = others.reduce((left, c) => left - c[i], io.supply_W[i] - io.own_W[i])
                  demand_W = Math.min(demand_W, Math.max(0, left_W))
                }
                if (sleeps && io.survival_frac[i] > 0.5) demand_W = 0
                io.demand_W[i] = demand_W
                io.draw_W[i] += demand_W
              }
            }
          },
        ),
        step(
          'settle',
          {
            reads: { served_W: `${id}.served_W` },
            writes: { delivered_W: `${id}.delivered_W`, loss_W: loss },
            adds: { imported_W: `${to_bus}.imported_W` },
          },
          io =>
            ({ from, to }) => {
              for (let i = from; i < to; i++) {
                const delivered_W = Math.max(0, io.served_W[i] - idle_W[i]) * efficiency[i]
                io.delivered_W[i] = delivered_W
                io.loss_W[i] = io.served_W[i] - delivered_W
                io.imported_W[i] += delivered_W
              }
            },
        ),
        ...(node === undefined ? [] : [heatStep(loss, node)]),
      ],
      flows: node === undefined ? [{ ledger: 'total', sign: -1, column: loss } as const] : [],
      roles: [{ role: 'loss', column: loss }],
    }
  },
})

const isConverter = (p: OtherPart) => 'to_bus' in p.values

/** What the converters before this one on its bus ask for. */
function convertersBefore(id: string, bus: string, plant: Plant): Wires {
  const all = plant.parts.filter(p => isConverter(p) && p.values.bus === bus)
  const before = all.slice(
    0,
    all.findIndex(p => p.id === id),
  )
  return Object.fromEntries(before.map((p, k) => [`before_${k}_W`, `${p.id}.demand_W`]))
}

/** The buses that a bus feeds, through others too. */
function reachedFrom(bus: string, parts: readonly OtherPart[]): Set<string> {
  const reached = new Set([bus])
  for (const at of reached)
    for (const p of parts) if (isConverter(p) && p.values.bus === at) reached.add(String(p.values.to_bus))
  return reached
}
