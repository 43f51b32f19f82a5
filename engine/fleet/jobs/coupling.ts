import type { Fleet } from '../../scenario/fleet.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import { type LaneStates, laneStatesBytes, makeLaneStates } from './lane-states.ts'
import { ALONE, MEETING_BYTES, type Meeting, makeMeeting, meetings } from './meeting.ts'

/** What satellites that share jobs have in common, on whatever thread they run. */
export interface Coupling {
  readonly states: LaneStates
  readonly meeting: Meeting
  /** How busy each satellite that is to be recorded was to be, in the order of `fleet.record`: of tick k + 1 at place k. */
  readonly asked: readonly { readonly place: number; readonly busy_frac: Float64Array }[]
}

const bytesOf = ({ fleet, ticks }: Scenario) => {
  const { satellites, record } = fleet as Fleet
  const asked = laneStatesBytes(satellites)
  const each = 8 * (ticks + 1)
  return { asked, each, meeting: asked + each * record.length }
}

/** Bytes of the memory in which threads meet that each run a share of a fleet. */
export const couplingBytes = (scenario: Scenario) => bytesOf(scenario).meeting + MEETING_BYTES

/** Ticks that all threads have gone through, for who looks on. */
export const coupledTicks = (scenario: Scenario, memory: ArrayBufferLike): number =>
  Math.min(scenario.ticks, Math.max(0, meetings(memory, bytesOf(scenario).meeting) - 1))

/** For thread `party` of `parties` that share `memory`, of zeros at first; without memory, for one that runs all. */
export function makeCoupling(scenario: Scenario, parties = 1, party = 0, memory?: ArrayBufferLike): Coupling {
  const { satellites, record } = scenario.fleet as Fleet
  const bytes = bytesOf(scenario)
  const held = memory ?? new ArrayBuffer(couplingBytes(scenario))
  return {
    states: makeLaneStates(satellites, held),
    meeting: memory === undefined ? ALONE : makeMeeting(parties, party, held, bytes.meeting),
    asked: record.map((satellite, k) => ({
      place: satellite - 1,
      busy_frac: new Float64Array(held, bytes.asked + k * bytes.each, scenario.ticks + 1),
    })),
  }
}
