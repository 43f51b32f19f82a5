import {
  type ElementField,
  type Elements,
  epochOfText_us,
  OrbitInputError,
  type OrbitProblem,
  rangeProblems,
} from './elements.ts'

/** Metadata that SGP4 elements in TEME must carry when they carry it at all. */
const METADATA: readonly (readonly [field: string, allowed: readonly string[], instead: string])[] = [
  ['CENTER_NAME', ['EARTH'], 'Only orbits about the EARTH can be propagated.'],
  [
    'REF_FRAME',
    ['TEME', 'TEMEOFDATE'],
    'Elements of SGP4 are in TEME; give the message as CelesTrak or Space-Track publish it.',
  ],
  ['TIME_SYSTEM', ['UTC'], 'Give the epoch in UTC and write UTC.'],
  [
    'MEAN_ELEMENT_THEORY',
    ['SGP4', 'SGP', 'SGP/SGP4'],
    'Give mean elements of SGP4; osculating or SGP4-XP elements would be kilometres off.',
  ],
  [
    'EPHEMERIS_TYPE',
    ['0', '2', '3'],
    'Give elements of type 0 (SGP4); type 4 is SGP4-XP, which this propagator does not know.',
  ],
]

const FIELDS = {
  epoch_us: 'EPOCH',
  meanMotion_rev_day: 'MEAN_MOTION',
  eccentricity: 'ECCENTRICITY',
  inclination_deg: 'INCLINATION',
  raan_deg: 'RA_OF_ASC_NODE',
  argumentOfPericenter_deg: 'ARG_OF_PERICENTER',
  meanAnomaly_deg: 'MEAN_ANOMALY',
  bstar: 'BSTAR',
  noradId: 'NORAD_CAT_ID',
  name: 'OBJECT_NAME',
} as const satisfies Record<ElementField, string>

const UNITS: Record<string, string> = {
  MEAN_MOTION: 'revolutions a day',
  ECCENTRICITY: 'a number from 0 to below 1',
  BSTAR: 'B* per Earth radius, 0 for no drag',
  NORAD_CAT_ID: 'the catalogue number',
}

/**
 * The elements of an orbit mean-elements message in JSON, one object as CelesTrak and Space-Track publish it; numbers may be strings.
 * Source: CCSDS 502.0-B, Orbit Data Messages. MEAN_MOTION_DOT and _DDOT are read by nobody: SGP4 does not use them.
 * Throws OrbitInputError with every problem.
 */
export function elementsFromOmm(json: Record<string, unknown>): Elements {
  const problems: OrbitProblem[] = []
  for (const [field, allowed, instead] of METADATA) {
    const value = json[field]
    if (value === undefined || value === null) continue
    const text = String(value).toUpperCase().replaceAll(' ', '')
    if (!allowed.includes(text))
      problems.push({ field, what: `${JSON.stringify(value)} is not ${allowed[0]}`, instead })
  }
  const number = (field: string): number => {
    const value = json[field]
    const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
    if (typeof parsed === 'number' && Number.isFinite(parsed)) return parsed
    const missing = value === undefined || value === null
    problems.push({
      field,
      what: missing ? 'missing' : `${JSON.stringify(value)} is not a number`,
      instead: `Give ${UNITS[field] ?? 'degrees'}.`,
    })
    return Number.NaN
  }
  const epoch = json.EPOCH
  const epoch_us = typeof epoch === 'string' ? epochOfText_us(epoch) : undefined
  if (epoch_us === undefined) {
    const what = epoch === undefined || epoch === null ? 'missing' : `${JSON.stringify(epoch)} is not a time`
    problems.push({ field: 'EPOCH', what, instead: 'Give UTC as 2026-06-21T00:00:00.000000.' })
  }
  const name = json.OBJECT_NAME
  const elements: Elements = {
    epoch_us: epoch_us ?? Number.NaN,
    meanMotion_rev_day: number('MEAN_MOTION'),
    eccentricity: number('ECCENTRICITY'),
    inclination_deg: number('INCLINATION'),
    raan_deg: number('RA_OF_ASC_NODE'),
    argumentOfPericenter_deg: number('ARG_OF_PERICENTER'),
    meanAnomaly_deg: number('MEAN_ANOMALY'),
    bstar: number('BSTAR'),
    noradId: json.NORAD_CAT_ID === undefined || json.NORAD_CAT_ID === null ? 0 : number('NORAD_CAT_ID'),
    ...(typeof name === 'string' ? { name } : {}),
  }
  problems.push(...rangeProblems(elements, key => FIELDS[key]))
  if (problems.length > 0) throw new OrbitInputError(problems)
  return elements
}
