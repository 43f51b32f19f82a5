import { Vector3 } from 'three'
import { describe, expect, it } from 'vitest'
import { type CameraState, eyeOf, UPS, within } from '../../viz/scene/camera.ts'

const r = new Vector3(0, 7000, 100)
const v = new Vector3(7.5, 0, 0.1)
const sun = new Vector3(0.6, 0, 0.8)
const state: CameraState = {
  focus: 'satellite',
  follow: true,
  up: 'north',
  azimuth_deg: 30,
  elevation_deg: 20,
  distance_km: 5,
}

describe('the camera', () => {
  it('stands at its distance and elevation, whatever is up', () => {
    for (const up of UPS)
      for (const follow of [true, false]) {
        const eye = eyeOf({ ...state, up, follow }, r, v, sun)
        expect(eye.offset_km.length()).toBeCloseTo(5, 12)
        expect(Math.asin(eye.offset_km.dot(eye.up) / 5) * (180 / Math.PI)).toBeCloseTo(20, 9)
      }
  })

  it('has north, the Sun or the zenith up', () => {
    const up = (up: CameraState['up']) => eyeOf({ ...state, up }, r, v, sun).up
    expect(up('north').z).toBe(1)
    expect(up('sun').dot(sun)).toBeCloseTo(1, 12)
    expect(up('zenith').dot(r)).toBeCloseTo(r.length(), 9)
  })

  it('follows the satellite round, or is held against the stars', () => {
    const quarter = [new Vector3(-7000, 0, 100), new Vector3(0, -7.5, 0.1)] as const
    const turned = (follow: boolean) => {
      const before = eyeOf({ ...state, follow }, r, v, sun).offset_km
      const after = eyeOf({ ...state, follow }, ...quarter, sun).offset_km
      return (before.setZ(0).angleTo(after.setZ(0)) * 180) / Math.PI
    }
    expect(turned(true)).toBeCloseTo(90, 6)
    expect(turned(false)).toBeCloseTo(0, 6)
  })

  it('is somewhere even with the satellite over the pole', () => {
    const { offset_km } = eyeOf(state, new Vector3(0, 0, 7000), v, sun)
    expect(offset_km.length()).toBeCloseTo(5, 12)
  })

  it('keeps within what can be drawn', () => {
    expect(within({ ...state, azimuth_deg: 725, elevation_deg: 120, distance_km: 1e9 })).toMatchObject({
      azimuth_deg: 5,
      elevation_deg: 89,
      distance_km: 400_000,
    })
  })
})
