import type { Browser, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  builtin,
  columnOf,
  makeFleetPositions,
  makeFleetRunner,
  planFleet,
  readScenario,
  STATE_NUMBERS,
  scenarioOfSatellite,
  simulate,
} from '../../engine/index.ts'
import { placeAt } from '../../viz/fleet/pick.ts'
import { rampTexture } from '../../viz/fleet/ramps.ts'
import { COLDEST_K, FLEET_PAINTS, HOTTEST_K } from '../../viz/fleet/source.ts'
import { everyFor, keepValues } from '../../viz/fleet/values.ts'
import { startProgram, temporaryFolder, write } from '../cli/program.ts'
import { drawn, openBrowser, openPage, painted, pixels, scrubTo } from './browser.ts'
import { isVisible, project } from './project.ts'

const fleetOf = (satellites: number, planes: number, duration: string) => ({
  name: 'Many',
  start: '2026-06-21T00:00:00Z',
  duration,
  step_s: 60,
  fleet: {
    groups: [
      {
        id: 'shell',
        orbits: { kind: 'walker-delta', altitude_km: 900, inclination_deg: 70, satellites, planes },
        spread: { 'wing.area_m2': { kind: 'uniform', min: 4, max: 12 } },
      },
    ],
  },
  parts: [
    { id: 'wing', kind: 'array.flat', cell: 'hjt-silicon', area_m2: 10, face: '+z' },
    { id: 'battery', kind: 'battery.bucket', capacity_Wh: 600, node: 'radiator' },
    { id: 'payload', kind: 'load.constant', power_W: 1500, node: 'radiator' },
    { id: 'radiator', kind: 'radiator.flat', coating: 'osr-quartz', area_m2: 3 },
  ],
})
const read = (given: unknown) => readScenario(given, { components: builtin })

const FEW = read(fleetOf(48, 48, '2 h'))
const runs = Array.from({ length: 48 }, (_, k) => simulate(scenarioOfSatellite(FEW, k + 1)))
const at = (satellite: number, column: string, row: number) =>
  (columnOf(runs[satellite].recording, column) as Float64Array)[row]
const placeOf = (satellite: number, row: number): readonly [number, number, number] => [
  at(satellite, 'orbit.x_km', row),
  at(satellite, 'orbit.y_km', row),
  at(satellite, 'orbit.z_km', row),
]

describe('what the fleet view is given', () => {
  it('are the states of every satellite as it has them alone', () => {
    const positions = makeFleetPositions(FEW)
    const states = new Float32Array(STATE_NUMBERS * 48)
    positions.at(47 * 60, states, 0, 48)
    for (let k = 0; k < 48; k++) {
      for (const [c, axis] of ['x', 'y', 'z'].entries()) {
        expect(states[6 * k + c]).toBe(Math.fround(at(k, `orbit.${axis}_km`, 47)))
        expect(states[6 * k + 3 + c]).toBe(Math.fround(at(k, `orbit.v${axis}_km_s`, 47)))
      }
    }
  })

  it('goes between knots within a kilometre of where it is', () => {
    const positions = makeFleetPositions(FEW)
    const [first, second] = [600, 900].map(time_s => {
      const states = new Float32Array(STATE_NUMBERS * 48)
      positions.at(time_s, states, 0, 48)
      return states
    })
    const place = new Float64Array(3)
    for (let k = 0; k < 48; k++) {
      placeAt(first, second, k, 0.4, 300, place)
      const [x, y, z] = placeOf(k, 12)
      expect(Math.hypot(place[0] - x, place[1] - y, place[2] - z)).toBeLessThan(1)
    }
  })

  it('are charge, hottest node and sunlight at the end of each row, to the step of a byte', () => {
    const plan = planFleet(FEW, 5)
    const kept = keepValues(plan)
    const runner = makeFleetRunner(plan, kept.series)
    const known = () => Object.values(kept.values).map(of => of.filter(byte => byte > 0).length)
    expect(known()).toEqual([0, 0, 0])
    for (const task of plan.tasks) runner.run(task)
    expect(known()).toEqual(Array(3).fill(24 * 48))
    expect(kept.rows).toBe(24)
    for (const row of [0, 9, 23])
      for (let k = 0; k < 48; k++) {
        const tick = 5 * (row + 1)
        const byte = (share: number) => 1 + 254 * Math.max(0, Math.min(1, share))
        const hottest_K = Math.max(at(k, 'wing.temp_K', tick), at(k, 'radiator.temp_K', tick))
        const read = (values: Uint8Array) => values[48 * row + k]
        expect(Math.abs(read(kept.values.charge) - byte(at(k, 'battery.charge_frac', tick)))).toBeLessThan(1)
        expect(Math.abs(read(kept.values.sunlight) - byte(at(k, 'sky.lit_frac', tick)))).toBeLessThan(1)
        const share = (hottest_K - COLDEST_K) / (HOTTEST_K - COLDEST_K)
        expect(Math.abs(read(kept.values.temperature) - byte(share))).toBeLessThan(1)
      }
  })

  it('has a colour for each value, and one that is none of them where there is no value', () => {
    for (const paint of FLEET_PAINTS) {
      const colours = rampTexture(paint).image.data as Uint8Array
      const at = (byte: number) => [...colours.subarray(4 * byte, 4 * byte + 3)]
      const others = Array.from({ length: 255 }, (_, k) => at(k + 1))
      const away = others.map(o => Math.max(...o.map((c, k) => Math.abs(c - at(0)[k]))))
      expect(Math.min(...away), paint).toBeGreaterThan(40)
      expect(at(1)).not.toEqual(at(255))
    }
  })

  it('has fewer rows where the fleet is large', () => {
    expect(everyFor(48, 120)).toBe(1)
    expect(everyFor(100_000, 1440)).toBe(6)
    expect(everyFor(1e8, 1440)).toBe(720)
  })
})

