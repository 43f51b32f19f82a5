// npm run neglects: the size of what the physics leaves out, computed; --write quotes it in docs/physics.md.

import { table } from '../cli/table.ts'
import { columnOf, simulate } from '../engine/index.ts'
import { AU_km, EARTH_RADIUS_km, SPACE_TEMP_K, STEFAN_BOLTZMANN_W_m2K4 } from '../engine/physics/constants.ts'
import { findContacts } from '../engine/physics/light/contacts.ts'
import { earthViewFactor } from '../engine/physics/light/earth-view.ts'
import { sunTeme_km } from '../engine/physics/light/sun.ts'
import { elementsFromOmm, makePropagator } from '../engine/physics/orbit/orbit.ts'
import { truth } from '../test/load.ts'
import { machine } from './machine.ts'
import { powerRows } from './neglected-power.ts'
import { surroundingRows } from './neglected-surroundings.ts'
import { printAndQuote } from './quote.ts'

interface Shadow {
  eclipses: { penumbraEntryS: number | null; penumbraExitS: number | null; equivalentDarkS: number }[]
  meanVisibleFraction: number
}

interface Days {
  cases: {
    name: string
    omm: Record<string, unknown>
    spanS: number
    wgs84: Shadow
    sphere: Shadow
    cylinder: { shadowS: number }
  }[]
}

const days = truth<Days>('extended/c-eclipse-day-sso.json').cases
const june = days.find(c => c.name === 'dd650-18 2026-06-21') as Days['cases'][number]
const DAY_s = 86400
const START_s = Date.UTC(2026, 5, 21) / 1000

const propagator = makePropagator(elementsFromOmm(june.omm))

/** Changes a satellite's state (TEME, km and km/s) and the Sun (km) before the shadow is looked for. */
type Change = (state: Float64Array, sun: Float64Array) => void

/** Contacts of the June day at 650 km with something changed: times of each kind in order. */
function contactsOf(change: Change): { kind: string; time_s: number }[] {
  const state = new Float64Array(6)
  const sun = new Float64Array(3)
  const found: { kind: string; time_s: number }[] = []
  const at = (t_s: number) => {
    propagator.state(t_s, state)
    sunTeme_km(START_s + t_s, sun)
    change(state, sun)
  }
  findContacts(
    (t_s, out) => {
      at(t_s)
      for (let k = 0; k < 3; k++) out[k] = state[k]
    },
    (t_s, out) => {
      at(t_s)
      out.set(sun)
    },
    0,
    DAY_s,
    (kind, time_s) => found.push({ kind, time_s }),
  )
  return found
}

const exact = contactsOf(() => {})

/** How far contacts move, s: the worst of the day. */
function moved_s(change: Change): number {
  const other = contactsOf(change)
  if (other.length !== exact.length) return Number.NaN
  return Math.max(...exact.map((c, k) => Math.abs(other[k].time_s - c.time_s)))
}

/** Shifts the satellite by a kilometre along a direction made of position and velocity. */
function shifted(direction: (r: Float64Array) => readonly number[]): Change {
  return state => {
    const d = direction(state)
    const size = Math.hypot(...d)
    for (let k = 0; k < 3; k++) state[k] += d[k] / size
  }
}

const cross = (r: Float64Array) => [r[1] * r[5] - r[2] * r[4], r[2] * r[3] - r[0] * r[5], r[0] * r[4] - r[1] * r[3]]

/** An Earth larger by `h_km` all round is a satellite and a Sun nearer by the same part. */
const larger =
  (h_km: number): Change =>
  (state, sun) => {
    const scale = EARTH_RADIUS_km / (EARTH_RADIUS_km + h_km)
    for (let k = 0; k < 3; k++) {
      state[k] *= scale
      sun[k] *= scale
    }
  }

const turned =
  (angle_rad: number): Change =>
  (_state, sun) => {
    const [x, y] = sun
    sun[0] = x - angle_rad * y
    sun[1] = y + angle_rad * x
  }

const ARCSEC_rad = Math.PI / 648000

