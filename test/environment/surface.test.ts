import { describe, expect, it } from 'vitest'
import { columnOf, type Run, simulate } from '../../engine/index.ts'
import { albedoFactorVec } from '../../engine/physics/light/albedo.ts'
import { earthViewFactor } from '../../engine/physics/light/earth-view.ts'

const PLATES = ['+x', '-x', '+y', '-y', '+z', '-z'] as const

function run(attitude: object, extra: object = {}, parts: object[] = []): Run {
  return simulate({
    name: 'surfaces',
    start: '2026-03-20T00:00:00Z',
    duration: '2 h',
    step_s: 30,
    orbit: { kind: 'sun-synchronous', altitude_km: 500, ltan_h: 10.5 },
    attitude,
    ...extra,
    parts: [
      ...PLATES.map((face, k) => ({ id: `plate${k}`, kind: 'radiator.flat', area_m2: 1, coating: 'black', face })),
      ...parts,
    ],
  })
}

const column = (r: Run, name: string): Float64Array => {
  const values = columnOf(r.recording, name)
  if (values === undefined) throw new Error(name)
  return values
}

describe('what shines on the six faces of a nadir satellite', () => {
  const nadir = run({ kind: 'nadir' })
  const plate = (k: number, what: string) => column(nadir, `plate${k}.${what}_W_m2`)

  it('direct sunlight on the faces is that of the Sun: squares add up', () => {
    const sunlight = column(nadir, 'sky.sunlight_W_m2')
    for (let row = 1; row < sunlight.length; row++) {
      const sum = PLATES.reduce((s, _f, k) => s + plate(k, 'sun')[row] ** 2, 0)
      // A tick that is cut is a mean of its pieces: not quite a sum of squares.
      const lit = column(nadir, 'sky.lit_frac')[row]
      if (lit > 1e-9 && lit < 1 - 1e-9) continue
      expect(Math.abs(Math.sqrt(sum) - sunlight[row])).toBeLessThanOrEqual(1e-3 * sunlight[row])
    }
  })

  it('infrared on the face down is the closed form, and none on the face up', () => {
    const altitude = column(nadir, 'orbit.altitude_km')
    for (let row = 1; row < altitude.length; row++) {
      const r = Math.hypot(...['orbit.x_km', 'orbit.y_km', 'orbit.z_km'].map(n => column(nadir, n)[row]))
      expect(plate(4, 'infrared')[row] / (237 * (6378.137 / r) ** 2)).toBeCloseTo(1, 3)
      expect(plate(5, 'infrared')[row]).toBe(0)
      expect(plate(0, 'infrared')[row]).toBeCloseTo(237 * earthViewFactor(r - 6378.137, 0), 0)
    }
  })

  it('albedo is a share of the sunlight that the day side sends up, and none at night', () => {
    const elevation = column(nadir, 'sky.sun_elevation_deg')
    const irradiance = column(nadir, 'sky.irradiance_W_m2')
    for (let row = 1; row < elevation.length; row++) {
      const down = plate(4, 'albedo')[row]
      if (elevation[row] < -25) expect(down).toBe(0)
      if (elevation[row] > 5) {
        const axis = (name: string) => ['x', 'y', 'z'].map(a => column(nadir, name.replace('#', a))[row])
        const [x, y, z] = axis('orbit.#_km')
        const [sx, sy, sz] = axis('sky.sun_#_unit')
        const r = Math.hypot(x, y, z)
        const expected = 0.3 * irradiance[row] * albedoFactorVec(x, y, z, -x / r, -y / r, -z / r, sx, sy, sz)
        // The column is of the middle of the tick, the check of its end.
        expect(Math.abs(down - expected)).toBeLessThan(0.02 * irradiance[row] * 0.3)
      }
    }
  })

  it('none of it when the Earth is switched off', () => {
    const dark = run({ kind: 'nadir' }, { environment: { earth_radiation: 'none' } })
    expect(Math.max(...column(dark, 'plate4.infrared_W_m2'), ...column(dark, 'plate4.albedo_W_m2'))).toBe(0)
  })

  it('by latitude: less infrared over the poles than over the equator', () => {
    const r = run({ kind: 'nadir' }, { environment: { earth_radiation: 'latitude' } })
    const latitude = column(r, 'orbit.latitude_deg')
    const infrared = column(r, 'plate4.infrared_W_m2')
    const mean = (keep: (deg: number) => boolean) => {
      const rows = [...infrared].filter((_v, k) => k > 0 && keep(Math.abs(latitude[k])))
      return rows.reduce((s, v) => s + v, 0) / rows.length
    }
    expect(mean(deg => deg > 70)).toBeLessThan(0.85 * mean(deg => deg < 20))
  })
})

