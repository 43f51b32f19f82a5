import { beforeAll, describe, expect, it } from 'vitest'
import { columnOf, type Recording, simulate } from '../../engine/index.ts'
import { startProgram, temporaryFolder, write } from '../cli/program.ts'
import { type DrawnView, drawn, openBrowser, openPage, painted, pixels, scrubTo, type Watched } from './browser.ts'
import { isVisible, project, unit } from './project.ts'
import { STATIONED } from './scenarios.ts'

type Vec = readonly [number, number, number]
const EARTH: Vec = [0, 0, 0]
const RADIUS_km = 6378.137

/** The same scenario, run here without a screen. */
const { recording } = simulate(STATIONED)
const value = (name: string, row: number) => (columnOf(recording, name) as Float64Array)[row]
const vector = (prefix: string, suffix: string, row: number): Vec => [
  value(`${prefix}x${suffix}`, row),
  value(`${prefix}y${suffix}`, row),
  value(`${prefix}z${suffix}`, row),
]
const positionAt = (row: number) => vector('orbit.', '_km', row)
const sunAt = (row: number) => vector('sky.sun_', '_unit', row)

/** GMST from what the recording says of the point below: its right ascension less its longitude. */
function siderealAngle_rad(of: Recording, row: number): number {
  const [x, y] = positionAt(row)
  return Math.atan2(y, x) - ((columnOf(of, 'orbit.longitude_deg') as Float64Array)[row] * Math.PI) / 180
}

function onGround(lat_deg: number, lon_deg: number, row: number): Vec {
  const lat = (lat_deg * Math.PI) / 180
  const ra = (lon_deg * Math.PI) / 180 + siderealAngle_rad(recording, row)
  return [RADIUS_km * Math.cos(lat) * Math.cos(ra), RADIUS_km * Math.cos(lat) * Math.sin(ra), RADIUS_km * Math.sin(lat)]
}

let watched: Watched
beforeAll(async () => {
  const folder = temporaryFolder()
  const { address } = await startProgram(['view', write(folder, 'stationed.json', JSON.stringify(STATIONED))])
  watched = await openPage(await openBrowser(), address)
  await drawn(watched.page, 0)
}, 60_000)

describe('the scene', () => {
  it('draws the satellite where its state projects it', async () => {
    const { page } = watched
    let seen = 0
    for (const row of [0, 20, 45, 77, 130]) {
      const view = await scrubTo(page, row)
      const picture = await pixels(page)
      const at = project(view, EARTH, positionAt(row), picture.width, picture.height)
      if (!isVisible(view, positionAt(row)) || at.x < 10 || at.x > picture.width - 10) continue
      seen++
      const { x, y } = middleOfWhite(picture, at)
      expect(Math.hypot(x - at.x, y - at.y), `row ${row}: marked at ${x}, ${y}; due at ${at.x}, ${at.y}`).toBeLessThan(
        1,
      )
    }
    expect(seen).toBeGreaterThanOrEqual(3)
  })

  it('puts land and sea where they are under the turning Earth', async () => {
    const { page } = watched
    const places = [
      ['land', 23, 10],
      ['land', -25, 134],
      ['land', -8, -55],
      ['land', 62, 100],
      ['land', 40, -100],
      ['land', 65, -150],
      ['land', 52, -75],
      ['land', 48, 60],
      ['sea', 0, -150],
      ['sea', -20, 80],
      ['sea', 30, -45],
      ['sea', -40, -110],
      ['sea', 40, 170],
      ['sea', 35, -140],
      ['sea', 10, -120],
      ['sea', 55, -30],
    ] as const
    const found = { land: 0, sea: 0 }
    await lookAlongSun(watched, 'ArrowUp')
    for (const row of [10, 60, 110, 170]) {
      const view = await scrubTo(page, row)
      const picture = await pixels(page)
      for (const [kind, lat_deg, lon_deg] of places) {
        const place = onGround(lat_deg, lon_deg, row)
        if (!facesEye(view, place) || elevation_deg(place, sunAt(row)) < 20) continue
        const { x, y } = project(view, EARTH, place, picture.width, picture.height)
        const [red, green, blue] = picture.at(x, y)
        found[kind]++
        expect(green > blue ? 'land' : 'sea', `${lat_deg} N ${lon_deg} E at row ${row}: ${red} ${green} ${blue}`).toBe(
          kind,
        )
      }
    }
    expect(found.land).toBeGreaterThanOrEqual(6)
    expect(found.sea).toBeGreaterThanOrEqual(6)
    await page.keyboard.press('1')
  })

  it('is darker at the antisolar point than at the subsolar point', async () => {
    const { page } = watched
    const brightness: number[] = []
    for (const key of ['ArrowUp', 'ArrowDown'] as const) {
      const view = await lookAlongSun(watched, key)
      const row = view.row
      const [sx, sy, sz] = sunAt(row)
      const sign = key === 'ArrowUp' ? 1 : -1
      const point: Vec = [sign * RADIUS_km * sx, sign * RADIUS_km * sy, sign * RADIUS_km * sz]
      const picture = await pixels(page)
      const { x, y } = project(view, EARTH, point, picture.width, picture.height)
      brightness.push(picture.at(x, y).reduce((a, b) => a + b))
    }
    const [day, night] = brightness
    expect(day).toBeGreaterThan(4 * night)
    await page.keyboard.press('1')
  })

  it('shows the numbers of the tick that it is scrubbed to', async () => {
    const { page } = watched
    for (const row of [0, 33, 100]) {
      await scrubTo(page, row)
      const shown = (column: string) => page.locator(`.readout [data-column="${column}"]`).textContent()
      expect(await shown('wing.temp_K')).toBe(`${value('wing.temp_K', row).toFixed(1)} K`)
      expect(await shown('battery.charge_frac')).toBe(`${(100 * value('battery.charge_frac', row)).toFixed(1)} %`)
      expect(await shown('orbit.altitude_km')).toBe(`${value('orbit.altitude_km', row).toFixed(1)} km`)
      expect(await shown('row')).toBe(`${row} of ${recording.rows - 1}`)
      expect(await page.getByRole('slider', { name: 'Time' }).getAttribute('aria-valuenow')).toBe(String(row))
    }
  })

  it('keeps the satellite in its place from near, from one row to the next', async () => {
    const { page } = watched
    await scrubTo(page, 12)
    await page.keyboard.press('2')
    await settled(watched)
    const before = await silhouette(watched)
    await page.keyboard.press('.')
    await drawn(page, 13)
    const after = await silhouette(watched)
    // The eye goes round with the satellite; what is left is the array's own turn. Single precision would be half a metre off, of 8 m in all.
    expect(Math.abs(after.x - before.x)).toBeLessThan(6)
    expect(Math.abs(after.y - before.y)).toBeLessThan(6)
    expect(Math.abs(before.x - before.width / 2)).toBeLessThan(0.1 * before.width)
    await page.keyboard.press('1')
  })

  it('darkens the satellite in the shadow', async () => {
    const { page } = watched
    const dark = (columnOf(recording, 'sky.lit_frac') as Float64Array).indexOf(0)
    const brightness: number[] = []
    for (const row of [dark - 8, dark + 1]) {
      await scrubTo(page, row)
      await page.keyboard.press('2')
      await settled(watched)
      brightness.push((await silhouette(watched)).brightness)
      await page.keyboard.press('1')
    }
    expect(brightness[0]).toBeGreaterThan(1.4 * brightness[1])
  })

  it('drew all of it without a fault', () => {
    expect(watched.faults()).toEqual([])
  })
})