/** The most by which a disc darkened towards its limb as 1 - u (1 - mu) differs from a uniform one behind a straight edge. */
function limbDarkening(u: number): { most: number; mean: number } {
  const N = 2000
  const strip = (y: number, dark: number) => {
    let sum = 0
    const half = Math.sqrt(Math.max(0, 1 - y * y))
    for (let k = 0; k < 200; k++) {
      const x = ((k + 0.5) / 200) * half
      sum += 1 - dark * (1 - Math.sqrt(Math.max(0, 1 - x * x - y * y)))
    }
    return (sum / 200) * half
  }
  const ys = Array.from({ length: N }, (_, k) => -1 + (2 * (k + 0.5)) / N)
  const cumulative = (dark: number) => {
    let sum = 0
    const steps = ys.map(y => {
      sum += strip(y, dark)
      return sum
    })
    return steps.map(s => s / sum)
  }
  const a = cumulative(0)
  const b = cumulative(u)
  const off = a.map((v, k) => v - b[k])
  return { most: Math.max(...off.map(Math.abs)), mean: off.reduce((s, v) => s + v, 0) / N }
}

/** Sphere against ellipsoid, from the reference: the worst shift of a first or last contact, and of the day's mean. */
function sphereShift(): { worst_s: number; least_s: number; lost_frac: number } {
  let worst_s = 0
  let least_s = Number.POSITIVE_INFINITY
  let lost_frac = 0
  for (const c of days.filter(d => d.name.startsWith('dd'))) {
    lost_frac = Math.max(lost_frac, Math.abs(c.wgs84.meanVisibleFraction - c.sphere.meanVisibleFraction))
    if (c.wgs84.eclipses.length !== c.sphere.eclipses.length) continue
    for (const [k, e] of c.wgs84.eclipses.entries()) {
      const other = c.sphere.eclipses[k]
      for (const key of ['penumbraEntryS', 'penumbraExitS'] as const) {
        const [one, two] = [e[key], other[key]]
        if (one === null || two === null) continue
        worst_s = Math.max(worst_s, Math.abs(one - two))
        least_s = Math.min(least_s, Math.abs(one - two))
      }
    }
  }
  return { worst_s, least_s, lost_frac }
}

/** Error of the position in the middle of a step, from the cubic through its ends, km. */
function middleError_km(step_s: number): number {
  const [a, b, m] = [0, 1, 2].map(() => new Float64Array(6))
  let worst = 0
  for (let t = 0; t < 6000; t += 60) {
    propagator.state(t, a)
    propagator.state(t + step_s, b)
    propagator.state(t + step_s / 2, m)
    const off = [0, 1, 2].map(k => 0.5 * (a[k] + b[k]) + (step_s / 8) * (a[k + 3] - b[k + 3]) - m[k])
    worst = Math.max(worst, Math.hypot(...off))
  }
  return worst
}

/** What a thermal mass of its own does to an array that leaves the shadow cold, against steady power whenever it is lit. */
function coldCells(): { peak_frac: number; energy_frac: number } {
  const { recording } = simulate({
    name: 'cells',
    start: '2026-06-21T00:00:00Z',
    duration: '1 d',
    step_s: 10,
    orbit: { kind: 'sun-synchronous', altitude_km: 650, ltan_h: 18 },
    parts: [
      { id: 'wing', kind: 'array.flat', cell: 'hjt-silicon', area_m2: 1 },
      { id: 'load', kind: 'load.constant', power_W: 1000 },
    ],
  })
  const power = columnOf(recording, 'wing.power_W') as Float64Array
  const lit = columnOf(recording, 'sky.lit_frac') as Float64Array
  // The cells are warm most of the day: the median of the lit ticks is the steady power.
  const sunlit = power.filter((_, k) => lit[k] === 1).sort()
  const steady_W = sunlit[Math.floor(sunlit.length / 2)]
  let energy = 0
  let flat = 0
  for (let k = 1; k < power.length; k++) {
    energy += power[k]
    flat += steady_W * lit[k]
  }
  return { peak_frac: Math.max(...power) / steady_W - 1, energy_frac: energy / flat - 1 }
}

/** What a bare glass surface of index `n` lets through at an angle, over what it lets through squarely (Fresnel). */
function throughGlass(angle_deg: number, n: number): number {
  const a = (angle_deg * Math.PI) / 180
  const b = Math.asin(Math.sin(a) / n)
  const across = ((Math.cos(a) - n * Math.cos(b)) / (Math.cos(a) + n * Math.cos(b))) ** 2
  const along = ((n * Math.cos(a) - Math.cos(b)) / (n * Math.cos(a) + Math.cos(b))) ** 2
  const squarely = 1 - ((n - 1) / (n + 1)) ** 2
  return (1 - 0.5 * (across + along)) / squarely
}

