import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { simulateFleet } from '../../engine/index.ts'
import { startProgram, temporaryFolder, write } from '../cli/program.ts'
import { openBrowser, openPage } from './browser.ts'

const folder = temporaryFolder()
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
}, 60_000)

const fleet = (satellites: number, duration: string) =>
  readFileSync(new URL('../../examples/fleet-jobs.yaml', import.meta.url), 'utf8')
    .replace('duration: 12 h', `duration: ${duration}`)
    .replace('satellites: 48', `satellites: ${satellites}`)

async function open(name: string, text: string) {
  const { address } = await startProgram(['view', write(folder, name, text)])
  const watched = await openPage(browser, address)
  const { page } = watched
  await page.locator('.shared-jobs:not([hidden])').waitFor()
  const result = async (title: string, label: string) =>
    page
      .locator('details.panel', { has: page.getByText(title, { exact: true }) })
      .locator(`dt:text-is("${label}") + dd`)
      .textContent()
  return { ...watched, result, said: () => page.locator('.shared-jobs').textContent() }
}

describe('a satellite that shares jobs, in the page', () => {
  it('is as busy as among the others, whichever is picked', async () => {
    const text = fleet(48, '3 h')
    const { satellites } = simulateFleet(text)
    const of = (satellite: number, name: string) =>
      Number(satellites.columns.find(c => c.name === name)?.values[satellite - 1])
    const { page, faults, result, said } = await open('shared.yaml', text)
    for (const satellite of [1, 30]) {
      await page.getByLabel('Satellite whose charts').fill(String(satellite))
      await page.keyboard.press('Enter')
      await page.waitForFunction(
        wanted => document.title === `A common queue over 48 satellites, 550 km: satellite ${wanted} · heliosync`,
        satellite,
      )
      const [demanded, kWh] = ((await result('Energy budget', 'demanded')) ?? '').split(' ')
      expect(kWh).toBe('kWh')
      expect(Math.abs((1000 * Number(demanded)) / of(satellite, 'demanded_Wh') - 1)).toBeLessThan(1e-3)
      const [work, PFLOP] = ((await result('Work', 'compute delivered')) ?? '').split(' ')
      expect(PFLOP).toBe('PFLOP')
      expect(Math.abs(Number(work) - of(satellite, 'work_PFLOP_day'))).toBeLessThan(1e-3)
      expect(await said()).toBe('As busy as it is among the 48 satellites that share the jobs.')
    }
    expect(Math.abs(of(1, 'work_PFLOP_day') - of(30, 'work_PFLOP_day'))).toBeGreaterThan(2e-3)
    expect(faults()).toEqual([])
    await page.context().close()
  }, 60_000)

  it('says so where it is shown as if it were alone, and how to see it as it is; the others are drawn while they run', async () => {
    const { page, faults, said } = await open('large.yaml', fleet(400, '18 d'))
    expect(await said()).toContain('Not as it is: shown as busy as its parts say')
    expect(await said()).toContain('all 400 satellites')
    expect(await said()).toContain('Write record: [1] in the fleet, run it with --out, and open that record here.')
    const whenDrawn = await page.waitForFunction(() => {
      const bar = document.querySelector<HTMLElement>('.fleet')
      return bar?.dataset.time_s === '0' && bar.querySelector('output')?.textContent
    })
    expect(await whenDrawn.jsonValue()).toMatch(/^of 400; \d+ % run$/)
    await page.waitForFunction(() =>
      / [1-9]\d? % run$/.test(document.querySelector('.fleet output')?.textContent ?? ''),
    )
    expect(faults()).toEqual([])
    await page.context().close()
  }, 90_000)
})
