import { EARTH_RADIUS_km } from '../physics/constants.ts'
import {
  type Elements,
  elementsFromOmm,
  elementsFromTle,
  makePropagator,
  OrbitInputError,
  sgp4ErrorText,
  sunSynchronousElements,
} from '../physics/orbit/orbit.ts'
import {
  object,
  optionalQuantity,
  optionalText,
  type ParameterSet,
  quantity,
  text,
  type ValuesOf,
} from '../quantity/parameter.ts'
import type { Path, Problem } from '../quantity/problem.ts'

/** Reads a file that a scenario names, relative to the scenario; throws with one clear sentence when it cannot. */
export type ReadText = (path: string) => string

export interface OrbitContext {
  readonly start_us: number
  readonly readText: ReadText
  readonly path: Path
}

/** A way to write an orbit. */
export interface OrbitKind<S extends ParameterSet = ParameterSet> {
  readonly kind: string
  readonly about: string
  readonly parameters: S
  readonly elements: (values: ValuesOf<S>, context: OrbitContext) => Elements | Problem[]
  /** The same orbit written so that it needs no file; left out where it never does. */
  readonly withoutFiles?: (values: ValuesOf<S>, readText: ReadText) => Readonly<Record<string, unknown>>
}

const orbitKind = <const S extends ParameterSet>(k: OrbitKind<S>) => k as unknown as OrbitKind

/** Below this nothing goes round even once, km. An estimate. */
const LOWEST_PERIGEE_km = 100

/** Says that an orbit written by altitude and eccentricity dips into the air; SGP4 without drag would carry it on, or end in the ground. */
export function dips(
  { altitude_km, eccentricity }: { altitude_km: number; eccentricity: number },
  path: Path,
): Problem[] | undefined {
  const a_km = EARTH_RADIUS_km + altitude_km
  const perigee_km = a_km * (1 - eccentricity) - EARTH_RADIUS_km
  if (perigee_km >= LOWEST_PERIGEE_km) return undefined
  const most = Math.floor((1 - (EARTH_RADIUS_km + LOWEST_PERIGEE_km) / a_km) * 1e4) / 1e4
  return [
    {
      path: [...path, 'eccentricity'],
      name: 'eccentricity',
      what: `with ${eccentricity} the perigee of an orbit of ${altitude_km} km is at ${perigee_km.toFixed(0)} km`,
      instead: `Write ${most} or less, or a higher altitude_km, which is that of the semi-major axis.`,
    },
  ]
}

const sunSynchronous = orbitKind({
  kind: 'sun-synchronous',
  about: 'A sun-synchronous orbit by altitude and local time of the ascending node, for SGP4 without drag.',
  parameters: {
    altitude_km: quantity({ min: 150, max: 5500, about: 'Mean semi-major axis less 6378.137 km.' }),
    ltan_h: quantity({
      min: 0,
      max: 24,
      about: 'Mean local solar time of the ascending node: 18 is dawn-dusk, 12 is noon.',
    }),
    eccentricity: quantity({ min: 0, below: 0.5, fallback: 0.0001, about: 'Mean eccentricity.' }),
    argument_of_pericenter_deg: quantity({
      min: 0,
      max: 360,
      fallback: 90,
      about: 'Mean argument of pericenter; 90 is frozen.',
    }),
    mean_anomaly_deg: quantity({ min: 0, max: 360, fallback: 0, about: 'Mean anomaly at the start.' }),
    inclination_deg: optionalQuantity({ min: 0, max: 180, about: 'Left out, the one that keeps the local time.' }),
  },
  elements: (v, { start_us, path }) =>
    dips(v, path)?.map(p => ({ ...p, name: `orbit.${p.name}` })) ??
    sunSynchronousElements({
      altitude_km: v.altitude_km,
      ltan_h: v.ltan_h,
      epoch_us: start_us,
      eccentricity: v.eccentricity,
      argumentOfPericenter_deg: v.argument_of_pericenter_deg,
      meanAnomaly_deg: v.mean_anomaly_deg,
      ...(v.inclination_deg === undefined ? {} : { inclination_deg: v.inclination_deg }),
    }),
})

const omm = orbitKind({
  kind: 'omm',
  about:
    'Published mean elements as an OMM in JSON, one object or a list of one, as CelesTrak and Space-Track give it.',
  parameters: {
    file: optionalText({ about: 'The JSON file, relative to the scenario.' }),
    elements: object({ about: 'The OMM object itself, instead of a file.' }),
  },
  elements: (v, context) => {
    if ((v.file === undefined) === (v.elements === undefined))
      return [
        {
          path: context.path,
          name: 'orbit',
          what: v.file === undefined ? 'no elements' : 'a file and elements',
          instead: 'Write either file: ./name.omm.json or elements: {...}.',
        },
      ]
    if (v.elements !== undefined) return ommElements(v.elements, [...context.path, 'elements'])
    const path = [...context.path, 'file']
    let value: unknown
    try {
      value = JSON.parse(context.readText(v.file as string))
    } catch (error) {
      const what = error instanceof SyntaxError ? `${v.file} is not JSON (${error.message})` : (error as Error).message
      return [{ path, name: 'orbit.file', what, instead: 'Give the path of an OMM in JSON, relative to the scenario.' }]
    }
    return ommElements(value, path)
  },
  withoutFiles: ({ file, elements }, readText) => {
    const [first] = file === undefined ? [elements] : [JSON.parse(readText(file))].flat()
    return { kind: 'omm', elements: first }
  },
})

function ommElements(value: unknown, path: Path): Elements | Problem[] {
  const list = Array.isArray(value) ? value : [value]
  const [first] = list
  if (list.length !== 1 || first === null || typeof first !== 'object')
    return [
      {
        path,
        name: 'orbit',
        what: `${list.length === 1 ? 'no object' : `${list.length} objects`} in the OMM`,
        instead: 'Give the JSON object of one satellite, or a list of one.',
      },
    ]
  return caught(path, () => elementsFromOmm(first as Record<string, unknown>))
}

const tle = orbitKind({
  kind: 'tle',
  about: 'Published mean elements as the two lines of a TLE.',
  parameters: {
    line1: text({ about: 'The line that begins with 1.' }),
    line2: text({ about: 'The line that begins with 2.' }),
  },
  elements: (v, { path }) => caught(path, () => elementsFromTle(v.line1, v.line2)),
})

function caught(path: Path, f: () => Elements): Elements | Problem[] {
  try {
    return f()
  } catch (error) {
    if (!(error instanceof OrbitInputError)) throw error
    return error.problems.map(p => ({
      path: ['line1', 'line2'].includes(p.field) ? [...path, p.field] : path,
      name: `orbit.${p.field}`,
      what: p.what,
      instead: p.instead,
    }))
  }
}

export const ORBIT_KINDS: readonly OrbitKind[] = [sunSynchronous, omm, tle]

/** Elements that SGP4 refuses at their own epoch or at the start are a problem of the scenario, not of the run. */
export function refusals(elements: Elements, start_us: number, path: Path): Problem[] {
  const propagator = makePropagator(elements)
  const state = new Float64Array(6)
  const code = propagator.state((start_us - elements.epoch_us) / 1e6, state)
  if (code === 0) return []
  const age_d = (start_us - elements.epoch_us) / 86400e6
  return [
    {
      path,
      name: 'orbit',
      what: `SGP4 refuses these elements at the start (${sgp4ErrorText(code)}; ${age_d.toFixed(1)} days after their epoch)`,
      instead: 'Use elements with an epoch near the start, of an orbit above the atmosphere.',
    },
  ]
}
