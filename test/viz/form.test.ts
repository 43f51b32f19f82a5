import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readState, withState } from '../../viz/address.ts'
import { changed, decodeChange, encodeChange } from '../../viz/form/change.ts'
import { type Field, type Given, groupsOf } from '../../viz/form/fields.ts'
import { sliderOf } from '../../viz/form/slider.ts'
import type { CameraState } from '../../viz/scene/camera.ts'
import { decodeCamera } from '../../viz/scene/camera-text.ts'

const SCENARIO = parse(readFileSync('examples/dawn-dusk-compute.yaml', 'utf8')) as Given
const fields = groupsOf(SCENARIO).flatMap(g => g.fields)
const field = (name: string) => fields.find(f => f.name === name) as Field

describe('the fields of a scenario', () => {
  it('lead with what has no default', () => {
    expect(fields.filter(f => f.leading).map(f => f.name)).toEqual([
      'orbit.altitude_km',
      'orbit.ltan_h',
      'wing.area_m2',
      'wing.cell',
      'battery.capacity_Wh',
      'compute.accelerator',
      'compute.count',
      'avionics.power_W',
      'chips.capacity_J_K',
      'loop.capacity_J_K',
      'bay.capacity_J_K',
      'radiator.area_m2',
      'radiator.coating',
      'cold-plates.conductance_W_K',
      'pipes.conductance_W_K',
      'bay-strap.conductance_W_K',
    ])
  })

  it('hold what is written, or the default', () => {
    expect(field('wing.area_m2').value).toBe(600)
    expect(field('battery.floor_frac').value).toBe(0.2)
    expect(field('wing.packing_frac').value).toBe(0.9)
    expect(field('orbit.inclination_deg').value).toBeUndefined()
    expect(field('step_s').value).toBe(10)
  })
})

const CAMERA: CameraState = {
  focus: 'satellite',
  follow: true,
  up: 'zenith',
  azimuth_deg: -140.5,
  elevation_deg: 14,
  distance_km: 0.1234,
}

describe('a change', () => {
  it('is in a copy, at its place, and the scenario stays as it was', () => {
    const before = JSON.stringify(SCENARIO)
    const { scenario, unknown } = changed(
      SCENARIO,
      new Map<string, unknown>([
        ['wing.area_m2', 500],
        ['battery.floor_frac', undefined],
        ['orbit.ltan_h', 6],
      ]),
    )
    expect(unknown).toEqual([])
    const parts = scenario.parts as Record<string, unknown>[]
    expect(parts[0]).toEqual({ ...(SCENARIO.parts as Record<string, unknown>[])[0], area_m2: 500 })
    expect(parts[2]).not.toHaveProperty('floor_frac')
    expect(scenario.orbit).toEqual({ kind: 'sun-synchronous', altitude_km: 650, ltan_h: 6 })
    expect(JSON.stringify(SCENARIO)).toBe(before)
  })

  it('of a name that the scenario does not have is told', () => {
    expect(changed(SCENARIO, new Map([['wing.area_km2', 1]])).unknown).toEqual(['wing.area_km2'])
  })

  it.each([0.1 + 0.2, 5e-324, -0.25, 1e21, 'hjt-silicon', '12', 'true', '', true, undefined, 'a:b, "c"'])(
    'of %o comes back from the address as it was',
    value => {
      const query = withState(new URLSearchParams('scenario=a.yaml'), {
        changes: new Map([['wing.x', value]]),
        time_s: 1 / 3,
        satellite: 12,
        camera: CAMERA,
      })
      const state = readState(new URLSearchParams(query.toString()))
      expect(state.changes.get('wing.x')).toBe(value)
      expect(state.changes.has('wing.x')).toBe(true)
      expect(state.time_s).toBe(1 / 3)
      expect(state.satellite).toBe(12)
      expect(state.camera).toEqual(CAMERA)
      expect(query.get('scenario')).toBe('a.yaml')
    },
  )

  it.each(['', 'earth', 'moon,follow,north,1,2,3', 'earth,follow,north,x,2,3', 'earth,follow,north,1,2,0'])(
    'of %o is no camera',
    text => expect(decodeCamera(text)).toBeUndefined(),
  )

  it('reads as a person would write it', () => {
    expect(encodeChange('wing.area_m2', 500)).toBe('wing.area_m2:500')
    expect(decodeChange('wing.cell:gaas-triple')).toEqual(['wing.cell', 'gaas-triple'])
    expect(decodeChange('nothing')).toBeUndefined()
  })
})

describe('a slider', () => {
  const numbers = fields.filter(f => f.parameter.type === 'number')
  const sliders = numbers.flatMap(f => {
    const slider = sliderOf(f.parameter, f.value)
    return slider === undefined ? [] : [{ name: f.name, value: f.value as number, schema: f.parameter.schema, slider }]
  })

  it.each(sliders)('$name stays in its range and begins where the value is', ({ value, schema, slider }) => {
    for (let p = slider.first; p <= slider.last; p++) {
      expect(schema.safeParse(slider.toNumber(p)).success).toBe(true)
      if (p > slider.first) expect(slider.toNumber(p)).toBeGreaterThanOrEqual(slider.toNumber(p - 1))
    }
    const reached = slider.toNumber(slider.toPosition(value))
    expect(Math.abs(reached - value)).toBeLessThanOrEqual(Math.abs(value) * 0.02 + 0.51)
  })

  it('is across the range where that is narrow, else around the value', () => {
    expect(sliders.length).toBeGreaterThan(20)
    const altitude = sliders.find(s => s.name === 'orbit.altitude_km')?.slider
    expect([altitude?.toNumber(altitude.first), altitude?.toNumber(altitude.last)]).toEqual([150, 5490])
    const area = sliders.find(s => s.name === 'wing.area_m2')?.slider
    expect([area?.toNumber(area.first), area?.toNumber(0), area?.toNumber(area.last)]).toEqual([60, 600, 6000])
  })
})
