import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

const main = join(import.meta.dirname, '../../cli/main.ts')

export interface Outcome {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the program as a user does: another process, its output piped. */
export function heliosync(args: readonly string[], env: Record<string, string> = {}, cwd?: string): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', main, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    ...(cwd === undefined ? {} : { cwd }),
    maxBuffer: 1 << 28,
  })
  return { status, stdout, stderr }
}

/** A folder of the test's own, gone afterwards. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'heliosync-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Two orbits with a shadow in each: small, with every sort of column. */
export const SHORT = `name: Short
start: 2026-06-21T00:00:00Z
duration: 3 h
step_s: 60
orbit: { kind: sun-synchronous, altitude_km: 650, ltan_h: 18 }
parts:
  - { id: wing, kind: array.flat, cell: hjt-silicon, area_m2: 10 }
  - { id: battery, kind: battery.bucket, capacity_Wh: 2000 }
  - { id: payload, kind: load.constant, power_W: 1500, node: radiator }
  - { id: radiator, kind: radiator.flat, coating: osr-quartz, area_m2: 3 }
limits:
  - { column: battery.charge_frac, min: 0.5, why: half is kept for a safe mode }
`

export function write(folder: string, name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
