import type { Run, Scenario, SimulateOptions } from '../engine/index.ts'
import { serveLive } from './live.ts'
import { outputTo } from './output.ts'
import { viewerFolder } from './viewer-files.ts'

/** Runs while the viewer is served, and tells those who watch how it goes on and how it ends. */
export async function runWatched(
  scenario: Scenario,
  port: number,
  simulate: (follow: Pick<SimulateOptions, 'onRow'>) => Run,
): Promise<Run> {
  const live = await serveLive(await viewerFolder(), port, scenario.given)
  outputTo(process.stderr).print([`Watch it on ${live.address}?live. Nothing leaves this machine. Ctrl-C ends it.`])
  try {
    const run = simulate({ onRow: live.onRow })
    live.end({ summary: run.summary })
    return run
  } catch (error) {
    live.end({ wrong: error instanceof Error ? error.message : String(error) })
    throw error
  }
}
