import { EARTH_RADIUS_km } from '../physics/constants.ts'
import type { ContactKind } from '../physics/light/contacts.ts'
import type { Limit } from '../scenario/scenario.ts'
import type { ColumnInfo, TickView } from '../tick/column.ts'
import type { Happening, Role, UnservedLoad } from '../tick/component.ts'
import type { FaultSpell } from '../tick/fault.ts'
import type { LedgerResult } from '../tick/ledger.ts'
import { type Budget, makeBudgetMeter } from './budget.ts'
import { type Eclipse, eclipseLength_s, groupEclipses } from './eclipses.ts'
import { type Extremes, watchExtremes } from './extremes.ts'
import { judgeResult, type LimitResult, watchLimit } from './limits.ts'
import { type BatteryLifeResult, type WatchedBattery, watchLife } from './lives.ts'
import { type Mean, watchMeans } from './means.ts'
import { groupPasses, type PassTimes } from './passes.ts'
import { type Unserved, watchUnserved } from './unserved.ts'
import { valuesOf } from './values.ts'
import { type WatchedWork, type Work, watchWork } from './work.ts'

/** An eclipse with its contacts as UTC to the millisecond; null where the run or a grazing passage has no such contact. */
export interface EclipseTimes {
  readonly penumbra_start_utc: string | null
  readonly umbra_start_utc: string | null
  readonly umbra_end_utc: string | null
  readonly penumbra_end_utc: string | null
  /** Seconds of it inside the run, first contact to last. */
  readonly duration_s: number
}

/** A run in numbers: everything the tables, limits and baselines are made of. */
export interface Summary {
  readonly name: string
  readonly start_utc: string
  readonly end_utc: string
  readonly duration_s: number
  readonly step_s: number
  readonly ticks: number
  /** Heights are above a sphere of the equatorial radius, as mission altitudes are quoted. */
  readonly orbit: {
    readonly period_s: number
    readonly altitude_min_km: number
    readonly altitude_max_km: number
  } | null
  /** Mean of the visible share of the solar disc; null without an orbit. */
  readonly sunlit_frac: number | null
  readonly eclipses: readonly EclipseTimes[]
  readonly longest_eclipse_s: number
  /** Over every station, in their order of time. */
  readonly passes: readonly PassTimes[]
  readonly budget: Budget
  /** The last orbit may be a part of one. */
  readonly orbits: readonly (Budget & {
    readonly orbit: number
    readonly start_utc: string
    readonly lowest_charge_frac: number | null
  })[]
  readonly lowest_charge_frac: number | null
  readonly hottest: { readonly column: string; readonly temp_K: number; readonly utc: string } | null
  readonly coldest: { readonly column: string; readonly temp_K: number; readonly utc: string } | null
  readonly extremes: readonly Extremes[]
  /** What was computed. */
  readonly work: readonly Work[]
  /** Every load: what it wanted and was not served, and why. */
  readonly unserved: readonly Unserved[]
  /** Batteries whose maker's promise is given. */
  readonly batteries: readonly BatteryLifeResult[]
  /** What parts tell as a mean over the run. */
  readonly means: readonly Mean[]
  readonly ledger: readonly LedgerResult[]
  readonly limits: readonly LimitResult[]
  /** What failed and when; the end is null where it was not over by the end of the run. */
  readonly faults: readonly FaultTimes[]
  readonly notes: readonly string[]
}

export interface FaultTimes {
  readonly part: string
  readonly fault: string
  readonly from_utc: string
  readonly to_utc: string | null
  /** Share of the part that it took. */
  readonly lost_frac: number
}

export interface SummariserOptions {
  readonly name: string
  readonly notes: readonly string[]
  readonly faults: readonly FaultSpell[]
  readonly limits: readonly Limit[]
  readonly lane: number
  /** The last there can be. */
  readonly ticks: number
  readonly step_s: number
  readonly period_s: number | undefined
  readonly info: readonly ColumnInfo[]
  readonly means: readonly string[]
  readonly batteries: readonly WatchedBattery[]
  readonly work: readonly WatchedWork[]
  readonly unserved: readonly UnservedLoad[]
  readonly roles: readonly { role: Role; column: string }[]
  readonly utcOf: (time_s: number) => string
}

