import type { Fleet } from '../../scenario/fleet.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import { ENDING_BYTES, type Ending, makeEnding } from './ending.ts'
import { type LaneStates, laneStatesBytes, makeLaneStates } from './lane-states.ts'
import { ALONE, MEETING_BYTES, type Meeting, makeMeeting } from './meeting.ts'

/** What satellites that share jobs have in common, on whatever thread they run. */
export interface Coupling {
  readonly states: LaneStates
  readonly meeting: Meeting
  readonly ending: Ending
  /** How busy each satellite that is to be recorded was to be, in the order of `fleet.record`: of tick k + 1 at place k. */
  readonly asked: readonly { readonly place: number; readonly busy_frac: Float64Array }[]
}

const bytesOf = ({ fleet, ticks }: Scenario) => {
  const { satellites, record } = fleet as Fleet
  const asked = laneStatesBytes(satellites)
  const each = 8 * (ticks + 1)
  const meeting = asked + each * record.length
  return { asked, each, meeting, ending: meeting + MEETING_BYTES }
}

/** Bytes of the memory in which threads meet that each run a share of a fleet. */
export const couplingBytes = (scenario: Scenario) => bytesOf(scenario).ending + ENDING_BYTES

/** Follows satellites that share jobs, from without, and can have them end early. */
export const lookOn = (scenario: Scenario, memory: ArrayBufferLike): Omit<Ending, 'reached'> =>
  makeEnding(scenario.ticks, memory, bytesOf(scenario).ending)

/** For thread `party` of `parties` that share `memory`, of zeros at first; without memory, for one that runs all. */
export function makeCoupling(scenario: Scenario, parties = 1, party = 0, memory?: ArrayBufferLike): Coupling {
  const { satellites, record } = scenario.fleet as Fleet
  const bytes = bytesOf(scenario)
  const held = memory ?? new ArrayBuffer(couplingBytes(scenario))
  return {
    states: makeLaneStates(satellites, held),
    meeting: memory === undefined ? ALONE : makeMeeting(parties, party, held, bytes.meeting),
    ending: makeEnding(scenario.ticks, held, bytes.ending),
    asked: record.map((satellite, k) => ({
      place: satellite - 1,
      busy_frac: new Float64Array(held, bytes.asked + k * bytes.each, scenario.ticks + 1),
    })),
  }
}
