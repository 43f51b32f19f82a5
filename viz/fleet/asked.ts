import { type Asked, askSatellites, type Fleet, type Scenario } from '../../engine/index.ts'

/** Satellites times ticks of the largest fleet that is tried: what takes longer than one waits even where all goes fast. */
const MOST_RUN = 1e7
/** So long one waits. */
const PATIENCE_ms = 5000

let known: { readonly of: string; readonly askedOf: (satellite: number) => Asked | undefined } | undefined

/**
 * How busy a satellite is among those with which it shares jobs; undefined where that takes too long to find out, or none are shared. It is found for all
 * of a fleet at once and kept until another is asked for.
 */
export function askedIn(
  scenario: Scenario,
  satellite: number,
  underWay: (done_frac: number) => void,
): Asked | undefined {
  const { satellites, jobs } = scenario.fleet as Fleet
  const { ticks } = scenario
  if (jobs === undefined || satellites * ticks > MOST_RUN) return undefined
  const of = JSON.stringify(scenario.given)
  if (known?.of !== of) {
    const all = Array.from({ length: satellites }, (_, k) => k + 1)
    const until_ms = performance.now() + PATIENCE_ms
    const goesOn = (tick: number) => {
      underWay(tick / ticks)
      return performance.now() < until_ms
    }
    known = { of, askedOf: askSatellites(scenario, all, goesOn) }
  }
  return known.askedOf(satellite)
}