/** Gathers one lane's summary while the run goes on; needs no recording. */
export function makeSummariser(o: SummariserOptions) {
  const { lane, step_s, utcOf } = o
  const budget = makeBudgetMeter(o.roles, lane, step_s, o.period_s)
  const extremes = watchExtremes(o.info, lane)
  const lives = o.batteries.map(b => watchLife(b, lane))
  const work = o.work.map(w => watchWork(w, lane, step_s))
  const unserved = o.unserved.map(u => watchUnserved(u, lane, step_s))
  const means = watchMeans(o.means, o.info, lane)
  const limits = o.limits.map(l => ('column' in l ? watchLimit(l, o) : l))
  const orbit = o.period_s === undefined ? undefined : watchOrbit(o.info, lane, step_s, o.period_s)
  const watched = limits.flatMap(l => ('observe' in l ? [l] : []))
  const watchers = [
    budget,
    extremes,
    means,
    ...work,
    ...unserved,
    ...lives,
    ...watched,
    ...(orbit === undefined ? [] : [orbit]),
  ]
  let ticks = 0
  return {
    observe(view: TickView): void {
      ticks = view.tick
      for (const w of watchers) w.observe(view)
    },
    summary(
      ledger: readonly LedgerResult[],
      contacts: readonly { kind: ContactKind; time_s: number }[],
      happenings: readonly Happening[],
    ): Summary {
      const duration_s = ticks * step_s
      const eclipses = groupEclipses(contacts, orbit?.startsDark() ?? false)
      const all = extremes.result(utcOf)
      const temps = all.filter(e => e.unit === 'K')
      const hottest = temps.reduce<Extremes | null>((a, b) => (a === null || b.max > a.max ? b : a), null)
      const coldest = temps.reduce<Extremes | null>((a, b) => (a === null || b.min < a.min ? b : a), null)
      const charges = all.filter(e => e.column.endsWith('.charge_frac'))
      const results = {
        name: o.name,
        start_utc: utcOf(0),
        end_utc: utcOf(duration_s),
        duration_s,
        step_s,
        ticks,
        orbit: orbit === undefined ? null : orbit.shape(),
        sunlit_frac: orbit === undefined ? null : orbit.sunlit_frac(),
        eclipses: eclipses.map(e => withUtc(e, utcOf, duration_s)),
        longest_eclipse_s: eclipses.reduce((longest, e) => Math.max(longest, eclipseLength_s(e, duration_s)), 0),
        passes: groupPasses(happenings, utcOf, duration_s),
        budget: budget.total(),
        orbits: budget.byOrbit().map((b, k) => ({
          orbit: k + 1,
          start_utc: utcOf(k * (o.period_s as number)),
          lowest_charge_frac: orbit?.lowestCharge(k) ?? null,
          ...b,
        })),
        lowest_charge_frac: charges.length === 0 ? null : Math.min(...charges.map(e => e.min)),
        hottest: hottest === null ? null : { column: hottest.column, temp_K: hottest.max, utc: hottest.max_utc },
        coldest: coldest === null ? null : { column: coldest.column, temp_K: coldest.min, utc: coldest.min_utc },
        extremes: all,
        work: work.map(w => w.result()),
        unserved: unserved.map(u => u.result()),
        batteries: lives.map(l => l.result()),
        means: means.result(),
        ledger,
        faults: faultTimes(o.faults, utcOf, duration_s),
        notes: o.notes,
      }
      const values = valuesOf(results)
      return {
        ...results,
        limits: limits.flatMap(l => ('observe' in l ? l.result() : (judgeResult(l, values, { ...o, ticks }) ?? []))),
      }
    },
  }
}

function faultTimes(
  faults: readonly FaultSpell[],
  utcOf: (time_s: number) => string,
  duration_s: number,
): FaultTimes[] {
  return [...faults]
    .sort((a, b) => a.from_s - b.from_s)
    .map(({ part, fault, from_s, to_s, lost_frac }) => ({
      part,
      fault,
      from_utc: utcOf(from_s),
      to_utc: to_s <= duration_s ? utcOf(to_s) : null,
      lost_frac,
    }))
}

function withUtc(e: Eclipse, utcOf: (time_s: number) => string, duration_s: number): EclipseTimes {
  const utc = (time_s: number | null) => (time_s === null ? null : utcOf(time_s))
  return {
    penumbra_start_utc: utc(e.penumbra_start_s),
    umbra_start_utc: utc(e.umbra_start_s),
    umbra_end_utc: utc(e.umbra_end_s),
    penumbra_end_utc: utc(e.penumbra_end_s),
    duration_s: eclipseLength_s(e, duration_s),
  }
}

/** Sunlight, height and the lowest charge orbit by orbit. */
function watchOrbit(info: readonly ColumnInfo[], lane: number, step_s: number, period_s: number) {
  const charges = info.filter(c => c.name.endsWith('.charge_frac')).map(c => c.name)
  const lowest: number[] = []
  let litSum = 0
  let ticks = 0
  let openingLit = 1
  let nearest_km = Number.POSITIVE_INFINITY
  let farthest_km = 0
  return {
    observe({ tick, time_s, columns }: TickView): void {
      const value = (name: string) => (columns.get(name) as Float64Array)[lane]
      const radius_km = Math.hypot(value('orbit.x_km'), value('orbit.y_km'), value('orbit.z_km'))
      nearest_km = Math.min(nearest_km, radius_km)
      farthest_km = Math.max(farthest_km, radius_km)
      const orbit = Math.max(0, Math.floor((time_s - step_s / 2) / period_s))
      for (const name of charges) lowest[orbit] = Math.min(lowest[orbit] ?? 1, value(name))
      if (tick === 0) {
        openingLit = value('sky.lit_frac')
        return
      }
      litSum += value('sky.lit_frac')
      ticks++
    },
    startsDark: () => openingLit < 1,
    sunlit_frac: () => litSum / ticks,
    lowestCharge: (orbit: number) => lowest[orbit],
    shape: () => ({
      period_s,
      altitude_min_km: nearest_km - EARTH_RADIUS_km,
      altitude_max_km: farthest_km - EARTH_RADIUS_km,
    }),
  }
}
