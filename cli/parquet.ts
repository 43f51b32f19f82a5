import { parquetWriteBuffer } from 'hyparquet-writer'
import { type Run, timeOfRow_s } from '../engine/index.ts'
import { hashOf } from './hash.ts'
import { packageVersion } from './package.ts'
import type { Write } from './whole-file.ts'

/**
 * Parquet: `utc` as a timestamp in milliseconds of UTC, everything else DOUBLE, no nulls. The file's metadata say what it is:
 * version, scenario, its hash, start, step, `unit:<column>` (1 for a pure number) and `meaning:<column>` (state, instant or mean) for every
 * column; and, as JSON, the scenario as it was given and the summary, so that the file can be shown with nothing beside it.
 */
export function writeParquet({ recording, scenario, summary }: Run, write: Write): void {
  const { start_us, rows, columns } = recording
  const time_s = Float64Array.from({ length: rows }, (_, row) => timeOfRow_s(recording, row))
  const utc = Array.from(time_s, t => new Date(Math.round(start_us / 1e3 + t * 1e3)))
  const double = (name: string, data: Float64Array) => ({ name, data, type: 'DOUBLE' as const, nullable: false })
  const about = {
    'heliosync:version': packageVersion(),
    'heliosync:scenario': scenario.name,
    'heliosync:scenario_sha256': hashOf(scenario.given),
    'heliosync:start': summary.start_utc,
    'heliosync:step_s': String(scenario.step_s),
    'heliosync:interval_s': String(recording.interval_s),
    'heliosync:scenario_json': JSON.stringify(scenario.given),
    'heliosync:summary_json': JSON.stringify(summary),
    'unit:utc': 'UTC',
    'unit:t_s': 's',
    ...Object.fromEntries(
      columns.flatMap(c => [
        [`unit:${c.name}`, c.unit],
        [`meaning:${c.name}`, c.meaning],
      ]),
    ),
  }
  const file = parquetWriteBuffer({
    columnData: [
      { name: 'utc', data: utc, type: 'TIMESTAMP', nullable: false },
      double('t_s', time_s),
      ...columns.map(c => double(c.name, c.values)),
    ],
    kvMetadata: Object.entries(about).map(([key, value]) => ({ key, value })),
    createdBy: `heliosync version ${packageVersion()}`,
  })
  write(new Uint8Array(file))
}