describe('attitudes', () => {
  const quaternion = (r: Run, row: number) => ['x', 'y', 'z', 'w'].map(a => column(r, `attitude.q${a}_unit`)[row])

  it('sun-pointing: the Sun is on +z alone', () => {
    const r = run({ kind: 'sun-pointing' })
    for (const row of [1, 50, 100]) {
      expect(column(r, 'plate4.incidence_frac')[row]).toBeCloseTo(1, 9)
      expect(column(r, 'plate0.incidence_frac')[row]).toBeCloseTo(0, 9)
    }
  })

  it('nadir with yaw steering: the Sun is never on the faces across the plane of x and z', () => {
    const r = run({ kind: 'nadir-yaw-steering' })
    for (const v of column(r, 'plate2.incidence_frac').slice(1)) expect(Math.abs(v)).toBeLessThan(1e-9)
    for (const v of column(r, 'plate0.incidence_frac').slice(1)) expect(v).toBeGreaterThan(-1e-9)
  })

  it('inertial: the quaternion as it was given, to length one', () => {
    const r = run({ kind: 'inertial', quaternion: [0, 2, 0, 0] })
    expect(quaternion(r, 7)).toEqual([0, 1, 0, 0])
  })

  it('spinning: a turn about +z at 3 deg/s comes round in 120 s and sweeps the Sun over the sides', () => {
    const r = run({ kind: 'spinning', rate_deg_s: 3 })
    const a = column(r, 'plate0.incidence_frac')
    for (const row of [60, 71, 83]) expect(a[row + 4]).toBeCloseTo(a[row], 2)
    expect(Math.max(...a.slice(1))).toBeGreaterThan(0.4)
  })

  it('a table: half way between two rows half of the turn', () => {
    const rows = [
      [0, 0, 0, 0, 1],
      [3600, 0, 0, 1, 0],
    ]
    const r = run({ kind: 'table', rows })
    const [, , z, w] = quaternion(r, 60)
    // Row 60 is of the tick that ends at 1800 s; its middle is 1785 s: 1785/3600 of half a turn.
    expect(2 * Math.atan2(z, w)).toBeCloseTo((Math.PI * 1785) / 3600, 9)
    expect(quaternion(r, 200)).toEqual([0, 0, 1, 0])
  })
})

describe('drives', () => {
  const wing = (extra: object) => ({ id: 'wing', kind: 'array.flat', cell: 'hjt-silicon', area_m2: 1, ...extra })
  const load = { id: 'load', kind: 'load.constant', power_W: 10 }

  it('one axis on a nadir satellite: the cosine is the best that the axis allows', () => {
    const r = run({ kind: 'nadir' }, {}, [wing({ face: '-z', drive: 'one-axis', drive_axis: '+y' }), load])
    for (let row = 1; row < 200; row += 13) {
      // The Sun's share along the axis is what no turn about it can catch.
      const along = column(r, 'plate2.incidence_frac')[row]
      expect(column(r, 'wing.incidence_frac')[row]).toBeCloseTo(Math.sqrt(1 - along * along), 6)
    }
  })

  it('yaw steering and one axis, or two axes: always at the Sun', () => {
    const steered = run({ kind: 'nadir-yaw-steering' }, {}, [wing({ face: '-z', drive: 'one-axis' }), load])
    const both = run({ kind: 'nadir' }, {}, [wing({ face: '-z', drive: 'two-axis' }), load])
    for (const r of [steered, both])
      for (const v of column(r, 'wing.incidence_frac').slice(2)) expect(v).toBeCloseTo(1, 9)
  })

  it('a slow drive turns at its rate and lags', () => {
    const r = run({ kind: 'nadir' }, {}, [wing({ face: '-z', drive: 'one-axis', max_rate_deg_s: 0.02 }), load])
    const angle = column(r, 'wing.turn_deg')
    for (let row = 1; row < angle.length; row++) {
      const way = Math.abs(angle[row] - angle[row - 1])
      expect(Math.min(way, 360 - way)).toBeLessThan(0.02 * 30 + 1e-9)
    }
    // The orbit asks for 0.063 deg/s: at a third of it the Sun runs away.
    expect(Math.min(...column(r, 'wing.incidence_frac').slice(1))).toBeLessThan(0)
  })

  it('a measured incidence table takes the cosine’s place', () => {
    const table = [
      [0, 1],
      [60, 0.45],
      [90, 0],
    ]
    const plain = run({ kind: 'nadir' }, {}, [wing({ face: '-x' }), load])
    const measured = run({ kind: 'nadir' }, {}, [wing({ face: '-x', incidence_table: table }), load])
    const cosines = column(plain, 'wing.incidence_frac')
    const row = cosines.findIndex((c, k) => k > 0 && Math.abs(c - 0.5) < 0.03 && column(plain, 'wing.power_W')[k] > 0)
    expect(row).toBeGreaterThan(0)
    const albedo = column(plain, 'wing.albedo_W_m2')[row]
    const sun = column(plain, 'wing.sun_W_m2')[row]
    const ratio = column(measured, 'wing.power_W')[row] / column(plain, 'wing.power_W')[row]
    const angle = (Math.acos(cosines[row]) * 180) / Math.PI
    const current = angle < 60 ? 1 + (angle / 60) * (0.45 - 1) : 0.45 * (1 - (angle - 60) / 30)
    expect(ratio).toBeCloseTo((albedo + (sun * current) / cosines[row]) / (albedo + sun), 2)
  })
})

