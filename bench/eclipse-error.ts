import { columnOf, type EclipseTimes, type Run, simulate } from '../engine/index.ts'
import { litFraction } from '../engine/physics/light/eclipse.ts'
import { sunTeme_km } from '../engine/physics/light/sun.ts'
import { elementsFromOmm, makePropagator } from '../engine/physics/orbit/orbit.ts'
import { truth } from '../test/load.ts'

/** One satellite's day as the reference has it: seconds after `epoch`, km; null where the shadow has no such contact. */
export interface EclipseCase {
  readonly name: string
  readonly epoch: string
  readonly elements: unknown
  readonly eclipses: readonly Contacts[]
  /** Undefined where the reference leaves out a shadow that the span cuts. */
  readonly sunlit_frac: number | undefined
  readonly states: readonly { readonly t: number; readonly r_km: readonly number[] }[]
}

/** Penumbra start, umbra start, umbra end, penumbra end. */
type Contacts = readonly (number | null)[]

/** The worst of many days. */
export interface EclipseError {
  crossings: number
  worst_s: number
  sunlit_frac: number
  position_m: number
}

const KINDS = ['penumbra_start_utc', 'umbra_start_utc', 'umbra_end_utc', 'penumbra_end_utc'] as const

interface SevenDays {
  cases: {
    omm: { OBJECT_NAME: string; EPOCH: string }
    spanTouchesShadowEdge: boolean
    states: { t: number; temeKm: number[] }[]
    eclipsesEllipsoid: {
      penumbraStart: number
      umbraStart: number | null
      umbraEnd: number | null
      penumbraEnd: number
    }[]
    meanSunlitFractionEllipsoid: number
  }[]
}

export function sevenDays(): EclipseCase[] {
  return truth<SevenDays>('eclipse-day.json').cases.map(c => ({
    name: c.omm.OBJECT_NAME,
    epoch: c.omm.EPOCH,
    elements: c.omm,
    eclipses: c.eclipsesEllipsoid.map(e => [e.penumbraStart, e.umbraStart, e.umbraEnd, e.penumbraEnd]),
    sunlit_frac: c.spanTouchesShadowEdge ? undefined : c.meanSunlitFractionEllipsoid,
    states: c.states.map(s => ({ t: s.t, r_km: s.temeKm })),
  }))
}

interface Extended {
  cases: {
    name: string
    omm: { EPOCH: string } & Record<string, unknown>
    checkStates: { tS: number[]; positionTemeKm: number[][] }
    entrySeries: { fine: { startS: number; stepS: number; visibleWgs84: number[] } } | null
    wgs84: {
      meanVisibleFraction: number
      eclipses: {
        penumbraEntryS: number | null
        umbraEntryS: number | null
        umbraExitS: number | null
        penumbraExitS: number | null
        minVisibleFraction: number
      }[]
    }
  }[]
}

/** A shadow that hides less of the Sun than the reference can tell from nothing is no passage: its contacts are a double root. */
const BRUSH_frac = 0.9999

export function extendedDays(file: string): EclipseCase[] {
  return truth<Extended>(`extended/${file}`).cases.map(c => ({
    name: c.name,
    epoch: c.omm.EPOCH,
    elements: c.omm,
    eclipses: c.wgs84.eclipses
      .filter(e => e.minVisibleFraction < BRUSH_frac)
      .map(e => [e.penumbraEntryS, e.umbraEntryS, e.umbraExitS, e.penumbraExitS]),
    sunlit_frac: c.wgs84.meanVisibleFraction,
    states: c.checkStates.tS.map((t, k) => ({ t, r_km: c.checkStates.positionTemeKm[k] })),
  }))
}

/** Runs each day and keeps the worst errors. A contact that is missing counts as infinitely late. */
export function eclipseError(cases: readonly EclipseCase[], step_s: number): EclipseError {
  const worst: EclipseError = { crossings: 0, worst_s: 0, sunlit_frac: 0, position_m: 0 }
  for (const c of cases) {
    const start = `${c.epoch.slice(0, 19)}Z`
    const run = simulate({
      name: c.name,
      start,
      duration: '1 d',
      step_s,
      orbit: { kind: 'omm', elements: c.elements },
      parts: [{ id: 'load', kind: 'load.constant', power_W: 1 }],
    })
    for (const contacts of c.eclipses)
      for (const [k, expected_s] of contacts.entries()) {
        if (expected_s === null) continue
        worst.crossings++
        worst.worst_s = Math.max(worst.worst_s, nearest(run.summary.eclipses, k, Date.parse(start), expected_s))
      }
    if (c.sunlit_frac !== undefined)
      worst.sunlit_frac = Math.max(worst.sunlit_frac, Math.abs(Number(run.summary.sunlit_frac) - c.sunlit_frac))
    worst.position_m = Math.max(worst.position_m, positionError_m(run, c, step_s))
  }
  return worst
}

/** How far our nearest contact of a kind is from the expected one, s. */
function nearest(eclipses: readonly EclipseTimes[], kind: number, start_ms: number, expected_s: number): number {
  let least_s = Number.POSITIVE_INFINITY
  for (const e of eclipses) {
    const utc = e[KINDS[kind]]
    if (utc !== null) least_s = Math.min(least_s, Math.abs((Date.parse(utc) - start_ms) / 1000 - expected_s))
  }
  return least_s
}

function positionError_m({ recording }: Run, c: EclipseCase, step_s: number): number {
  const axes = ['orbit.x_km', 'orbit.y_km', 'orbit.z_km'].map(n => columnOf(recording, n))
  let worst_km = 0
  for (const { t, r_km } of c.states) {
    if (t % step_s !== 0) continue
    const off = axes.map((axis, k) => Number(axis?.[t / step_s]) - r_km[k])
    worst_km = Math.max(worst_km, Math.hypot(...off))
  }
  return worst_km * 1000
}

/** The worst error of the visible share of the Sun, second by second through the first penumbra of each day. */
export function penumbraError(file: string): { instants: number; worst_frac: number } {
  const state = new Float64Array(6)
  const sun = new Float64Array(3)
  let instants = 0
  let worst_frac = 0
  for (const c of truth<Extended>(`extended/${file}`).cases) {
    const propagator = makePropagator(elementsFromOmm(c.omm))
    const fine = c.entrySeries?.fine
    for (const [k, expected] of fine?.visibleWgs84.entries() ?? []) {
      const time_s = Number(fine?.startS) + k * Number(fine?.stepS)
      propagator.state(time_s, state)
      sunTeme_km(propagator.epoch_us / 1e6 + time_s, sun)
      worst_frac = Math.max(worst_frac, Math.abs(litFraction(state, sun) - expected))
      if (expected > 0 && expected < 1) instants++
    }
  }
  return { instants, worst_frac }
}
