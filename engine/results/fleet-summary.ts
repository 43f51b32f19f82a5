import { unitOf } from '../quantity/unit.ts'
import type { Bounds, Limit } from '../scenario/scenario.ts'
import { type FleetRows, marginNames, subjectOf } from './fleet-rows.ts'
import { type LimitResult, namedMeasure } from './limits.ts'

/** How a limit fared over the fleet. */
export interface FleetLimit extends Bounds {
  /** A column, or a number of the summary. */
  readonly subject: string
  /** The measure of the column, or `result` for a number of the summary. */
  readonly measure: string
  /** The measure in words that stand before the bound; empty for the value itself. */
  readonly words: string
  /** Of what is measured, and so of the margins. */
  readonly unit: string
  /** Satellites that have the column. */
  readonly satellites: number
  readonly broken: number
  readonly holds: boolean
  /** The satellites nearest to (or farthest beyond) the bound, the worst first; a margin below 0 breaks it. */
  readonly worst: readonly { readonly satellite: number; readonly margin: number }[]
  /** The limit as the worst satellite has it; null where that went the fast path, which keeps no times. */
  readonly worst_result: LimitResult | null
}

/** A satellite that stands out. */
export interface Outstanding {
  readonly satellite: number
  readonly value: number
  readonly node?: string
}

/** Energies of all satellites, Wh. */
export interface FleetBudget {
  readonly generated_Wh: number
  readonly demanded_Wh: number
  readonly served_Wh: number
  readonly curtailed_Wh: number
  readonly unserved_Wh: number
  readonly loss_Wh: number
  readonly absorbed_Wh: number
  readonly radiated_Wh: number
}

const ENERGIES = [
  'generated_Wh',
  'demanded_Wh',
  'served_Wh',
  'curtailed_Wh',
  'unserved_Wh',
  'loss_Wh',
  'absorbed_Wh',
  'radiated_Wh',
] as const

/** So many of the worst satellites are told of each limit. */
const WORST = 10

/** Gathers a fleet's figures from its rows, which come in the order of the satellites. */
export function makeFleetTotals(limits: readonly Limit[], nodes: readonly string[]) {
  const energies_Wh = new Float64Array(ENERGIES.length)
  const margins = marginNames(limits)
  const fared = limits.map(() => ({
    satellites: 0,
    broken: 0,
    worst: [] as { satellite: number; margin: number }[],
    worst_result: null as LimitResult | null,
  }))
  let satellites = 0
  let flown_ticks = 0
  let sunlit_ticks = 0
  let work_PFLOP_day = 0
  let lowest: Outstanding | null = null
  let hottest: Outstanding | null = null
  let coldest: Outstanding | null = null
  return {
    /** `firstNumber` is the number in the fleet of the first row, `ticks` how many each of them flew. */
    take({ count, columns, coldestNode, hottestNode, judged }: FleetRows, firstNumber: number, ticks: number): void {
      flown_ticks += count * ticks
      for (let i = 0; i < count; i++) {
        const satellite = firstNumber + i
        satellites++
        for (const [k, name] of ENERGIES.entries()) energies_Wh[k] += columns[name][i]
        sunlit_ticks += columns.sunlit_frac[i] * ticks
        work_PFLOP_day += columns.work_PFLOP_day[i]
        const charge = columns.lowest_charge_frac[i]
        if (charge < (lowest?.value ?? Number.POSITIVE_INFINITY)) lowest = { satellite, value: charge }
        if (columns.hottest_K[i] > (hottest?.value ?? Number.NEGATIVE_INFINITY))
          hottest = { satellite, value: columns.hottest_K[i], node: nodes[hottestNode[i]] }
        if (columns.coldest_K[i] < (coldest?.value ?? Number.POSITIVE_INFINITY))
          coldest = { satellite, value: columns.coldest_K[i], node: nodes[coldestNode[i]] }
        for (const [k, f] of fared.entries()) {
          const margin = columns[margins[k]][i]
          if (Number.isNaN(margin)) continue
          f.satellites++
          if (margin < 0) f.broken++
          keepWorst(f.worst, satellite, margin)
          if (f.worst[0].satellite === satellite) f.worst_result = judged[i]?.[k] ?? null
        }
      }
    },
    result: () => ({
      satellites,
      sunlit_frac: flown_ticks === 0 ? null : sunlit_ticks / flown_ticks,
      budget: Object.fromEntries(ENERGIES.map((name, k) => [name, energies_Wh[k]])) as unknown as FleetBudget,
      work_PFLOP_day,
      lowest_charge_frac: lowest,
      hottest_K: hottest,
      coldest_K: coldest,
      limits: limits.map(
        (l, k): FleetLimit => ({
          subject: subjectOf(l),
          ...measureOf(l),
          ...boundsOf(l),
          ...fared[k],
          holds: fared[k].broken === 0,
        }),
      ),
    }),
  }
}

const measureOf = (l: Limit) =>
  'column' in l
    ? namedMeasure(l, unitOf(l.column) ?? '1')
    : { measure: 'result', words: '', unit: unitOf(l.result) ?? '' }

const boundsOf = ({ min, max, why }: Bounds): Bounds => ({
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
  ...(why === undefined ? {} : { why }),
})

/** Keeps the list of the worst in order; of equal margins the first satellite's comes first. */
function keepWorst(worst: { satellite: number; margin: number }[], satellite: number, margin: number): void {
  if (worst.length === WORST && margin >= worst[WORST - 1].margin) return
  const at = worst.findIndex(w => margin < w.margin)
  worst.splice(at < 0 ? worst.length : at, 0, { satellite, margin })
  if (worst.length > WORST) worst.pop()
}

/** What became of the jobs. Arrived = delivered + running + waiting. */
export interface JobsResult {
  readonly arrived_count: number
  readonly delivered_count: number
  /** Sent to a satellite and not done at the end. */
  readonly running_count: number
  readonly waiting_count: number
  /** Work done, on jobs delivered or not. */
  readonly worked_PFLOP: number
  /** From arrival until the result is back, of the jobs delivered, to 1 %; null where none was. */
  readonly latency_s: { readonly p50: number; readonly p95: number; readonly p99: number; readonly max: number } | null
}

export type FleetTotals = ReturnType<ReturnType<typeof makeFleetTotals>['result']>

/** A fleet's run in numbers. */
export interface FleetSummary extends FleetTotals {
  readonly name: string
  readonly start_utc: string
  readonly end_utc: string
  readonly duration_s: number
  readonly step_s: number
  readonly ticks: number
  /** Satellites whose launch lies beyond the end. */
  readonly not_begun: number
  readonly groups: readonly {
    readonly id: string
    readonly satellites: number
    /** fast: in tiles by the kernel; plain: as if run alone. */
    readonly path: 'fast' | 'plain'
    /** Why not fast; null where it is. */
    readonly why: string | null
    /** Satellites of the fast path that were run plain, because their accelerators throttled. */
    readonly throttled: number
  }[]
  /** Jobs that the satellites shared; null where they share none. */
  readonly jobs: JobsResult | null
  /** Largest distance of a sampled position of the fast path from SGP4's, km; null without one. */
  readonly position_error_km: number | null
  /** Objects of catalogues that no satellite stands for. */
  readonly left_out: readonly { readonly group: string; readonly name: string; readonly why: string }[]
  readonly notes: readonly string[]
}
