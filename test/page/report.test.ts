import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Assumption, assumptionsOf, type Run, type Summary, simulate } from '../../engine/index.ts'
import { launchChromium } from '../chromium.ts'
import { heliosync, temporaryFolder, write } from '../cli/program.ts'
import { SHORT } from '../short.ts'

const folder = temporaryFolder()
/** A name that would end elements, were it not escaped; a limit that is broken, and ticks enough to be gathered. */
const NAME = 'Short </script><b>&"'
const SCENARIO = SHORT.replace('name: Short', `name: '${NAME}'`)
  .replace('step_s: 60', 'step_s: 4')
  .replace('min: 0.5', 'min: 0.9')
  .concat('faults: [{ part: wing, fault: string-lost, at: 1 h, lasts: 30 min, lost_frac: 0.2 }]\n')
const page = join(folder, 'report.html')
const address = pathToFileURL(page).href

let browser: Browser
let summary: Summary
let run: Run

beforeAll(async () => {
  const outcome = heliosync(['run', write(folder, 'short.yaml', SCENARIO), '--report', page, '--json'])
  expect(outcome.stderr).toContain(`Wrote ${page}`)
  summary = JSON.parse(outcome.stdout)
  run = simulate(SCENARIO, { chartStretches: 1500 })
  browser = await launchChromium(['--disable-gpu'])
}, 60_000)
afterAll(() => browser?.close())

/** Opens the page and gives what it asked for and complained about. */
async function open(options: Parameters<Browser['newPage']>[0] = {}) {
  const opened = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options })
  const asked: string[] = []
  const complaints: string[] = []
  opened.on('request', request => asked.push(request.url()))
  opened.on('console', message => complaints.push(message.text()))
  opened.on('pageerror', error => complaints.push(error.message))
  await opened.goto(address)
  return { opened, asked, complaints }
}

/** The cells of a section's table, row by row. */
async function cells(opened: Page, section: string): Promise<string[][]> {
  const rows = await opened.locator(`#${section} tbody tr`).all()
  return Promise.all(rows.map(row => row.locator('td').allTextContents()))
}

