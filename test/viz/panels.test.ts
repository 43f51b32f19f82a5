import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { builtin, columnOf, csvOf, readScenario, ScenarioError, simulate } from '../../engine/index.ts'
import { startProgram, temporaryFolder, write } from '../cli/program.ts'
import { openBrowser, openPage, type Watched } from './browser.ts'
import { STATIONED } from './scenarios.ts'

const run = simulate(STATIONED)
const { recording } = run
const value = (name: string, row: number) => (columnOf(recording, name) as Float64Array)[row]
/** The scenario with another value in one of its parts. */
const withPart = (id: string, change: object) => ({
  ...STATIONED,
  parts: STATIONED.parts.map(p => (p.id === id ? { ...p, ...change } : p)),
})

let watched: Watched
let page: Page
let address: string
beforeAll(async () => {
  const folder = temporaryFolder()
  const program = await startProgram(['view', write(folder, 'stationed.json', JSON.stringify(STATIONED))])
  address = program.address
  watched = await openPage(await openBrowser(), address, { viewport: { width: 1100, height: 800 } })
  page = watched.page
  page.setDefaultTimeout(8000)
  await page.locator('.chart').first().waitFor()
}, 60_000)

const field = (name: string) => page.locator(`[data-field="${name}"]`)
const settled = () => page.waitForFunction(() => document.querySelector('.change .status')?.textContent === '')

/** The file that a way of the export dialog hands out. `asked` fills its fields, by their label. */
async function exported(way: string, asked: Readonly<Record<string, string>> = {}, from = page): Promise<Buffer> {
  await from.getByRole('button', { name: 'Take away' }).click()
  const dialog = from.locator('dialog.export')
  try {
    for (const [label, text] of Object.entries(asked)) await dialog.getByLabel(label).fill(text)
    const download = from.waitForEvent('download', { timeout: 40_000 })
    await dialog.locator(`[data-way="${way}"]`).click()
    return readFileSync(await (await download).path())
  } finally {
    await dialog.getByRole('button', { name: 'Close' }).click()
  }
}

/** Node whose elementary functions are those of the page, bit for bit (viz/elementary). */
const SAME_MATH = process.versions.v8.startsWith('11.3.')

/** What the page computed is what `simulate` gives here, to the bit; under a Node with other elementary functions, to a millionth. */
function expectSame(there: unknown, scenario: unknown): void {
  const here: unknown = JSON.parse(JSON.stringify(simulate(scenario).summary))
  if (SAME_MATH) expect(there).toEqual(here)
  else expectNear(there, here)
}

function expectNear(there: unknown, here: unknown, place = ''): void {
  if (typeof here === 'number') {
    const size = Math.max(1, Math.abs(here))
    expect(Math.abs(Number(there) - here) / size, place).toBeLessThan(1e-6)
  } else if (here !== null && typeof here === 'object') {
    for (const [key, value] of Object.entries(here))
      if (!['ledger', 'extremes', 'limits'].includes(key))
        expectNear((there as Record<string, unknown>)[key], value, `${place}.${key}`)
  }
}

describe('the charts', () => {
  it("read the recording's values at the row under the pointer, with units", async () => {
    const plot = page.locator('.chart .u-over').first()
    const { x, y, width } = (await plot.boundingBox()) ?? { x: 0, y: 0, width: 0 }
    const rows = rowsOf((await exported('rows')).toString())
    for (const place of [0.2, 0.55, 0.9]) {
      await page.mouse.move(x + place * width, y + 20)
      const text = (await page.locator('.tick').textContent()) ?? ''
      const row = Number(/tick (\d+)/.exec(text)?.[1])
      expect(Math.abs(row - place * 180), text).toBeLessThan(3)
      const readings = await page
        .locator('.chart li')
        .evaluateAll(items =>
          items.map(item => [item.getAttribute('data-column') ?? '', item.querySelector('output')?.title ?? '']),
        )
      expect(readings.length).toBeGreaterThan(3)
      for (const [name, title] of readings) {
        const { unit } = recording.columns.find(c => c.name === name) ?? { unit: '?' }
        expect(title, name).toBe(`${rows[row][name]} ${unit}`)
      }
    }
  })

  it('follow playback when the pointer is gone, and a click goes to its row', async () => {
    const plot = page.locator('.chart .u-over').nth(1)
    const { width, height } = (await plot.boundingBox()) ?? { width: 0, height: 0 }
    await plot.click({ position: { x: width / 2, y: height / 2 } })
    await page.mouse.move(5, 5)
    const text = await page.locator('.tick').textContent()
    expect(text).toMatch(/tick (89|90|91)\b/)
    expect(await page.getByRole('slider', { name: 'Time' }).getAttribute('aria-valuenow')).toBe(
      /tick (\d+)/.exec(text ?? '')?.[1],
    )
  })

  it('tell every column at the tick in the list of all values, and chart what is ticked there', async () => {
    await page.getByText('All values at this tick').click()
    const row = Number(await page.getByRole('slider', { name: 'Time' }).getAttribute('aria-valuenow'))
    // The list is filled when it is open.
    await page
      .locator('.values output')
      .nth(recording.columns.length - 1)
      .waitFor()
    const cells = await page
      .locator('.values output')
      .evaluateAll(found => found.map(c => [c.getAttribute('data-column') ?? '', c.textContent ?? '']))
    expect(cells.map(([name]) => name).sort()).toEqual(recording.columns.map(c => c.name).sort())
    for (const [name, text] of cells) expect(Number(text), name).toBeCloseTo(value(name, row), 1)
    const [now] = rowsOf((await exported('rows')).toString()).slice(row)
    for (const [name, text] of cells) expect(Number(text), name).toBe(Number(Number(now[name]).toPrecision(7)))
    await page.getByTitle('Chart orbit.latitude_deg').check()
    await page.locator('.chart', { hasText: 'Angle' }).waitFor()
    await page.getByTitle('Chart orbit.latitude_deg').uncheck()
    await page.getByText('All values at this tick').click()
  })
})

