import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { atTheEnd } from '../at-the-end.ts'
import { launchChromium } from '../chromium.ts'

/** WebGL without a graphics card. */
const IN_SOFTWARE = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist']

/** One Chromium for a test file; without one its tests fail and say how to get it. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const browser = await launchChromium([...IN_SOFTWARE, ...more])
  atTheEnd(() => browser.close())
  return browser
}

/** A page that is watched: what it says on the console, what breaks in it, and what it asks of other places. */
export interface Watched {
  readonly page: Page
  /** Everything that must not have happened so far. */
  readonly faults: () => readonly string[]
}

export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 900, height: 560 }, ...options })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type()) && !isOfSoftwareDrawing(message.text()))
      faults.push(message.text())
  })
  page.on('pageerror', error => faults.push(String(error)))
  page.on('request', request => {
    const { protocol, hostname } = new URL(request.url())
    if (['http:', 'https:', 'ws:', 'wss:'].includes(protocol) && hostname !== '127.0.0.1') faults.push(request.url())
  })
  await page.goto(address)
  return { page, faults: () => faults }
}

/** Chromium's own note that pictures are read back slowly when they are drawn in software. */
const isOfSoftwareDrawing = (text: string) => text.includes('GPU stall due to ReadPixels')

/** What the scene says of its last picture. */
export interface DrawnView {
  readonly row: number
  readonly time_s: number
  readonly eye_km: readonly [number, number, number]
  readonly up: readonly [number, number, number]
}

/** Waits for a picture that shows `row`. */
export async function drawn(page: Page, row: number): Promise<DrawnView> {
  await page.waitForFunction(
    wanted =>
      JSON.parse(document.querySelector<HTMLCanvasElement>('.scene canvas')?.dataset.view ?? '{"row":-1}').row ===
      wanted,
    row,
  )
  return page.evaluate(() => JSON.parse(document.querySelector<HTMLCanvasElement>('.scene canvas')?.dataset.view ?? ''))
}

/** Waits until what was asked of the page so far is drawn. */
export const painted = (page: Page) =>
  page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))

/** Scrubs to a row with the keyboard, as a user without a mouse does. */
export async function scrubTo(page: Page, row: number): Promise<DrawnView> {
  const slider = page.getByRole('slider', { name: 'Time' })
  const rows = Number(await slider.getAttribute('aria-valuemax'))
  const { x, y, width, height } = (await slider.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  await page.mouse.click(x + (width * row) / rows, y + height / 3)
  for (;;) {
    const now = Number(await slider.getAttribute('aria-valuenow'))
    if (now === row) break
    expect(Math.abs(now - row), 'the click comes near').toBeLessThan(0.02 * rows + 2)
    await slider.press(now < row ? 'ArrowRight' : 'ArrowLeft')
  }
  return drawn(page, row)
}

/** The scene's pixels: red, green, blue, 0 to 255, at a place in CSS pixels from its top left. */
export async function pixels(page: Page): Promise<{
  readonly width: number
  readonly height: number
  at(x: number, y: number): readonly [number, number, number]
}> {
  const { width, height, base64 } = await page.evaluate(() => {
    const canvas = document.querySelector('.scene canvas') as HTMLCanvasElement
    const copy = document.createElement('canvas')
    copy.width = canvas.clientWidth
    copy.height = canvas.clientHeight
    const context = copy.getContext('2d') as CanvasRenderingContext2D
    context.drawImage(canvas, 0, 0, copy.width, copy.height)
    const { data } = context.getImageData(0, 0, copy.width, copy.height)
    let text = ''
    for (let k = 0; k < data.length; k += 8192) text += String.fromCharCode(...data.subarray(k, k + 8192))
    return { width: copy.width, height: copy.height, base64: btoa(text) }
  })
  const data = Buffer.from(base64, 'base64')
  return {
    width,
    height,
    at: (x, y) => {
      const k = 4 * (Math.round(y) * width + Math.round(x))
      return [data[k], data[k + 1], data[k + 2]]
    },
  }
}
