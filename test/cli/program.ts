import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { atTheEnd } from '../at-the-end.ts'

export { SHORT } from '../short.ts'

const main = join(import.meta.dirname, '../../cli/main.ts')

/** Node's arguments that start the program from its sources. */
export const PROGRAM = ['--import', 'tsx', main]

export interface Outcome {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the program as a user does: another process, its output piped. */
export function heliosync(args: readonly string[], env: Record<string, string> = {}, cwd?: string): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...PROGRAM, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    ...(cwd === undefined ? {} : { cwd }),
    maxBuffer: 1 << 28,
  })
  return { status, stdout, stderr }
}

/** The command line as a user starts it, until the tests of the file are done. */
export interface Program {
  readonly address: string
  /** What it printed so far. */
  readonly stdout: () => string
  readonly stderr: () => string
  readonly process: ChildProcess
}

/** Starts a command that serves the viewer, and waits for the address that it prints. */
export async function startProgram(args: readonly string[]): Promise<Program> {
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args])
  atTheEnd(() => child.kill())
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', piece => {
    stdout += piece
  })
  child.stderr.on('data', piece => {
    stderr += piece
  })
  const address = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const found = /http:\/\/\S+?(?=[.]?\s)/.exec(stdout + stderr)
      if (found !== null) resolve(found[0])
    }
    child.stdout.on('data', look)
    child.stderr.on('data', look)
    child.on('exit', code => reject(new Error(`exit ${code}: ${stderr}`)))
  })
  return { address, stdout: () => stdout, stderr: () => stderr, process: child }
}

/** A folder of the test's own, gone afterwards. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'heliosync-'))
  atTheEnd(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function write(folder: string, name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
