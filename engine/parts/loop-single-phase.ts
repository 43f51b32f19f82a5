import { COOLANTS, coolantOf } from '../catalogue/coolants.ts'
import { entryOf, optionalQuantity, quantity } from '../quantity/parameter.ts'
import { stations } from '../quantity/rows.ts'
import type { Column } from '../tick/column.ts'
import { component, type StepDeclaration, step, tempOf } from '../tick/component.ts'
import type { ThermalStation } from '../tick/thermal.ts'
import { heatStep } from './heat.ts'
import { flowFrac, PUMP_FAULTS, pumpParameters, pumpSteps } from './pump.ts'
import { checkStations } from './stations.ts'

const NAMES = ['cold_plates', 'radiators'] as const

/**
 * A pumped single-phase loop: the pump delivers coolant to the cold plates, one after another, then to the radiators, and back. Equations in
 * physics/heat/coolant-loop.ts; the coolant's temperatures are nodes of the plant: `ID.supply` and, after each station, `ID.STATION`.
 *
 *   rate = flow c_p x (served/demand)^(1/3), 0 while any of it is frozen
 *
 * With a bypass valve, frozen radiators do not stop the cold plates: all goes by them until they thaw. A loop that stands keeps its coolant, which takes the temperature
 * of its stations. Neglected: the latent heat of what freezes, boiling (the loop is taken to be under pressure), and the slower thaw of a plug.
 */
export const loopSinglePhase = component({
  kind: 'loop.single-phase',
  about: 'A pumped loop of liquid that carries heat from cold plates to radiators, with a bypass valve if wanted.',
  parameters: {
    coolant: entryOf(COOLANTS, {
      fallback: 'ammonia',
      about: 'Which coolant.',
      uses: ['specific_heat_J_kgK', 'freezing_K'],
    }),
    flow_kg_s: quantity({ min: 0, max: 1e6, about: 'Flow when its pump has all its power.' }),
    coolant_kg: quantity({ above: 0, max: 1e9, fallback: 20, about: 'Coolant in the loop (estimate).' }),
    cold_plates: stations('node', {
      about: 'Nodes it takes heat from, in the order of the flow, and their conductance (UA) to it.',
    }),
    radiators: stations('node', {
      about: 'Nodes it gives heat to after these, in the order of the flow, and their conductance (UA) to it.',
    }),
    bypass_open_K: optionalQuantity({
      above: 0,
      max: 2000,
      about: 'Supply temperature at which a valve leads all the coolant by the radiators.',
    }),
    bypass_shut_K: optionalQuantity({
      above: 0,
      max: 2000,
      about: 'Supply temperature at which it leads none by them; straight between.',
    }),
    initial_temp_K: quantity({ above: 0, max: 2000, fallback: 290, about: 'Temperature of the coolant at the start.' }),
    ...pumpParameters,
  },
  check: v => [...checkStations(NAMES, v), ...checkBypass(v.bypass_open_K, v.bypass_shut_K)],
  faults: PUMP_FAULTS,
  build({ id, values, lanes, each }, plant) {
    const supply = `${id}.supply`
    const station = ([node, UA_W_K]: readonly [string, number]): ThermalStation => ({
      node,
      coolant: `${id}.${node}`,
      conductance_W_K: each(() => UA_W_K),
      flow: `${id}.${node}.flow_W`,
    })
    const plates = values.cold_plates.map(station)
    const radiators = values.radiators.map(station)
    const coolants = [supply, ...[...plates, ...radiators].map(s => s.coolant)]
    const capacity_J_K = each(
      v =>
        (v.coolant_kg * coolantOf(v.coolant).specific_heat_J_kgK.value) /
        (1 + v.cold_plates.length + v.radiators.length),
    )
    const bypass =
      values.bypass_open_K === undefined || values.bypass_shut_K === undefined
        ? undefined
        : {
            open_K: each(v => v.bypass_open_K ?? 0),
            shut_K: each(v => v.bypass_shut_K ?? 0),
            frac: `${id}.bypass_frac`,
          }
    const freezing_K = each(v => coolantOf(v.coolant).freezing_K.value)
    const full_kg_s = lanes('flow_kg_s')
    const heat_J_kgK = each(v => coolantOf(v.coolant).specific_heat_J_kgK.value)
    const rate = `${id}.capacity_rate_W_K`
    const open = `${id}.radiators_open_frac`
    return {
      nodes: coolants.map(node => ({ id: node, capacity_J_K, initial_K: lanes('initial_temp_K'), held: false })),
      loops: [
        {
          supply,
          plates,
          radiators,
          rate_W_K: rate,
          radiators_open_frac: open,
          ...(bypass === undefined ? {} : { bypass }),
        },
      ],
      steps: [
        freezingStep(
          id,
          plates.map(s => s.coolant),
          radiators.map(s => s.coolant),
          freezing_K,
          bypass !== undefined,
        ),
        ...pumpSteps(id, values.bus, lanes('pump_W'), plant),
        step(
          'spend',
          { reads: { flow_frac: flowFrac(id) }, writes: { flow_kg_s: `${id}.flow_kg_s`, rate_W_K: rate } },
          io => span => {
            for (let i = span.from; i < span.to; i++) {
              io.flow_kg_s[i] = full_kg_s[i] * io.flow_frac[i]
              io.rate_W_K[i] = io.flow_kg_s[i] * heat_J_kgK[i]
            }
          },
        ),
        heatStep(`${id}.served_W`, supply),
        carriedStep(
          `${id}.carried_W`,
          plates.map(s => s.flow),
        ),
      ],
      means: [`${id}.carried_W`],
    }
  },
})