describe('the form', () => {
  it('gives the numbers of a headless run, to the bit, and the old curve stays', async () => {
    await page.locator('.change > summary').click()
    const slider = page.getByRole('slider', { name: 'wing.area_m2' })
    await slider.focus()
    for (let k = 0; k < 7; k++) await slider.press('ArrowRight')
    const area_m2 = Number(await field('wing.area_m2').inputValue())
    expect(area_m2).toBe(11.7)
    await settled()
    const changed = withPart('wing', { area_m2 })
    const summary = JSON.parse((await exported('summary')).toString())
    expectSame(summary, changed)
    if (SAME_MATH) expect((await exported('rows')).toString()).toBe([...csvOf(simulate(changed).recording)].join(''))
    expect(JSON.parse((await exported('scenario')).toString())).toEqual(withPart('wing', { area_m2 }))
    const power = page.locator('.chart', { hasText: 'Power' })
    expect(await power.locator('.plot').getAttribute('aria-label')).toMatch(/dashed.*bus\.supply_W/)
    const supply = power.locator('li[data-column="bus.supply_W"]')
    const row = Number(await page.getByRole('slider', { name: 'Time' }).getAttribute('aria-valuenow'))
    const shown_kW = Number((await supply.locator('.was').textContent())?.replace('was ', ''))
    expect(shown_kW).toBeCloseTo(value('bus.supply_W', row) / 1000, 2)
  })

  it("puts the engine's message at the field, and the run before stays", async () => {
    const before = await page.locator('.chart .reading').allTextContents()
    await field('battery.capacity_Wh').fill('ten')
    const problem = page.locator('.field', { has: field('battery.capacity_Wh') }).locator('.problem')
    await problem.getByText('ten').waitFor()
    const { what, instead } = problemOf(withPart('battery', { capacity_Wh: 'ten' }))
    expect(await problem.textContent()).toBe(`${what}. ${instead}`)
    expect(await field('battery.capacity_Wh').getAttribute('aria-invalid')).toBe('true')
    expect(await page.locator('.chart .reading').allTextContents()).toEqual(before)
    await field('battery.capacity_Wh').fill('2500')
    await settled()
    expect(await problem.textContent()).toBe('')
  })

  it('is in the address, which opens the same run at the same tick', async () => {
    await page.waitForFunction(() => location.search.includes('capacity_Wh'))
    await page.waitForFunction(() => location.search.includes('t_s'))
    const other = await openPage(page.context().browser() ?? (await openBrowser()), page.url())
    await other.page.locator('.chart .was:not(:empty)').first().waitFor()
    expect(await other.page.locator('[data-field="battery.capacity_Wh"]').inputValue()).toBe('2500')
    const both = {
      ...STATIONED,
      parts: withPart('wing', { area_m2: 11.7 }).parts.map(p => (p.id === 'battery' ? { ...p, capacity_Wh: 2500 } : p)),
    }
    expectSame(JSON.parse((await exported('summary', {}, other.page)).toString()), both)
    const now = (of: Page) => of.getByRole('slider', { name: 'Time' }).getAttribute('aria-valuenow')
    expect(await now(other.page)).toBe(await now(page))
    expect(other.faults()).toEqual([])
    await other.page.context().close()
  })

  it('goes back as a whole', async () => {
    await page.getByRole('button', { name: 'Back to the scenario' }).click()
    await page.waitForFunction(() => !location.search.includes('set='))
    expect(await field('wing.area_m2').inputValue()).toBe('10')
    expect(await page.locator('.chart .was:not(:empty)').count()).toBe(0)
  })

  it('says when the address changes what the scenario does not have', async () => {
    const other = await openPage(page.context().browser() ?? (await openBrowser()), `${address}&set=wing.span_m:3`)
    await other.page.getByText('The address changes wing.span_m').waitFor()
    await other.page.context().close()
  })
})

