import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseUtc_us, ScenarioError, simulate } from '../../engine/index.ts'
import { heliosync, startProgram, temporaryFolder, write } from '../cli/program.ts'
import { truth } from '../load.ts'
import { drawn, openBrowser, openPage, painted, scrubTo, type Watched } from './browser.ts'
import { STATIONED } from './scenarios.ts'

const { recording, summary } = simulate(STATIONED)
const folder = temporaryFolder()
const parquet = join(folder, 'run.parquet')

let browser: Browser
let address: string
let watched: Watched
const errorOf = (page: Page) => page.locator('[data-slot="message"].bad').textContent()
const give = (page: Page, name: string, text: string) =>
  page.setInputFiles('input[type=file]', { name, mimeType: 'text/plain', buffer: Buffer.from(text) })

beforeAll(async () => {
  const scenario = write(folder, 'stationed.json', JSON.stringify(STATIONED))
  expect(heliosync(['run', scenario, '--out', parquet]).status).toBe(0)
  ;({ address } = await startProgram(['view', parquet]))
  browser = await openBrowser()
  watched = await openPage(browser, address)
  await drawn(watched.page, 0)
}, 60_000)

describe('a recording on show', () => {
  it('has eclipse bands whose edges are the record’s, on the screen too', async () => {
    const { page } = watched
    const track = (await page.locator('.track svg').boundingBox()) ?? { x: 0, width: 0 }
    const rects = page.locator('.track rect.umbra')
    const seconds = (utc: string | null) => ((parseUtc_us(utc ?? '') as number) - recording.start_us) / 1e6
    expect(await rects.count()).toBe(summary.eclipses.length)
    for (const [k, e] of summary.eclipses.entries()) {
      const box = (await rects.nth(k).boundingBox()) ?? { x: 0, width: 0 }
      const place = (utc: string | null) => track.x + (track.width * seconds(utc)) / summary.duration_s
      expect(Math.abs(box.x - place(e.umbra_start_utc))).toBeLessThan(0.6)
      expect(Math.abs(box.x + box.width - place(e.umbra_end_utc))).toBeLessThan(0.6)
    }
    expect(await page.locator('.track rect.contact').count()).toBeGreaterThan(0)
    expect(await page.locator('.track rect.violation').count()).toBeGreaterThan(0)
  })

  it('is played, stepped and hurried by keys', async () => {
    const { page } = watched
    const slider = page.getByRole('slider', { name: 'Time' })
    const row = async () => Number(await slider.getAttribute('aria-valuenow'))
    await scrubTo(page, 10)
    await page.keyboard.press('.')
    expect(await row()).toBe(11)
    await page.keyboard.press(',')
    expect(await row()).toBe(10)
    await page.keyboard.press(']')
    await page.keyboard.press(']')
    expect(await page.getByRole('combobox', { name: 'Speed' }).inputValue()).toBe('600')
    await page.keyboard.press(' ')
    await page.waitForFunction(
      () => Number(document.querySelector('[role=slider]')?.getAttribute('aria-valuenow')) > 15,
    )
    await page.keyboard.press(' ')
    const stopped = await row()
    await page.waitForTimeout(300)
    expect(await row()).toBe(stopped)
    await slider.press('End')
    expect(await row()).toBe(recording.rows - 1)
  })

  it('hides its numbers on n', async () => {
    const { page } = watched
    const numbers = page.locator('.readout')
    expect(await numbers.isVisible()).toBe(true)
    await page.keyboard.press('n')
    expect(await numbers.isVisible()).toBe(false)
    await page.keyboard.press('n')
    expect(await numbers.isVisible()).toBe(true)
  })

  it('tells its keys on ?', async () => {
    const { page } = watched
    await page.keyboard.press('?')
    const dialog = page.getByRole('dialog', { name: 'Keys' })
    expect(await dialog.textContent()).toContain('play or pause')
    await page.keyboard.press('Escape')
    expect(await dialog.isVisible()).toBe(false)
  })
})

describe('what is wrong with a file is said', () => {
  it('of a scenario, in the engine’s own words', async () => {
    const { page } = watched
    const text = readFileSync(join(import.meta.dirname, '../golden/messages/many-at-once.yaml'), 'utf8')
    const due = messageOf(() => simulate(text, { file: 'many-at-once.yaml' }))
    await give(page, 'many-at-once.yaml', text)
    await page.waitForSelector('[data-slot="message"].bad')
    expect(await errorOf(page)).toBe(due)
    // What was on show stays.
    expect(await page.locator('h1').textContent()).toBe(STATIONED.name)
  })

  it('of a recording, with its line', async () => {
    const { page } = watched
    await give(page, 'torn.csv', 'utc,t_s,a.temp_K\n2026-06-21T00:00:00Z,0,300\n2026-06-21T00:01:00Z,60')
    await page.waitForFunction(() => document.querySelector('.message')?.textContent?.includes('torn.csv'))
    expect(await errorOf(page)).toMatch(/^torn\.csv:3: 2 fields, and the first line names 3/)
  })

  it('of a file that the address names and nobody serves', async () => {
    const { page } = await openPage(browser, address.replace(/\?.*/, '?run=files/other.parquet'))
    await page.waitForSelector('[data-slot="message"].bad')
    expect(await errorOf(page)).toContain('files/other.parquet cannot be read here')
    await page.close()
  })
})