function checkBypass(open_K: number | undefined, shut_K: number | undefined) {
  if (open_K === undefined && shut_K === undefined) return []
  if (open_K === undefined || shut_K === undefined) {
    const key = open_K === undefined ? ('bypass_open_K' as const) : ('bypass_shut_K' as const)
    return [{ key, what: 'is missing', instead: 'A bypass valve needs both its temperatures, or none for no valve.' }]
  }
  if (shut_K > open_K) return []
  const what = `${shut_K} K is not above bypass_open_K, ${open_K} K`
  const instead = 'The valve lets all by where the supply is cold: write a higher temperature.'
  return [{ key: 'bypass_shut_K' as const, what, instead }]
}

/** Whether the coolant flows, and whether the radiators let it through, by the temperatures in the middle of the step. */
function freezingStep(
  id: string,
  atPlates: readonly string[],
  atRadiators: readonly string[],
  freezing_K: Column,
  hasBypass: boolean,
): StepDeclaration {
  const temps = (nodes: readonly string[]) => nodes.map(tempOf)
  const alike = (names: readonly string[]) => Object.fromEntries(names.map(name => [name, name]))
  return step(
    'offer',
    {
      midpoints: alike([...temps(atPlates), ...temps(atRadiators)]),
      writes: { frozen_frac: `${id}.frozen_frac`, open_frac: `${id}.radiators_open_frac` },
    },
    io => {
      const columns = io as Readonly<Record<string, Column>>
      const plates = temps(atPlates).map(name => columns[name])
      const radiators = temps(atRadiators).map(name => columns[name])
      return span => {
        for (let i = span.from; i < span.to; i++) {
          const frozen = (c: Column) => c[i] <= freezing_K[i]
          const shut = radiators.some(frozen)
          io.open_frac[i] = shut ? 0 : 1
          io.frozen_frac[i] = plates.some(frozen) || (shut && !hasBypass) ? 1 : 0
        }
      }
    },
  )
}

/** Sums the heat taken at some stations, for the reader. */
function carriedStep(carried: string, flows: readonly string[]): StepDeclaration {
  return step('store', { reads: Object.fromEntries(flows.map(f => [f, f])), writes: { carried_W: carried } }, io => {
    const columns = io as Readonly<Record<string, Column>>
    return span => {
      for (let i = span.from; i < span.to; i++) {
        let sum_W = 0
        for (const f of flows) sum_W += columns[f][i]
        io.carried_W[i] = sum_W
      }
    }
  })
}
