import { DuckDBInstance } from '@duckdb/node-api'

/** Satellites of one shell that know nothing of each other. */
export const fleet = (satellites: number, { method = 'auto', duration = '30 min', record = '' } = {}) => `name: Many
start: 2026-06-21T00:00:00Z
duration: ${duration}
step_s: 60
fleet:
  seed: 3
  method: ${method}
  ${record}
  groups:
    - id: shell
      orbits: { kind: walker-delta, altitude_km: 550, inclination_deg: 53, satellites: ${satellites}, planes: 2 }
      spread: { wing.area_m2: { kind: uniform, min: 9, max: 11 } }
parts:
  - { id: wing, kind: array.flat, cell: hjt-silicon, area_m2: 10, face: +z }
  - { id: battery, kind: battery.bucket, capacity_Wh: 500, node: radiator }
  - { id: payload, kind: load.constant, power_W: 1500, node: radiator }
  - { id: radiator, kind: radiator.flat, coating: osr-quartz, area_m2: 3 }
limits:
  - { column: battery.charge_frac, min: 0.5, why: half is kept for a safe mode }
`

/** Asks DuckDB. */
export async function query(sql: string): Promise<Record<string, unknown>[]> {
  const connection = await (await DuckDBInstance.create()).connect()
  const reader = await connection.runAndReadAll(sql)
  return reader.getRowObjects() as Record<string, unknown>[]
}

/** Satellites that share jobs. With a small radiator they throttle once they are busy. */
export const coupled = (radiator_m2: number) =>
  fleet(300, { record: 'record: [150]\n  jobs: { arrivals_per_day: 200000, work_PFLOP: 200, delay_s: 20 }' })
    .replace('area_m2: 10, face', 'area_m2: 20, face')
    .replace('uniform, min: 9, max: 11', 'uniform, min: 19, max: 21')
    .replace(
      /- { id: payload.*/,
      '- { id: compute, kind: compute.accelerators, accelerator: h100-sxm, count: 4, node: radiator }',
    )
    .replace('area_m2: 3 }', `area_m2: ${radiator_m2} }`)

/** The same satellites, looking down; their wings follow the Sun. */
export const nadir = (text: string) =>
  `${text.replace('face: +z', 'face: +x, drive: two-axis')}attitude: { kind: nadir }\n`