/** Middle of the white pixels within 14 px of a place. */
function middleOfWhite(picture: Awaited<ReturnType<typeof pixels>>, near: { x: number; y: number }) {
  let n = 0
  let sx = 0
  let sy = 0
  for (let y = Math.round(near.y) - 14; y <= near.y + 14; y++)
    for (let x = Math.round(near.x) - 14; x <= near.x + 14; x++) {
      if (Math.min(...picture.at(x, y)) < 245) continue
      n++
      sx += x + 0.5
      sy += y + 0.5
    }
  return { x: sx / n, y: sy / n, n }
}

const facesEye = (view: DrawnView, place: Vec) => {
  const up = unit(place)
  const to = unit([view.eye_km[0] - place[0], view.eye_km[1] - place[1], view.eye_km[2] - place[2]])
  return up[0] * to[0] + up[1] * to[1] + up[2] * to[2] > 0.35
}

function elevation_deg(place: Vec, sun: Vec): number {
  const up = unit(place)
  return (Math.asin(up[0] * sun[0] + up[1] * sun[1] + up[2] * sun[2]) * 180) / Math.PI
}

/** The view once the last input is drawn. */
async function settled({ page }: Watched): Promise<DrawnView> {
  await painted(page)
  return JSON.parse((await page.locator('.scene canvas').getAttribute('data-view')) ?? '')
}

/** Looks from the Sun at the Earth (ArrowUp), or towards the Sun from behind it. */
async function lookAlongSun(watched: Watched, key: 'ArrowUp' | 'ArrowDown'): Promise<DrawnView> {
  const { page } = watched
  await page.getByRole('combobox', { name: 'Up' }).selectOption('sun')
  await page.locator('.scene canvas').focus()
  for (let k = 0; k < 36; k++) await page.keyboard.press(key)
  return settled(watched)
}

/** Middle of the satellite's own pixels: those whose colour a picture in the other paint changes. */
async function silhouette({ page }: Watched) {
  const temperature = await pixels(page)
  await page.keyboard.press('c')
  await painted(page)
  const material = await pixels(page)
  await page.keyboard.press('c')
  await painted(page)
  let n = 0
  let sx = 0
  let sy = 0
  let bright = 0
  for (let y = 0; y < temperature.height; y++)
    for (let x = 0; x < temperature.width; x++) {
      const a = temperature.at(x, y)
      const b = material.at(x, y)
      if (Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]) + Math.abs(a[2] - b[2]) < 40) continue
      n++
      sx += x
      sy += y
      bright += a[0] + a[1] + a[2]
    }
  expect(n, 'pixels of the satellite').toBeGreaterThan(500)
  return { x: sx / n, y: sy / n, width: temperature.width, brightness: bright / n }
}
