import { get, type IncomingMessage } from 'node:http'
import { beforeAll, describe, expect, it } from 'vitest'
import { builtin, readScenario, simulate } from '../../engine/index.ts'
import { type Program, startProgram, temporaryFolder, write } from '../cli/program.ts'
import { openBrowser, openPage } from './browser.ts'
import { STATIONED } from './scenarios.ts'

/** Long enough that pages come and go while it runs. */
const LONG = { ...STATIONED, name: 'Long', duration: '8 d', step_s: 20 }
const { ticks } = readScenario(LONG, { components: builtin })
const every = Math.ceil(ticks / 20_000)

const rowsOf = (address: string) =>
  new Promise<IncomingMessage>(resolve => get(address.replace('?live', 'live/rows'), resolve))

const bytesOf = async (stream: IncomingMessage) => {
  const pieces: Buffer[] = []
  for await (const piece of stream) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

describe('a run that is watched while it goes on', () => {
  let program: Program
  let stalled: IncomingMessage
  beforeAll(async () => {
    const scenario = write(temporaryFolder(), 'long.json', JSON.stringify(LONG))
    program = await startProgram(['run', scenario, '--view', '--json'])
    // A page that takes nothing, and one that is closed at once.
    stalled = await rowsOf(program.address)
    stalled.pause()
    const closed = await rowsOf(program.address)
    closed.once('data', () => closed.destroy())
  }, 60_000)

  it('shows rows as they come, and the whole run with its summary at the end', async () => {
    const browser = await openBrowser()
    const { page, faults } = await openPage(browser, program.address)
    const rows = () =>
      page.evaluate(() => Number(document.querySelector('[role=slider]')?.getAttribute('aria-valuemax')))
    await page.waitForFunction(() => Number(document.querySelector('[role=slider]')?.getAttribute('aria-valuemax')) > 1)
    const early = await rows()
    await page.waitForFunction(
      last => Number(document.querySelector('[role=slider]')?.getAttribute('aria-valuemax')) === last,
      Math.floor(ticks / every),
    )
    expect(early).toBeGreaterThan(0)
    await page.waitForSelector('.track rect.umbra')
    expect(await page.locator('h1').textContent()).toBe('Long')
    expect(faults()).toEqual([])
  })

  it('ends with the same numbers as one that nobody watches, though a page takes nothing', async () => {
    const { recording, summary } = simulate(LONG, { every })
    await new Promise<void>(resolve => {
      const look = () => (program.stdout().endsWith('}\n') ? resolve() : setTimeout(look, 50))
      look()
    })
    expect(JSON.parse(program.stdout())).toEqual(JSON.parse(JSON.stringify(summary)))
    // The stalled page, taken up again, still gets every row, bit by bit.
    const bytes = await bytesOf(stalled.resume())
    const due = new Float64Array(recording.rows * recording.columns.length)
    for (let row = 0; row < recording.rows; row++)
      for (const [k, c] of recording.columns.entries()) due[row * recording.columns.length + k] = c.values[row]
    expect(bytes.equals(Buffer.from(due.buffer))).toBe(true)
  })
})
