import { ROUNDING_frac } from '../../tick/ledger.ts'
import type { Each, FastDesign } from '../design/design.ts'
import { TALLIES, TALLY, TILE_LANES } from '../tile/layout.ts'
import {
  abs,
  add,
  and,
  andNot,
  type Code,
  choose,
  get,
  gt,
  le,
  least,
  loadWhole,
  moduleOf,
  most,
  mul,
  notBelow,
  or,
  plus,
  resolved,
  set,
  storeWhole,
  sub,
  times,
  until,
  type WholeFunction,
  whole,
} from './assembler.ts'
import { type Body, writeBody } from './body.ts'
import { makeNetwork } from './network.ts'
import type { Places } from './places.ts'
import { makePower } from './power.ts'
import { sum } from './sum.ts'

/** Bytes of a pair in a row. */
const PAIR = 16
// Locals in whole numbers, parameters first.
const LANES = 0
const LIST = 0
const COUNT = 1
const END = 2
const LANE = 3
/** Pairs that go through a function side by side. */
const PAIRS = 2
const WHOLES = LANE + PAIRS
/** Place of the two lanes that rows have to spare: what stands there has no duration. */
const SPARE = TILE_LANES * 8
/** Place of the pair in a row, bytes. */
export const PAIR_AT: Code = get(LANE)

/**
 * The functions of a design, as code that WebAssembly runs: one pair of lanes after the other, all of its numbers in registers, no loop over
 * nodes and nothing asked twice.
 *
 * `stepAll(lanes)`: the first piece of a tick of all lanes; the tally begins with it. `step(list, count)`: one more piece of the pairs whose places in
 * a row (bytes) stand in the list. Each lane goes through its own duration; one of duration 0 stays as it is, and so does one that refuses the
 * thermal step. Both return whether any refused (1, else 0). `close(lanes)`: the end of a tick.
 */
export function stepCode(d: FastDesign, places: Places): Uint8Array {
  return moduleOf([
    everyPair('stepAll', body => takeStep(d, once(places, body), body, true)),
    listed('step', body => takeStep(d, once(places, body), body, false)),
    everyPair('close', body => close(d, once(places, body), body)),
  ])
}

/** Numbers that are the same for all lanes are read before the loop, the others once in it. */
function once(places: Places, body: Body): Places {
  const read = new Map<Each, Code>()
  return {
    ...places,
    constant(of) {
      const code = read.get(of) ?? (typeof of === 'number' ? body.ahead : body.keep)(places.constant(of))
      read.set(of, code)
      return code
    },
  }
}

function made(
  name: string,
  parameters: number,
  write: (body: Body) => void,
  around: (round: Code) => Code,
): WholeFunction {
  const { before, round, gathered, locals } = writeBody(LANE, PAIRS, write)
  const body = [...before, ...resolved(around(round), local => local), ...gathered]
  return { name, parameters, wholes: WHOLES - parameters, lanes: locals, body }
}

const sideBySide = Array.from({ length: PAIRS }, (_, k) => k)

const everyPair = (name: string, write: (body: Body) => void) =>
  made(name, 1, write, inside => [
    ...set(END, times(get(LANES), whole(8))),
    ...sideBySide.slice(1).flatMap(k => set(LANE + k, whole(PAIR * k))),
    ...until(notBelow(get(LANE), get(END)), [
      ...inside,
      ...sideBySide.flatMap(k => set(LANE + k, plus(get(LANE + k), whole(PAIR * PAIRS)))),
    ]),
  ])

const listed = (name: string, write: (body: Body) => void) =>
  made(name, 2, write, inside => [
    ...set(END, plus(get(LIST), times(get(COUNT), whole(4)))),
    // The list is filled up with the spare pair.
    ...sideBySide.slice(1).flatMap(k => storeWhole(get(END), 4 * (k - 1), whole(SPARE))),
    ...until(notBelow(get(LIST), get(END)), [
      ...sideBySide.flatMap(k => set(LANE + k, loadWhole(get(LIST), 4 * k))),
      ...inside,
      ...set(LIST, plus(get(LIST), whole(4 * PAIRS))),
    ]),
  ])