describe('exports', () => {
  it('are a PNG of the size that was asked for', async () => {
    const png = await exported('picture', { Width: '640', Height: '360' })
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([640, 360])
    const colours = await page.evaluate(async base64 => {
      const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob())
      const context = new OffscreenCanvas(640, 360).getContext('2d') as OffscreenCanvasRenderingContext2D
      context.drawImage(picture, 0, 0)
      return new Set(new Uint32Array(context.getImageData(0, 0, 640, 360).data.buffer)).size
    }, png.toString('base64'))
    expect(colours, 'more than an empty sky').toBeGreaterThan(100)
  })

  it('are CZML of the orbit with its stations', async () => {
    const packets = JSON.parse((await exported('orbit')).toString()) as {
      id: string
      position: { cartesian: number[] }
    }[]
    expect(packets.map(p => p.id)).toEqual(['document', 'satellite', 'station/svalbard', 'station/troll'])
    expect(packets[1].position.cartesian.length).toBe(4 * recording.rows)
  })

  it('are a film that plays, as long and as large as was asked for', async () => {
    const film = await exported('film', { Width: '160', Height: '90', Length: '0.4' })
    const seen = await page.evaluate(async base64 => {
      const video = document.createElement('video')
      video.src = `data:video/webm;base64,${base64}`
      await new Promise((done, failed) => {
        video.onloadeddata = done
        video.onerror = () => failed(new Error(video.error?.message))
      })
      return [video.duration, video.videoWidth, video.videoHeight]
    }, film.toString('base64'))
    expect(seen).toEqual([0.4, 160, 90])
  }, 60_000)

  it('of rows are those of the stretch that the charts show', async () => {
    await page.getByRole('button', { name: 'Show a shorter stretch' }).click()
    const lines = (await exported('rows')).toString().trim().split('\n')
    await page.getByRole('button', { name: 'Show the whole run' }).click()
    const whole = (await exported('rows')).toString().trim().split('\n')
    expect(whole.length).toBe(recording.rows + 1)
    expect(lines.length).toBeLessThan(100)
    const first = whole.indexOf(lines[1])
    expect(lines.join()).toBe([whole[0], ...whole.slice(first, first + lines.length - 1)].join())
  })
})

describe('at any size and in any light', () => {
  it.each(['light', 'dark'] as const)('is readable at phone width, %s', async colorScheme => {
    const other = await openPage(page.context().browser() ?? (await openBrowser()), address, {
      colorScheme,
      viewport: { width: 360, height: 700 },
    })
    await other.page.locator('.chart').first().waitFor()
    await other.page.locator('.change > summary').click()
    const wide = await other.page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide, 'nothing is wider than the page').toBeLessThanOrEqual(360)
    const ratios = await other.page.evaluate(contrasts, [
      '.tick',
      '.chart .name',
      '.chart .reading',
      '.panel dt',
      '.panel dd.bad',
      '.field label',
      '.field .unit',
    ])
    for (const [selector, ratio] of ratios) expect(ratio, String(selector)).toBeGreaterThanOrEqual(4.5)
    expect(ratios.length).toBe(7)
    await other.page.context().close()
  })

  it('without a fault on the console, and nothing asked of another place', () => {
    expect(watched.faults()).toEqual([])
  })
})

/** The rows of a CSV as text by column. */
function rowsOf(csv: string): Record<string, string>[] {
  const [names, ...rows] = csv
    .trim()
    .split('\n')
    .map(line => line.split(','))
  return rows.map(row => Object.fromEntries(row.map((text, k) => [names[k], text])))
}

function problemOf(scenario: unknown) {
  try {
    readScenario(scenario, { components: builtin })
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems[0]
  }
  throw new Error('this scenario was to be refused')
}

/** The ratio of contrast between text and what is behind it (WCAG 2.1, 1.4.3), of the first element of each selector. */
function contrasts(selectors: readonly string[]): [string, number][] {
  const probe = new OffscreenCanvas(1, 1).getContext('2d') as OffscreenCanvasRenderingContext2D
  const luminance = (colour: string) => {
    probe.clearRect(0, 0, 1, 1)
    probe.fillStyle = colour
    probe.fillRect(0, 0, 1, 1)
    const [r, g, b] = [...probe.getImageData(0, 0, 1, 1).data]
      .map(c => c / 255)
      .map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const behind = (element: Element | null): string => {
    if (element === null) return 'white'
    const { backgroundColor } = getComputedStyle(element)
    return /, 0\)$|transparent/.test(backgroundColor) ? behind(element.parentElement) : backgroundColor
  }
  return selectors.flatMap(selector => {
    const element = document.querySelector(selector)
    if (element === null) return []
    const [a, b] = [luminance(getComputedStyle(element).color), luminance(behind(element))]
    return [[selector, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)]]
  })
}