/** Counts the points of the largest draw of points that the page asks the graphics card for. */
function countPoints() {
  const counted = window as unknown as { mostPoints: number }
  counted.mostPoints = 0
  const draw = WebGL2RenderingContext.prototype.drawArrays
  WebGL2RenderingContext.prototype.drawArrays = function (mode, first, count) {
    if (mode === WebGL2RenderingContext.POINTS) counted.mostPoints = Math.max(counted.mostPoints, count)
    draw.call(this, mode, first, count)
  }
}

const folder = temporaryFolder()
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
}, 60_000)

async function openFleet(name: string, given: unknown): Promise<{ page: Page; faults: () => readonly string[] }> {
  const { address } = await startProgram(['view', write(folder, name, JSON.stringify(given))])
  const watched = await openPage(browser, 'about:blank', { viewport: { width: 1100, height: 640 } })
  await watched.page.addInitScript(countPoints)
  await watched.page.goto(address)
  await watched.page.getByText('Fleet by').waitFor()
  return watched
}

describe('a fleet in the scene', () => {
  it('moves between knots, and each satellite has the colour of its sunlight', async () => {
    const { page, faults } = await openFleet('few.json', fleetOf(48, 48, '2 h'))
    await page.waitForFunction(() => document.querySelector('.fleet output')?.textContent === 'of 48')
    await page.getByLabel('Fleet by').selectOption('sunlight')
    let [lit, dark] = [0, 0]
    const others: string[] = []
    for (const row of [3, 38, 71]) {
      const view = await scrubTo(page, row)
      await page.waitForFunction(
        t_s => document.querySelector<HTMLElement>('.fleet')?.dataset.time_s === String(t_s),
        row * 60,
      )
      await painted(page)
      const picture = await pixels(page)
      for (let k = 1; k < 48; k++) {
        const sunlit = at(k, 'sky.lit_frac', row)
        const steady = [-2, 2].every(d => at(k, 'sky.lit_frac', row + d) === sunlit)
        const point = project(view, [0, 0, 0], placeOf(k, row), picture.width, picture.height)
        const inside = point.x > 4 && point.y > 4 && point.x < picture.width - 4 && point.y < picture.height - 4
        if (!steady || !inside || !isVisible(view, placeOf(k, row))) continue
        const wanted = sunlit === 1 ? [255, 206, 92] : [70, 96, 168]
        // The orbit of the satellite on show is drawn over a few.
        if (nearestTo(wanted, picture, point.x, point.y) > 60) others.push(`${k + 1} at row ${row}`)
        else if (sunlit === 1) lit++
        else dark++
      }
    }
    expect(others.length, others.join(', ')).toBeLessThan(4)
    expect(lit).toBeGreaterThan(40)
    expect(dark).toBeGreaterThan(5)
    expect(faults()).toEqual([])
    await page.context().close()
  }, 90_000)

  it('draws 100,000, and a click picks the satellite that is nearest', async () => {
    const given = fleetOf(100_000, 200, '10 min')
    const { page, faults } = await openFleet('many.json', given)
    await page.waitForFunction(() => (window as unknown as { mostPoints: number }).mostPoints === 100_000, null, {
      timeout: 60_000,
    })
    const view = await drawn(page, 0)
    const box = (await page.locator('.scene canvas').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
    const [x, y] = [Math.round(box.width * 0.55), Math.round(box.height * 0.42)]
    await page.mouse.click(box.x + x, box.y + y)
    await page.waitForFunction(
      () => document.title.includes('satellite') && !document.title.endsWith('satellite 1 · heliosync'),
    )
    const picked = Number(await page.getByLabel('Satellite whose charts').inputValue())
    const many = read(given)
    const states = new Float32Array(STATE_NUMBERS * 100_000)
    makeFleetPositions(many).at(0, states, 0, 100_000)
    const distance = (k: number) => {
      const place = [states[6 * k], states[6 * k + 1], states[6 * k + 2]] as const
      if (!isVisible(view, place)) return Number.POSITIVE_INFINITY
      const point = project(view, [0, 0, 0], place, box.width, box.height)
      return Math.hypot(point.x - x, point.y - y)
    }
    let least = Number.POSITIVE_INFINITY
    for (let k = 0; k < 100_000; k++) least = Math.min(least, distance(k))
    expect(least).toBeLessThan(12)
    expect(distance(picked - 1) - least, `satellite ${picked}`).toBeLessThan(0.05)
    const { summary } = simulate(scenarioOfSatellite(many, picked))
    expect(await page.locator('.panel dd').first().textContent()).toContain(summary.budget.generated_Wh.toFixed(1))
    await page.waitForFunction(wanted => location.search.includes(`satellite=${wanted}`), picked)
    expect(faults()).toEqual([])
    await page.context().close()
  }, 120_000)
})

/** How far the nearest of nine pixels is from a colour: the largest difference of red, green and blue. */
function nearestTo(
  wanted: readonly number[],
  picture: Awaited<ReturnType<typeof pixels>>,
  x: number,
  y: number,
): number {
  let least = 255
  for (const dx of [-1, 0, 1])
    for (const dy of [-1, 0, 1]) {
      const colour = picture.at(x + dx, y + dy)
      least = Math.min(least, Math.max(...colour.map((c, k) => Math.abs(c - wanted[k]))))
    }
  return least
}