/** A step of a pair, moved on and booked for the lanes that have a duration and did not refuse. */
function takeStep(d: FastDesign, places: Places, body: Body, begins: boolean): void {
  const { keep, say } = body
  const { tally, charge } = places
  const zero = places.constant(0)
  const h = keep(places.duration.value)
  const network = makeNetwork(d, places, body)
  const power = makePower(d, places, body, network, h)
  const { supply, wanted, served, curtailed, loss, absorbed, heat } = power
  const warmed = network.warm(h, heat)
  const { temps, heating, radiated, warmed_J } = warmed

  const moves = keep(gt(h, zero))
  const tooLong = power.empties === undefined ? warmed.tooLong : or(warmed.tooLong, power.empties)
  const refused = keep(and(tooLong, moves))
  say(places.refused.becomes(refused))
  body.gather(refused)
  const live = keep(andNot(moves, refused))
  const lived_s = keep(and(h, live))
  const book = (at: number, energy_J: Code) => {
    const row = tally[at]
    say(row.becomes(begins ? energy_J : add(row.value, energy_J)))
  }
  const mean = (at: number, power_W: Code) => book(at, mul(power_W, lived_s))
  mean(TALLY.generated_J, supply)
  mean(TALLY.demanded_J, wanted)
  mean(TALLY.served_J, served)
  mean(TALLY.curtailed_J, curtailed)
  mean(TALLY.unserved_J, sub(wanted, served))
  mean(TALLY.loss_J, loss)
  mean(TALLY.radiated_J, radiated)
  mean(TALLY.absorbed_J, absorbed)
  const kept = power.end_J === undefined ? undefined : keep(charge.value)
  const unbalanced = mul(sub(sub(sub(supply, curtailed), served), loss), lived_s)
  const stored = kept && and(sub(power.end_J as Code, kept), live)
  book(TALLY.electrical_J, stored === undefined ? unbalanced : sub(unbalanced, stored))
  book(TALLY.thermal_J, sub(mul(sub(heating, radiated), lived_s), and(warmed_J, live)))
  if (kept !== undefined) say(charge.becomes(choose(live, power.end_J as Code, kept)))
  for (const [i, end] of temps.entries()) say(places.temp[i].becomes(choose(live, end, network.nodes[i].temp)))
}

/** Closes a tick of a pair: adds the tally to the totals, keeps the extremes and the worst residuals beyond rounding. */
function close(d: FastDesign, places: Places, body: Body): void {
  const { keep, say } = body
  const { tally, total, coldest, hottest, charge, lowest, constant } = places
  let held: Code | undefined
  for (const [i, row] of places.temp.entries()) {
    const temp = keep(row.value)
    say(coldest[i].becomes(least(coldest[i].value, temp)))
    say(hottest[i].becomes(most(hottest[i].value, temp)))
    held = keep(sum(held, mul(constant(d.nodes[i].capacity_J_K), temp)) as Code)
  }
  const zero = constant(0)
  const stored = d.battery === undefined ? zero : keep(charge.value)
  if (d.battery !== undefined) say(lowest.becomes(least(lowest.value, stored)))
  const books = [
    { row: TALLY.electrical_J as number, store: stored },
    { row: TALLY.thermal_J as number, store: held ?? zero },
  ]
  for (let k = 0; k < TALLIES; k++)
    if (!books.some(b => b.row === k)) say(total[k].becomes(add(total[k].value, tally[k].value)))
  for (const { row, store } of books) {
    const off = keep(abs(tally[row].value))
    const beyond = andNot(off, le(off, mul(constant(ROUNDING_frac), store)))
    say(total[row].becomes(most(total[row].value, beyond)))
  }
}