describe('columns of the track', () => {
  it('a dawn-dusk orbit keeps its local time, its beta and its height', () => {
    const r = run({ kind: 'nadir' })
    for (const ltan of column(r, 'orbit.ltan_h')) expect(Math.abs(ltan - 10.5)).toBeLessThan(0.01)
    // LTAN 10:30 at the equinox: the Sun stands 22.5 deg of longitude from the node line and 8 deg of tilt from the plane.
    for (const beta of column(r, 'orbit.beta_deg')) expect(Math.abs(beta)).toBeGreaterThan(15)
    expect(Math.max(...column(r, 'orbit.latitude_deg'))).toBeGreaterThan(82)
    expect(Math.max(...column(r, 'orbit.latitude_deg'))).toBeLessThan(83)
  })
})

describe('drag as information', () => {
  it('350 km shows its price: a hundred times that of 650 km', () => {
    const price = (altitude_km: number) =>
      simulate({
        name: 'drag',
        start: '2026-03-20T00:00:00Z',
        duration: '2 h',
        step_s: 60,
        orbit: { kind: 'sun-synchronous', altitude_km, ltan_h: 18 },
        parts: [{ id: 'air', kind: 'drag.cannonball', mass_kg: 1000, area_m2: 10 }],
      }).summary.means.find(m => m.column === 'air.holding_m_s_year')?.mean
    expect(Number(price(350)) / Number(price(650))).toBeGreaterThan(50)
    expect(Number(price(350)) / Number(price(650))).toBeLessThan(300)
  })
})

describe('shade of the satellite’s own parts', () => {
  const shaded = (position_m: number[], size_m: number[], attitude: object = { kind: 'sun-pointing' }) => {
    const r = run(attitude, {}, [
      {
        id: 'wing',
        kind: 'array.flat',
        cell: 'hjt-silicon',
        area_m2: 4,
        face: '+z',
        position_m: [0, 0, 0],
        size_m: [2, 2],
      },
      { id: 'box', kind: 'structure.box', position_m, size_m },
      { id: 'load', kind: 'load.constant', power_W: 10 },
    ])
    // A lit tick late in the run.
    const row = column(r, 'sky.lit_frac').lastIndexOf(1)
    return {
      frac: column(r, 'wing.shaded_frac')[row],
      sun: column(r, 'wing.sun_W_m2')[row],
      all: column(r, 'sky.sunlight_W_m2')[row],
    }
  }

  it('a cube of a metre before four square metres takes a quarter of the Sun', () => {
    const { frac, sun, all } = shaded([0, 0, 2], [1, 1, 1])
    expect(frac).toBeCloseTo(0.25, 9)
    expect(sun).toBeCloseTo(0.75 * all, 6)
  })

  it('half of it beyond the edge takes an eighth, behind the panel none', () => {
    expect(shaded([1, 0, 2], [1, 1, 1]).frac).toBeCloseTo(0.125, 9)
    expect(shaded([0, 0, -2], [1, 1, 1]).frac).toBe(0)
  })

  it('panels shade each other', () => {
    const r = run({ kind: 'sun-pointing' }, {}, [
      {
        id: 'wing',
        kind: 'array.flat',
        cell: 'hjt-silicon',
        area_m2: 4,
        face: '+z',
        position_m: [0, 0, 0],
        size_m: [2, 2],
      },
      {
        id: 'roof',
        kind: 'radiator.flat',
        area_m2: 2,
        coating: 'black',
        face: '+z',
        position_m: [0, 0, 1],
        size_m: [1, 2],
      },
      { id: 'load', kind: 'load.constant', power_W: 10 },
    ])
    const row = column(r, 'sky.lit_frac').lastIndexOf(1)
    expect(column(r, 'wing.shaded_frac')[row]).toBeCloseTo(0.5, 9)
    expect(column(r, 'roof.shaded_frac')[row]).toBe(0)
  })
})