describe('run --report', () => {
  it('is a page that asks for nothing but itself and complains about nothing', async () => {
    const { opened, asked, complaints } = await open()
    await opened.mouse.move(600, 500)
    expect(asked).toEqual([address])
    expect(complaints).toEqual([])
    expect(await opened.title()).toBe(NAME)
    expect(await opened.locator('h1').textContent()).toBe(NAME)
  })

  it('shows the numbers of the summary', async () => {
    const { opened } = await open()
    const inside = JSON.parse((await opened.locator('#summary').textContent()) as string)
    expect(inside).toEqual(summary)

    const energy = await cells(opened, 'energy')
    const unit = await opened.locator('#energy th').nth(1).textContent()
    expect(unit).toBe('kWh')
    const shown = (name: string) => Number(energy.find(([n]) => n.trim() === name)?.[1])
    for (const [name, key] of [
      ['generated', 'generated_Wh'],
      ['curtailed', 'curtailed_Wh'],
      ['served', 'served_Wh'],
      ['losses', 'loss_Wh'],
      ['heat radiated', 'radiated_Wh'],
    ] as const)
      expect(shown(name), name).toBeCloseTo(summary.budget[key] / 1e3, 1)

    const [limit] = await cells(opened, 'limits')
    expect(limit.slice(0, 3)).toEqual(['FAIL', 'battery.charge_frac', 'at least 0.9'])
    expect(Number(limit[3])).toBeCloseTo(summary.limits[0].worst, 3)
    expect(Number(limit[4])).toBeCloseTo(summary.limits[0].margin, 3)
    expect(await opened.locator('.verdict').textContent()).toBe('1 of 1 limits are broken.')

    const wing = (await cells(opened, 'temperatures')).find(([n]) => n === 'wing')
    const extreme = summary.extremes.find(e => e.column === 'wing.temp_K')
    expect(Number(wing?.[1])).toBeCloseTo(extreme?.min as number, 1)
    expect(Number(wing?.[4])).toBeCloseTo(extreme?.max as number, 1)
  })

  it('draws charts on one axis with eclipses, and shows every value under the cursor', async () => {
    const { opened } = await open()
    const charts = opened.locator('.chart')
    expect(await charts.count()).toBe(4)
    for (const chart of await charts.all())
      expect(await chart.locator('rect.eclipse').count()).toBe(summary.eclipses.length)
    const field = opened.locator('.field').nth(1)
    await field.scrollIntoViewIfNeeded()
    const box = (await field.boundingBox()) as { x: number; y: number; width: number; height: number }
    await opened.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    const trace = run.trace?.columns.find(c => c.name === 'battery.charge_frac')
    const middle = Math.round(((trace?.max.length as number) - 1) / 2)
    const output = await opened.locator('output[data-series="battery.charge_frac"]').textContent()
    const [least, most] = String(output).split(' to ').map(Number)
    expect(least).toBeCloseTo(trace?.min[middle] as number, 4)
    expect(most ?? least).toBeCloseTo(trace?.max[middle] as number, 4)
    for (const text of await opened.locator('output').allTextContents()) expect(text).not.toBe('')

    const times = () => opened.locator('.times span').allTextContents()
    const whole = await times()
    expect(whole[0]).toBe('06-21 00:00:00')
    await opened.mouse.down()
    await opened.mouse.move(box.x + 0.75 * box.width, box.y + 10, { steps: 3 })
    await opened.mouse.up()
    expect((await times())[0]).toBe('06-21 01:30:00')
    await field.dblclick()
    expect(await times()).toEqual(whole)
  })

  it('tells what failed and shades it', async () => {
    const { opened } = await open()
    expect(await cells(opened, 'faults')).toEqual([['wing', 'string-lost', '20.0 %', '2026-06-21 01:00:00', '30 min']])
    expect(await opened.locator('rect.fault').count()).toBe(4)
  })

  it('closes the account of every part, and draws what the accounts say', async () => {
    const { opened } = await open()
    const accounts = await cells(opened, 'flows')
    expect(accounts.map(([part]) => part)).toEqual(
      expect.arrayContaining(['wing', 'bus', 'battery', 'payload', 'radiator']),
    )
    for (const [part, came, went, stored] of accounts)
      expect(Number(came) - Number(went) - Number(stored), part).toBeCloseTo(0, 0)
    const bands = await opened.locator('.sankey .band title').allTextContents()
    expect(bands.some(b => b.startsWith('Sun and Earth to wing: '))).toBe(true)
    expect(await opened.locator('#balance').textContent()).toMatch(/does not add up: -?\d\.\de-(0?9|1\d|[78]) Wh/)
  })

  it('names the source of every value', async () => {
    const { opened } = await open()
    const rows = await cells(opened, 'provenance')
    const all: Assumption[] = assumptionsOf(run.scenario)
    expect(rows.length).toBe(all.length)
    const efficiency = rows.find(r => r[1] === 'cell.efficiency_frac')
    const source = all.find(a => a.name === 'cell.efficiency_frac')
    expect(efficiency).toEqual(
      expect.arrayContaining(['0.22', 'catalogue', source?.confidence, source?.source, '2025']),
    )
    expect(rows.filter(r => r[5] === 'estimate').length).toBe(all.filter(a => a.confidence === 'estimate').length)
  })

  it('fits a telephone, and paper', async () => {
    const { opened } = await open({ viewport: { width: 360, height: 800 } })
    const width = async () => ((await opened.locator('body').boundingBox()) as { width: number }).width
    expect(await width()).toBeLessThanOrEqual(360)
    expect(await opened.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
    const paper = await opened.pdf({ format: 'A4' })
    expect(paper.subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('is readable by night: another ground, another ink', async () => {
    const colours = async (colorScheme: 'light' | 'dark') => {
      const { opened } = await open({ colorScheme })
      return opened.evaluate('(s => [s.backgroundColor, s.color])(getComputedStyle(document.body))')
    }
    expect(await colours('light')).toEqual(['rgb(255, 255, 255)', 'rgb(27, 31, 36)'])
    expect(await colours('dark')).toEqual(['rgb(20, 24, 29)', 'rgb(228, 232, 236)'])
  })

  it('is whole without its script', async () => {
    const { opened } = await open({ javaScriptEnabled: false })
    expect((await cells(opened, 'energy')).length).toBeGreaterThan(5)
    expect(await opened.locator('.chart path.line').count()).toBeGreaterThan(5)
  })

  it('says what is wrong with the file before it runs, and writes nothing', () => {
    const scenario = join(folder, 'short.yaml')
    const wrong = heliosync(['run', scenario, '--report', join(folder, 'page.pdf')])
    expect(wrong.status).toBe(2)
    expect(wrong.stderr).toContain('End the name in .html')
    const nowhere = heliosync(['run', scenario, '--report', join(folder, 'none/page.html')])
    expect(nowhere.status).toBe(2)
    expect(nowhere.stderr).toContain('there is no directory')
    expect(readFileSync(page, 'utf8')).toContain('</html>')
  })
})
