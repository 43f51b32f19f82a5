import { type Elements, elementsOfShape, OrbitInputError, sunSynchronousElements } from '../physics/orbit/orbit.ts'
import { walkerSlot } from '../physics/orbit/walker.ts'
import { optionalQuantity, type ParameterSet, quantity, text, type ValuesOf } from '../quantity/parameter.ts'
import type { Problem } from '../quantity/problem.ts'
import { readCatalogue } from './catalogue-file.ts'
import { whyNotFollowed } from './followed.ts'
import { notesOnCatalogue } from './notes.ts'
import { dips, type OrbitContext } from './orbits.ts'

/** An object that a catalogue names and no satellite stands for, and why. */
export interface LeftOut {
  readonly name: string
  readonly why: string
}

/** Where the satellites of a group fly: elements by number, so that a million need no memory. */
export interface Constellation {
  readonly satellites: number
  elements(k: number): Elements
  readonly leftOut: readonly LeftOut[]
  /** What a reader should know of them. */
  readonly notes?: readonly string[]
  /** True where elements have names and catalogue numbers. */
  readonly published?: boolean
}

/** A way to write the orbits of a group. */
export interface ConstellationKind<S extends ParameterSet = ParameterSet> {
  readonly kind: string
  readonly about: string
  readonly parameters: S
  readonly constellation: (
    values: ValuesOf<S>,
    context: OrbitContext & { readonly end_us: number },
  ) => Constellation | Problem[]
}

const constellationKind = <const S extends ParameterSet>(k: ConstellationKind<S>) => k as unknown as ConstellationKind

const shape = {
  altitude_km: quantity({ min: 150, max: 40000, about: 'Mean semi-major axis less 6378.137 km.' }),
  eccentricity: quantity({ min: 0, below: 0.5, fallback: 0.0001, about: 'Mean eccentricity.' }),
  argument_of_pericenter_deg: quantity({ min: 0, max: 360, fallback: 90, about: 'Mean argument of pericenter.' }),
  mean_anomaly_deg: quantity({
    min: 0,
    max: 360,
    fallback: 0,
    about: 'Mean anomaly of the first satellite at the start.',
  }),
}

const pattern = {
  satellites: quantity({ min: 1, max: 1e8, integer: true, about: 'How many in all: t of i:t/p/f.' }),
  planes: quantity({
    min: 1,
    max: 1e6,
    integer: true,
    about: 'How many planes, with equally many each: p of i:t/p/f.',
  }),
  phasing: quantity({
    min: 0,
    max: 1e6,
    integer: true,
    fallback: 0,
    about: 'From a plane to the next a satellite is ahead by this many of the steps 360 deg/satellites: f of i:t/p/f.',
  }),
}

const walker = (kind: string, arc_deg: number, about: string) =>
  constellationKind({
    kind,
    about,
    parameters: {
      ...shape,
      inclination_deg: quantity({ min: 0, max: 180, about: 'Mean inclination: i of i:t/p/f.' }),
      ...pattern,
      raan_deg: quantity({ min: 0, max: 360, fallback: 0, about: 'Right ascension of the first plane at the start.' }),
    },
    constellation: (v, { start_us, path }) =>
      unevenPlanes(v.satellites, v.planes, path) ??
      dips(v, path) ?? {
        satellites: v.satellites,
        leftOut: [],
        elements(k) {
          const slot = walkerSlot({ ...v, arc_deg }, k)
          return elementsOfShape({
            altitude_km: v.altitude_km,
            inclination_deg: v.inclination_deg,
            raan_deg: (v.raan_deg + slot.node_deg) % 360,
            epoch_us: start_us,
            eccentricity: v.eccentricity,
            argumentOfPericenter_deg: v.argument_of_pericenter_deg,
            meanAnomaly_deg: (v.mean_anomaly_deg + slot.along_deg) % 360,
          })
        },
      },
  })

function unevenPlanes(satellites: number, planes: number, path: Problem['path']): Problem[] | undefined {
  if (satellites % planes === 0) return undefined
  const each = Math.max(1, Math.round(satellites / planes))
  const what = `${satellites} satellites do not fill ${planes} planes evenly`
  return [
    { path: [...path, 'satellites'], name: 'satellites', what, instead: `Write ${each * planes}, ${each} a plane.` },
  ]
}

