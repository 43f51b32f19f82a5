import { columnOf, simulate } from '../engine/index.ts'
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

/** A day as a path has it. */
export interface DaySeen {
  /** Contacts by kind, seconds after the start. */
  readonly contacts_s: readonly (readonly number[])[]
  readonly sunlit_frac: number
  /** Where it is at a time that a tick ends on, km. */
  position_km(time_s: number): readonly number[] | undefined
}

/** Has each day seen by a path, and keeps the worst errors. A contact that is missing counts as infinitely late. */
export function eclipseError(
  cases: readonly EclipseCase[],
  step_s: number,
  see: (c: EclipseCase, start: string, step_s: number) => DaySeen,
): EclipseError {
  const worst: EclipseError = { crossings: 0, worst_s: 0, sunlit_frac: 0, position_m: 0 }
  for (const c of cases) {
    const seen = see(c, `${c.epoch.slice(0, 19)}Z`, step_s)
    for (const contacts of c.eclipses)
      for (const [kind, expected_s] of contacts.entries()) {
        if (expected_s === null) continue
        worst.crossings++
        const off_s = seen.contacts_s[kind].map(time_s => Math.abs(time_s - expected_s))
        worst.worst_s = Math.max(worst.worst_s, Math.min(Number.POSITIVE_INFINITY, ...off_s))
      }
    if (c.sunlit_frac !== undefined)
      worst.sunlit_frac = Math.max(worst.sunlit_frac, Math.abs(seen.sunlit_frac - c.sunlit_frac))
    for (const { t, r_km } of c.states) {
      const off = seen.position_km(t)?.map((x, axis) => x - r_km[axis]) ?? []
      worst.position_m = Math.max(worst.position_m, 1000 * Math.hypot(...off))
    }
  }
  return worst
}

/** A day on the plain path. */
export function plainDay(c: EclipseCase, start: string, step_s: number): DaySeen {
  const { summary, recording } = simulate({
    name: c.name,
    start,
    duration: '1 d',
    step_s,
    orbit: { kind: 'omm', elements: c.elements },
    parts: [{ id: 'load', kind: 'load.constant', power_W: 1 }],
  })
  const axes = ['orbit.x_km', 'orbit.y_km', 'orbit.z_km'].map(n => columnOf(recording, n))
  const since_s = (utc: string) => (Date.parse(utc) - Date.parse(start)) / 1000
  return {
    contacts_s: KINDS.map(kind => summary.eclipses.flatMap(e => e[kind] ?? []).map(since_s)),
    sunlit_frac: Number(summary.sunlit_frac),
    position_km: t => (t % step_s === 0 ? axes.map(axis => Number(axis?.[t / step_s])) : undefined),
  }
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
