import { endingOf, missingFrom, RECORDING_ENDINGS, readRecording } from '../recordings/recording.ts'
import { FileError, WRITE_ONE } from '../recordings/table.ts'
import type { From } from './engine.ts'
import { openLive } from './live.ts'
import type { Page } from './page.ts'
import type { Shown } from './shown.ts'

const SCENARIO_ENDINGS = ['yaml', 'yml', 'json']
export const ENDINGS = [...SCENARIO_ENDINGS, ...RECORDING_ENDINGS]

/** Runs a scenario (text or object) in the worker and shows it, or says what is wrong. */
async function openScenario(page: Page, scenario: unknown, from: From = {}): Promise<void> {
  page.say('Running …')
  const onProgress = (done_frac: number) => page.say(`Running … ${Math.round(100 * done_frac)} %`)
  const outcome = await page.engine.run(scenario, { onProgress, ...from })
  if (outcome.kind === 'superseded') return
  page.say(outcome.kind === 'wrong' ? outcome.message : '', outcome.kind === 'wrong')
  if (outcome.kind === 'done') showNew(page, outcome.shown)
}

/** Shows a scenario or a recording by the ending of its name, or says what is wrong with it. */
export async function openFile(page: Page, file: string, bytes: ArrayBuffer, from: From = {}): Promise<void> {
  const ending = endingOf(file)
  if (SCENARIO_ENDINGS.includes(ending)) await openScenario(page, new TextDecoder().decode(bytes), { file, ...from })
  else if (RECORDING_ENDINGS.includes(ending)) await openRecording(page, file, bytes)
  else page.say(`${file}: neither a scenario (.${SCENARIO_ENDINGS.join(', .')}) nor a recording. ${WRITE_ONE}`, true)
}

async function openRecording(page: Page, file: string, bytes: ArrayBuffer): Promise<void> {
  try {
    const shown = await readRecording(file, bytes)
    showNew(page, { ...shown, growing: false })
    page.say(missingFrom(shown))
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    page.say(error.message, true)
  }
}

/** What is opened is seen from its beginning. */
function showNew(page: Page, shown: Shown): void {
  page.clock.pause()
  page.clock.seek(0)
  page.shown.set(shown)
}

/** Opens what the page's address names: `?scenario=` or `?run=`, a file on the server of the page, or `?live`, a run that goes on there. */
export async function openAddress(page: Page, query: URLSearchParams): Promise<void> {
  if (query.has('live')) return openLive(page)
  const address = query.get('scenario') ?? query.get('run')
  if (address === null) return
  const response = await fetch(address).catch(() => undefined)
  const file = address.slice(address.lastIndexOf('/') + 1)
  if (response?.ok !== true) page.say(`${address} cannot be read here. Open the file from the toolbar.`, true)
  else await openFile(page, file, await response.arrayBuffer(), { address: response.url })
}
