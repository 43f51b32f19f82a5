import { json2satrec, propagate, type SatRec } from 'satellite.js'
import type { Elements } from '../../engine/physics/orbit/orbit.ts'

/** A satellite as satellite.js' own users make it: from an OMM's JSON. */
export const satrecOf = (e: Elements): SatRec =>
  json2satrec({
    OBJECT_NAME: '',
    OBJECT_ID: '',
    EPOCH: new Date(e.epoch_us / 1000).toISOString().slice(0, -1),
    MEAN_MOTION: e.meanMotion_rev_day,
    ECCENTRICITY: e.eccentricity,
    INCLINATION: e.inclination_deg,
    RA_OF_ASC_NODE: e.raan_deg,
    ARG_OF_PERICENTER: e.argumentOfPericenter_deg,
    MEAN_ANOMALY: e.meanAnomaly_deg,
    EPHEMERIS_TYPE: 0,
    CLASSIFICATION_TYPE: 'U',
    NORAD_CAT_ID: 1,
    ELEMENT_SET_NO: 0,
    REV_AT_EPOCH: 0,
    BSTAR: e.bstar,
    MEAN_MOTION_DOT: 0,
    MEAN_MOTION_DDOT: 0,
  })

/** One bare `propagate` for each satellite and date: nothing but positions. Returns how many gave one. */
export function propagateAll(satellites: readonly SatRec[], dates: readonly Date[]): number {
  let good = 0
  for (const satellite of satellites) for (const date of dates) if (propagate(satellite, date) !== null) good++
  return good
}