describe('other ways in', () => {
  it('takes a file that is dropped on the page', async () => {
    const { page } = watched
    await drop(page, 'dropped.json', JSON.stringify({ ...STATIONED, name: 'Dropped', duration: '30 min' }))
    await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Dropped')
    expect(await page.getByRole('slider', { name: 'Time' }).getAttribute('aria-valuemax')).toBe('30')
  })

  it('reads the files that a scenario names, in the page', async () => {
    const [{ omm }] = truth<{ cases: { omm: { EPOCH: string } }[] }>('eclipse-day.json').cases
    write(folder, 'orbit.json', JSON.stringify(omm))
    const named = {
      ...STATIONED,
      name: 'Named',
      start: `${omm.EPOCH.slice(0, 19)}Z`,
      orbit: { kind: 'omm', file: './orbit.json' },
    }
    const { address: other } = await startProgram(['view', write(folder, 'named.json', JSON.stringify(named))])
    const { page, faults } = await openPage(browser, other)
    await drawn(page, 0)
    expect(await page.locator('h1').textContent()).toBe('Named')
    expect(faults()).toEqual([])
    await page.close()
  })

  it('shows what it can of a run without an orbit, and says what it cannot', async () => {
    const { page } = watched
    const parts = [
      { id: 'rock', kind: 'node.lumped', capacity_J_K: 1000 },
      { id: 'warmth', kind: 'heat.scheduled', node: 'rock', steps: [[0, 5]] },
    ]
    const { name, start, duration, step_s } = STATIONED
    await drop(page, 'rock.json', JSON.stringify({ name: `${name} rock`, start, duration, step_s, parts }))
    await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Stationed rock')
    expect(await page.locator('.scene canvas').isVisible()).toBe(false)
    expect(await page.locator('.scene-message').textContent()).toContain('tells no orbit')
    const message = (await page.locator('.scene-message').boundingBox()) ?? { y: 0, height: 0 }
    const scene = (await page.locator('.scene').boundingBox()) ?? { y: 0, height: 0 }
    expect(message.y + message.height).toBeLessThanOrEqual(scene.y + scene.height + 1)
    expect(await page.locator('.readout [data-column="rock.temp_K"]').textContent()).toMatch(/ K$/)
    await page.setInputFiles('input[type=file]', parquet)
    await drawn(page, 0)
  })
})

describe('the page', () => {
  it.each([
    [390, 844],
    [820, 1180],
    [1600, 900],
  ])('fits a window of %i by %i', async (width, height) => {
    const { page } = watched
    await page.setViewportSize({ width, height })
    await painted(page)
    const { scroll, client } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      client: document.documentElement.clientWidth,
    }))
    expect(scroll, 'nothing sticks out').toBeLessThanOrEqual(client)
    const scene = await page.locator('.scene canvas').boundingBox()
    expect(scene?.width).toBeGreaterThan(0.4 * width)
    expect(scene?.height).toBeGreaterThan(0.4 * height)
    for (const name of ['Play or pause (space)', 'Keys (?)']) {
      const box = await page.getByRole('button', { name }).boundingBox()
      expect((box?.x ?? width) + (box?.width ?? 0), name).toBeLessThanOrEqual(width)
    }
  })

  it('has a name for everything that can be reached by keys', async () => {
    const nameless = await watched.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, input:not([hidden]), select, [tabindex="0"], [role=slider]')]
        .filter(e => e.offsetParent !== null)
        .filter(e => {
          const labels = (e as HTMLInputElement).labels ?? []
          const words = [e.ariaLabel, e.title, e.textContent, ...[...labels].map(l => l.textContent)]
          return !words.some(w => (w ?? '').trim() !== '')
        })
        .map(e => e.outerHTML.slice(0, 120)),
    )
    expect(nameless).toEqual([])
  })

  it('gives a message in place of the scene where there is no WebGL', async () => {
    const context = await browser.newContext()
    await context.addInitScript(() => {
      const { getContext } = HTMLCanvasElement.prototype
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...more: unknown[]) {
        return kind.startsWith('webgl') ? null : Reflect.apply(getContext, this, [kind, ...more])
      } as typeof getContext
    })
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', error => faults.push(String(error)))
    await page.goto(address)
    await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Stationed')
    expect(await page.locator('.scene-message').textContent()).toContain('no WebGL 2')
    expect(await page.locator('.track rect.umbra').count()).toBe(summary.eclipses.length)
    expect(faults).toEqual([])
    await context.close()
  })

  it('said nothing on the console, broke nowhere and asked nothing of other places', () => {
    expect(watched.faults()).toEqual([])
  })
})

/** Drops a file on the middle of the page. */
const drop = (page: Page, name: string, text: string) =>
  page.evaluate(
    file => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([file.text], file.name))
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    },
    { name, text },
  )

function messageOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof ScenarioError) return error.message
    throw error
  }
  throw new Error('the scenario is right')
}
