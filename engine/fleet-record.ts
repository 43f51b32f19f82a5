import { satelliteScenario } from './fleet/design/satellite.ts'
import { directed } from './fleet/jobs/plain-jobs.ts'
import type { Asked } from './fleet-asked.ts'
import type { FleetTable, TableColumn } from './results/fleet-table.ts'
import type { Fleet } from './scenario/fleet.ts'
import type { Jobs } from './scenario/jobs.ts'
import type { Scenario } from './scenario/scenario.ts'
import { type LanesOptions, type Run, runLanes } from './simulate.ts'
import type { ColumnInfo, TickView } from './tick/column.ts'

/** Rows handed over at a time. */
const PIECE_ROWS = 4096

/** The group that a satellite of the fleet belongs to, and its place in it. Throws RangeError where there is no such satellite. */
export function placeOf(fleet: Fleet, satellite: number) {
  if (!Number.isInteger(satellite) || satellite < 1 || satellite > fleet.satellites)
    throw new RangeError(`There is no satellite ${satellite}: those of the fleet are 1 to ${fleet.satellites}.`)
  const group = fleet.groups.findLast(g => g.first <= satellite) as Fleet['groups'][number]
  return { group, k: satellite - group.first }
}

/** A satellite of a fleet as a scenario of its own, without the fleet's limits: its group may not have their columns. */
export function scenarioOfSatellite(scenario: Scenario, satellite: number): Scenario {
  const { group, k } = placeOf(scenario.fleet as Fleet, satellite)
  return { ...satelliteScenario(scenario, group, k), limits: [] }
}

/** How a satellite of a fleet is run alone. */
export interface AloneOptions extends Partial<Pick<LanesOptions, 'every' | 'recorded' | 'onRow' | 'watch'>> {
  /** Where satellites share jobs, how busy it was to be among the others; left out, as busy as its parts say. */
  readonly asked?: Asked | undefined
}

/** Runs one satellite alone on the plain path, as busy as it was asked to be. Without more, nothing is recorded. */
export function runAlone(one: Scenario, jobs: Jobs | undefined, { asked, watch, ...options }: AloneOptions): Run {
  const busy_frac = new Float64Array(1)
  const isAsked = jobs !== undefined && asked !== undefined
  const parts = isAsked ? directed(one.parts, jobs.compute.id, busy_frac) : one.parts
  const [run] = runLanes([{ ...one, parts }], {
    every: one.ticks,
    recorded: false,
    ...options,
    watch: (program, work) => {
      const observe = watch?.(program, work)
      return view => {
        observe?.(view)
        busy_frac[0] = asked?.[view.tick] ?? 0
      }
    },
  })
  return run
}

/** One satellite of a fleet with its recording, as `simulate` makes it: alone, on the plain path, whichever its group takes. */
export function simulateSatellite(scenario: Scenario, satellite: number, options: AloneOptions = {}): Run {
  const one = scenarioOfSatellite(scenario, satellite)
  return runAlone(one, scenario.fleet?.jobs, { every: 1, recorded: true, ...options })
}

/**
 * Everything about one satellite of a fleet, tick by tick, as `simulate` records it: handed over in pieces of bounded size while it runs.
 * The satellite runs alone on the plain path, whichever its group takes; where satellites share jobs, as busy as it was `asked` to be.
 */
export function recordSatellite(
  scenario: Scenario,
  satellite: number,
  every: number,
  onPiece: (piece: FleetTable) => void,
  asked?: Asked,
): Run {
  const one = scenarioOfSatellite(scenario, satellite)
  const watch: LanesOptions['watch'] = ({ info }) => {
    const pieces = makePieces(info, one, every, onPiece)
    return view => {
      pieces.observe(view)
      if (view.isLast) pieces.flush()
    }
  }
  return runAlone(one, scenario.fleet?.jobs, { asked, watch })
}

function makePieces(
  info: readonly ColumnInfo[],
  { start_us }: Scenario,
  every: number,
  onPiece: (piece: FleetTable) => void,
) {
  const columns = info.filter(c => !c.name.includes('.mid_'))
  const held = Array.from({ length: columns.length + 2 }, () => new Float64Array(PIECE_ROWS))
  const sums = new Float64Array(columns.length)
  let rows = 0
  function flush(): void {
    if (rows === 0) return
    const names = [{ name: 'utc', unit: 'UTC' }, { name: 't_s', unit: 's' }, ...columns]
    onPiece({
      rows,
      columns: names.map(({ name, unit }, c): TableColumn => ({ name, unit, values: held[c].slice(0, rows) })),
    })
    rows = 0
  }
  return {
    flush,
    observe({ tick, time_s, columns: now }: TickView): void {
      const full = tick % every === 0
      if (full) {
        held[0][rows] = Math.round(start_us / 1e3 + time_s * 1e3)
        held[1][rows] = time_s
      }
      for (const [c, { name, meaning }] of columns.entries()) {
        const value = (now.get(name) as Float64Array)[0]
        if (tick === 0 || meaning !== 'mean') {
          if (full) held[c + 2][rows] = value
          continue
        }
        sums[c] += value
        if (!full) continue
        held[c + 2][rows] = every === 1 ? value : sums[c] / every
        sums[c] = 0
      }
      if (full && ++rows === PIECE_ROWS) flush()
    },
  }
}