const sunSynchronousPlanes = constellationKind({
  kind: 'sun-synchronous-planes',
  about: 'Sun-synchronous planes by altitude and local time of the ascending node, for SGP4 without drag.',
  parameters: {
    ...shape,
    altitude_km: quantity({ min: 150, max: 5500, about: 'Mean semi-major axis less 6378.137 km.' }),
    ltan_h: quantity({ min: 0, max: 24, about: 'Mean local solar time of the first plane: 18 is dawn-dusk.' }),
    ltan_step_h: optionalQuantity({ min: -24, max: 24, about: 'From a plane to the next; needed with more than one.' }),
    ...pattern,
    planes: { ...pattern.planes, optional: true, fallback: 1 },
  },
  constellation(v, { start_us, path }) {
    if (v.planes > 1 && v.ltan_step_h === undefined)
      return [
        {
          path: [...path, 'planes'],
          name: 'ltan_step_h',
          what: `is missing with ${v.planes} planes`,
          instead: 'Write the hours of local time from a plane to the next, such as ltan_step_h: 0.5.',
        },
      ]
    const wrong = unevenPlanes(v.satellites, v.planes, path) ?? dips(v, path)
    if (wrong !== undefined) return wrong
    const step_h = v.ltan_step_h ?? 0
    // One orbit a plane has its inclination solved for; its satellites are further along the same.
    let known = -1
    let plane: Elements | undefined
    const planeElements = (k: number) => {
      if (plane !== undefined && known === k) return plane
      known = k
      plane = sunSynchronousElements({
        altitude_km: v.altitude_km,
        ltan_h: (((v.ltan_h + k * step_h) % 24) + 24) % 24,
        epoch_us: start_us,
        eccentricity: v.eccentricity,
        argumentOfPericenter_deg: v.argument_of_pericenter_deg,
      })
      return plane
    }
    try {
      planeElements(0)
    } catch (error) {
      if (!(error instanceof OrbitInputError)) throw error
      return error.problems.map(p => ({ path: [...path, p.field], name: p.field, what: p.what, instead: p.instead }))
    }
    return {
      satellites: v.satellites,
      leftOut: [],
      elements(k) {
        const slot = walkerSlot({ ...v, arc_deg: 0 }, k)
        return { ...planeElements(slot.plane), meanAnomaly_deg: (v.mean_anomaly_deg + slot.along_deg) % 360 }
      },
    }
  },
})

const catalogue = constellationKind({
  kind: 'catalogue',
  about:
    'Published elements of many objects: OMM in JSON or CSV, or TLE with or without names, as CelesTrak and Space-Track give them.',
  parameters: { file: text({ about: 'The file, relative to the scenario; its content tells the format.' }) },
  constellation({ file }, { start_us, end_us, readText, path }) {
    const problem = (what: string, instead: string) => [{ path: [...path, 'file'], name: 'file', what, instead }]
    let content: string
    try {
      content = readText(file)
    } catch (error) {
      return problem((error as Error).message, 'Give the path of a catalogue, relative to the scenario.')
    }
    const entries = readCatalogue(content)
    if (typeof entries === 'string')
      return problem(`${file} ${entries}`, 'Give OMM in JSON or CSV, or TLE, as CelesTrak publishes them.')
    const leftOut: LeftOut[] = []
    const flying: Elements[] = []
    for (const { name, elements, why } of entries) {
      const trouble = elements === undefined ? why : whyNotFollowed(elements, start_us, end_us)
      if (elements === undefined || trouble !== undefined) leftOut.push({ name, why: trouble ?? '' })
      else flying.push(elements)
    }
    if (flying.length === 0) {
      const [first] = leftOut
      return problem(
        `none of the ${entries.length} objects of ${file} can be followed; the first is ${first.name} (${first.why})`,
        entries.some(e => e.elements !== undefined)
          ? 'Give elements with an epoch near the start.'
          : 'Give them as CelesTrak publishes them, unchanged.',
      )
    }
    // Neighbours that go round alike share their work.
    flying.sort((a, b) => b.meanMotion_rev_day - a.meanMotion_rev_day || a.noradId - b.noradId)
    const notes = notesOnCatalogue(flying, file, start_us, end_us)
    return { satellites: flying.length, leftOut, notes, published: true, elements: k => flying[k] }
  },
})

export const CONSTELLATION_KINDS: readonly ConstellationKind[] = [
  sunSynchronousPlanes,
  walker('walker-delta', 360, 'A Walker delta i:t/p/f: planes spread over the whole equator.'),
  walker('walker-star', 180, 'A Walker star i:t/p/f: planes spread over half of the equator, such as polar ones.'),
  catalogue,
]