/** The least and the most of 1/d^2 over the days of 2026, about 1. */
function overTheYear(): readonly [number, number] {
  const sun = new Float64Array(3)
  const all = Array.from({ length: 365 }, (_, day) => {
    sunTeme_km(Date.UTC(2026, 0, 1) / 1000 + DAY_s * day, sun)
    return (AU_km / Math.hypot(...sun)) ** 2 - 1
  })
  return [Math.min(...all), Math.max(...all)]
}

/** Two figures, without an exponent; what is smaller than any use is 0. */
const two = (v: number) => (Math.abs(v) < 1e-9 ? '0' : String(Number(v.toPrecision(2))))
const seconds = (v: number) => `${two(v)} s`
const perCent = (v: number) => `${two(100 * v)} %`
const metres = (v_km: number) => `${two(1000 * v_km)} m`
const sphere = sphereShift()
const dark = limbDarkening(0.6)
const cells = coldCells()
const year = overTheYear()
const edge = earthViewFactor(650, 0)
const facing = earthViewFactor(650, 1)

const rows: string[][] = [
  [
    'A spherical Earth (not used): contacts on dawn-dusk orbits',
    `${seconds(sphere.least_s)} to ${seconds(sphere.worst_s)}`,
  ],
  ['A spherical Earth (not used): mean sunlight of a day', perCent(sphere.lost_frac)],
  [
    'A cylinder behind a sphere (not used): darkness of the June day',
    seconds(june.cylinder.shadowS - june.wgs84.eclipses.reduce((s, e) => s + e.equivalentDarkS, 0)),
  ],
  ['Atmosphere that hides the Sun as 10 km of rock would', seconds(moved_s(larger(10)))],
  ['Sun 1 arcsec off', seconds(moved_s(turned(ARCSEC_rad)))],
  ['Orbit 1 km off, along the track', seconds(moved_s(shifted(r => [r[3], r[4], r[5]])))],
  ['Orbit 1 km off, across the track', seconds(moved_s(shifted(cross)))],
  ['Orbit 1 km off, upwards', seconds(moved_s(shifted(r => [r[0], r[1], r[2]])))],
  ['Limb darkening 1 - 0.6 (1 - mu), straight edge: most of the fraction', perCent(dark.most)],
  ['Limb darkening: mean over a crossing', perCent(Math.abs(dark.mean))],
  ['Position in the middle of a step of 60 s, for directions', metres(middleError_km(60))],
  ['Position in the middle of a step of 300 s, for directions', metres(middleError_km(300))],
  ['Background of 2.725 K: sigma T^4', `${(STEFAN_BOLTZMANN_W_m2K4 * SPACE_TEMP_K ** 4).toExponential(1)} W/m2`],
  ["Earth's infrared, 237 W/m2, on a black side edge-on at 650 km", `${(237 * edge).toPrecision(3)} W/m2`],
  ["Earth's infrared, 237 W/m2, on a black side facing down at 650 km", `${(237 * facing).toPrecision(3)} W/m2`],
  ['Solar constant 0.5 W/m2 off', perCent(0.5 / 1361)],
  ['Distance to the Sun through the year (used): irradiance', `${perCent(year[0])} to ${perCent(year[1])}`],
  ['Bare cover glass, n = 1.5, against the cosine law: at 60 deg', perCent(throughGlass(60, 1.5) - 1)],
  ['Bare cover glass, n = 1.5, against the cosine law: at 75 deg', perCent(throughGlass(75, 1.5) - 1)],
  ['Cells cold after the shadow (used): peak above steady power', perCent(cells.peak_frac)],
  ['Cells cold after the shadow (used): energy of the June day', perCent(cells.energy_frac)],
  ...powerRows(),
  ...surroundingRows(),
]
const lines = table([{ title: 'What' }, { title: 'Size', right: true }], rows, text => text)
printAndQuote('What is left out, and how much it is', [machine(), ...lines].join('\n'))
