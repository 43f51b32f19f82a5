import type { FastDesign } from '../design/design.ts'
import { add, and, type Code, choose, div, ge, gt, least, lt, most, mul, negative, sub } from './assembler.ts'
import type { Body } from './body.ts'
import type { Network } from './network.ts'
import { derived, type Places } from './places.ts'
import { sum } from './sum.ts'

/** A battery that runs empty does so within a step of this length, s: the step before ends where it still had something. */
const EMPTYING_s = 2
/** Stands for a duration or a power of 0 where one divides by it; what is divided is then 0. */
const TINY = 1e-12

export interface Power {
  /** Means over the step, W. */
  readonly supply: Code
  readonly wanted: Code
  readonly served: Code
  readonly curtailed: Code
  readonly loss: Code
  readonly absorbed: Code
  /** Energy in the battery at the end, J; without one undefined. */
  readonly end_J?: Code
  /** Whether the battery runs empty on the way, in a step that could be shorter; without one undefined. */
  readonly empties?: Code
  /** What heats each node, W. */
  readonly heat: readonly (Code | undefined)[]
}

/** Arrays, battery and bus of a design over a step of `h` (s), and the heat that follows from them. */
export function makePower(d: FastDesign, places: Places, body: Body, network: Network, h: Code): Power {
  const { keep } = body
  const { constant } = places
  const { nodes, arrays, loads, battery } = d
  const zero = constant(0)
  const one = constant(1)
  const sunlight = keep(places.sunlight.value)
  const perSecond = keep(div(one, most(h, constant(TINY))))

  const heat = nodes.map((node, i) => {
    const sun = node.absorbing_m2 === 0 ? undefined : mul(sunlight, constant(node.absorbing_m2))
    const taken = sum(sun, places.earth[i]?.value)
    return taken && keep(taken)
  })
  const absorbed = keep(heat.reduce(sum, undefined) ?? zero)
  const demands = loads.map((_, l) => keep(places.demand[l].value))
  const wanted = keep(demands.reduce<Code | undefined>(sum, undefined) ?? zero)

  const store = battery && {
    charge_J: keep(places.charge.value),
    full_J: constant(battery.capacity_J),
    maxCharge: constant(battery.max_charge_W),
    /** Most power at the bus that it takes until it is full. */
    room: zero,
  }
  if (store !== undefined && battery !== undefined) {
    const empty_J = most(zero, sub(store.full_J, store.charge_J))
    const perCharging = constant(derived(1, battery.charge_efficiency_frac, (a, b) => a / b))
    store.room = keep(mul(mul(empty_J, perCharging), perSecond))
  }
  const takes = (surplus: Code) => (store === undefined ? zero : least(store.room, least(surplus, store.maxCharge)))

  const supplies = offered()
  const supply = supplies.length === 1 ? supplies[0] : keep(supplies.reduce<Code | undefined>(sum, undefined) ?? zero)

  /** What an array's cells can use, W/m2. */
  function lightOn(array: number): Code {
    const light = places.light[array]?.value
    if (light === undefined) return sunlight
    return d.turning === undefined ? add(sunlight, light) : light
  }

  /**
   * What the arrays offer (the equations of parts/array-flat.ts) at their mean temperature over the step. That is the mean of a relaxation towards
   * balance, T + h dT/dt f(z) with z the step over the time constant: f = (1 - (1 - exp -z) / z) / z, by its rational fraction
   * (1/2 + z/12) / (1 + z/2 + z^2/12), which is fourth order in z and right in the limit. What of their power is used, and so does not heat them,
   * is expected from what they would offer if they stayed as warm as they are.
   */
  function offered(): Code[] {
    const faces = arrays.map((a, k) => {
      const peak = keep(mul(lightOn(k), constant(a.peak_m2)))
      const beta = constant(a.beta_per_K)
      const cold = constant(derived(a.beta_per_K, a.reference_K, (b, t) => 1 - b * t))
      /** At a temperature. */
      const power = (temp: Code) => mul(peak, most(zero, add(cold, mul(beta, temp))))
      const state = network.nodes[a.node]
      return { ...a, peak, beta, power, state, now: keep(mul(peak, add(cold, mul(beta, state.temp)))) }
    })
    const all = faces.map(f => f.now).reduce<Code | undefined>(sum, undefined)
    if (all === undefined) return []
    const now = keep(all)
    const surplus = keep(most(zero, sub(now, wanted)))
    const share = keep(sub(one, div(sub(surplus, takes(surplus)), most(now, constant(TINY)))))
    return faces.map(({ node, peak, beta, power, state, now }) => {
      const { temp, capacity, perCapacity: perJoule, space } = state
      const net = keep(sub(sum(heat[node], state.flow) ?? zero, mul(now, share)))
      const rate = keep(sum(state.rate, mul(mul(peak, beta), share)) as Code)
      const ahead = mul(mul(constant(0.5), h), net)
      const guess = keep(add(temp, div(ahead, add(capacity, mul(mul(constant(1 / 3), h), rate)))))
      let steep = rate
      if (space !== undefined) {
        // Radiation as it rises from here to the guess, in place of its slope here.
        const secant = mul(mul(space.exchange, add(guess, temp)), add(mul(guess, guess), mul(temp, temp)))
        steep = add(sub(rate, space.slope), secant)
      }
      const perCapacity = keep(mul(h, constant(perJoule)))
      const z = keep(mul(perCapacity, steep))
      const top = keep(add(constant(0.5), mul(constant(1 / 12), z)))
      const middle = add(temp, mul(mul(perCapacity, net), div(top, add(one, mul(z, top)))))
      return keep(power(middle))
    })
  }

  const surplus = keep(sub(supply, wanted))
  const over = keep(most(zero, surplus))
  const { charged, discharged, loss, end_J, empties } = exchanged()

  /** The battery (physics/power/battery.ts). */
  function exchanged() {
    if (store === undefined || battery === undefined) return { charged: zero, discharged: zero, loss: zero }
    const { charge_J, full_J } = store
    const efficiency = constant(battery.charge_efficiency_frac)
    const discharging = battery.discharge_efficiency_frac
    const perDischarging = constant(derived(1, discharging, (a, b) => a / b))
    const floor_J = constant(derived(battery.floor_frac, battery.capacity_J, (a, b) => a * b))
    const under = keep(most(zero, negative(surplus)))
    const given = keep(least(over, store.maxCharge))
    const asked = keep(least(under, constant(battery.max_discharge_W)))
    const held = keep(mul(mul(most(zero, sub(charge_J, floor_J)), constant(discharging)), perSecond))
    const charged = keep(least(given, store.room))
    const discharged = keep(least(asked, held))
    // Full and empty are exact, not what rounding leaves.
    const up = choose(ge(given, store.room), most(charge_J, full_J), add(charge_J, mul(mul(charged, efficiency), h)))
    const down = choose(
      ge(asked, held),
      least(charge_J, floor_J),
      sub(charge_J, mul(mul(discharged, perDischarging), h)),
    )
    const lossCharging = mul(charged, constant(derived(1, battery.charge_efficiency_frac, (a, b) => a - b)))
    const lossDischarging = mul(discharged, constant(derived(1, discharging, (a, b) => 1 / b - a)))
    return {
      charged,
      discharged,
      loss: keep(add(lossCharging, lossDischarging)),
      end_J: keep(choose(lt(surplus, zero), down, up)),
      empties: and(and(gt(asked, held), gt(held, zero)), gt(h, constant(EMPTYING_s))),
    }
  }

  /** The bus (parts/bus-dc.ts). */
  const short = keep(lt(add(surplus, discharged), zero))
  const served = keep(choose(short, add(supply, discharged), wanted))
  const curtailed = keep(sub(over, charged))
  const warm = (node: number, w: Code) => {
    if (node >= 0) heat[node] = keep(sum(heat[node], w) as Code)
  }
  if (battery !== undefined) warm(battery.node, loss)
  if (arrays.length === 1) warm(arrays[0].node, sub(curtailed, supply))
  else if (arrays.length > 1) {
    const used = keep(sub(one, div(curtailed, most(supply, constant(TINY)))))
    for (const [k, a] of arrays.entries()) warm(a.node, negative(mul(supplies[k], used)))
  }
  serve()

  /** Heats the nodes of the loads. What is served goes to them in their priority; those of one priority share alike. */
  function serve(): void {
    const groups = [...new Set(loads.map(l => l.priority))].map(priority =>
      loads.flatMap((l, k) => (l.priority === priority ? [k] : [])),
    )
    let left = served
    for (const [g, members] of groups.entries()) {
      const asked = keep(members.map(m => demands[m]).reduce<Code | undefined>(sum, undefined) as Code)
      const given = groups.length === 1 ? served : keep(least(asked, left))
      if (members.length === 1) warm(loads[members[0]].node, given)
      else {
        const share = keep(div(given, most(asked, constant(TINY))))
        for (const m of members) warm(loads[m].node, mul(demands[m], share))
      }
      if (g < groups.length - 1) left = keep(sub(left, given))
    }
  }

  return {
    supply,
    wanted,
    served,
    curtailed,
    loss,
    absorbed,
    heat,
    ...(end_J && { end_J }),
    ...(empties && { empties }),
  }
}
