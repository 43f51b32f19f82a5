import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { builtin, readScenario } from '../../engine/index.ts'
import { elementsFromTle, makePropagator } from '../../engine/physics/orbit/orbit.ts'
import { ltanOfRaan_h } from '../../engine/physics/orbit/sun-synchronous.ts'
import type { Fleet } from '../../engine/scenario/fleet.ts'
import type { FleetGroup } from '../../engine/scenario/fleet-group.ts'

const START_us = Date.UTC(2026, 5, 21) * 1000
const PARTS = [{ id: 'wing', kind: 'array.flat', cell: 'hjt-silicon', area_m2: 10 }]

function groupOf(
  orbits: object,
  group: object = {},
  text = '',
  start = '2026-06-21T00:00:00Z',
  record?: readonly number[],
): FleetGroup {
  const scenario = readScenario(
    {
      name: 'x',
      start,
      duration: '1 d',
      step_s: 60,
      fleet: { seed: 11, ...(record === undefined ? {} : { record }), groups: [{ id: 'g', orbits, ...group }] },
      parts: PARTS,
    },
    { components: builtin, readText: () => text },
  )
  return (scenario.fleet as Fleet).groups[0]
}

const DEG = 180 / Math.PI
const stateOf = (g: FleetGroup, k: number) => {
  const elements = g.constellation.elements(k)
  const out = new Float64Array(6)
  expect(makePropagator(elements).state((START_us - elements.epoch_us) / 1e6, out)).toBe(0)
  return out
}

/** Right ascension of the node and argument of latitude from position and velocity: the geometry that is seen. */
function seen(s: Float64Array) {
  const [x, y, z, vx, vy, vz] = s
  const h = [y * vz - z * vy, z * vx - x * vz, x * vy - y * vx]
  const node_rad = Math.atan2(h[0], -h[1])
  const inclination_deg = Math.acos(h[2] / Math.hypot(...h)) * DEG
  const along = x * Math.cos(node_rad) + y * Math.sin(node_rad)
  const up = z / Math.sin(inclination_deg / DEG)
  return { node_deg: node_rad * DEG, inclination_deg, along_deg: Math.atan2(up, along) * DEG }
}

const turn = (deg: number) => ((deg % 360) + 360) % 360
const apart = (a: number, b: number) => Math.min(turn(a - b), turn(b - a))

describe('a Walker constellation, seen in positions and velocities of SGP4', () => {
  // Closed form: planes 360 p/planes apart (180 for a star), satellites 360/s along, phase f 360/t from plane to plane. What SGP4 adds
  // to mean elements is short-period and below 0.1 deg at this height.
  it.each([
    ['walker-delta', 360],
    ['walker-star', 180],
  ])('%s 53: 24/6/5', (kind, arc_deg) => {
    const g = groupOf({ kind, altitude_km: 1200, inclination_deg: 53, satellites: 24, planes: 6, phasing: 5 })
    const first = seen(stateOf(g, 0))
    for (let k = 0; k < 24; k++) {
      const plane = Math.floor(k / 4)
      const s = seen(stateOf(g, k))
      expect(Math.abs(s.inclination_deg - 53)).toBeLessThan(0.05)
      expect(apart(s.node_deg - first.node_deg, (plane * arc_deg) / 6)).toBeLessThan(0.1)
      expect(apart(s.along_deg - first.along_deg, (k % 4) * 90 + plane * 75)).toBeLessThan(0.2)
    }
  })

  it('of mean radius as its altitude says, and as much more as the oblate Earth makes of it', () => {
    // J2 moves the mean radius off the mean semi-major axis by 3/4 J2 Re2/a (1 - 3 cos2 i) (Hoots & Roehrich 1980, short-period terms).
    const a_km = 6378.137 + 550
    const more_km = ((0.75 * 0.001082616 * 6378.135 ** 2) / a_km) * (1 - 3 * Math.cos(87 / DEG) ** 2)
    const g = groupOf({ kind: 'walker-delta', altitude_km: 550, inclination_deg: 87, satellites: 40, planes: 1 })
    const radii = Array.from({ length: 40 }, (_, k) => Math.hypot(...stateOf(g, k).subarray(0, 3)))
    expect(Math.abs(radii.reduce((a, b) => a + b, 0) / 40 - a_km - more_km)).toBeLessThan(0.1)
  })
})

it('sun-synchronous planes have their local times, through midnight too', () => {
  const orbits = {
    kind: 'sun-synchronous-planes',
    altitude_km: 650,
    ltan_h: 22,
    ltan_step_h: 1.5,
    satellites: 12,
    planes: 4,
  }
  const g = groupOf(orbits)
  for (let k = 0; k < 12; k++) {
    const { raan_deg, inclination_deg, meanAnomaly_deg } = g.constellation.elements(k)
    expect(ltanOfRaan_h(raan_deg, START_us / 1e6)).toBeCloseTo((22 + 1.5 * Math.floor(k / 3)) % 24, 9)
    expect(inclination_deg).toBeGreaterThan(97.9)
    expect(meanAnomaly_deg).toBeCloseTo((k % 3) * 120, 9)
  }
})

describe('a launch schedule', () => {
  it('gives each batch its tick', () => {
    const launch = { satellites: 10, every_h: 6, first_h: 1 }
    const g = groupOf(
      { kind: 'walker-delta', altitude_km: 550, inclination_deg: 53, satellites: 40, planes: 4 },
      { launch },
    )
    expect([0, 9, 10, 39].map(g.beginTick)).toEqual([60, 60, 420, 1140])
  })

  const shell = { kind: 'walker-delta', altitude_km: 550, inclination_deg: 53, satellites: 12, planes: 1 }
  it('may be a list of dates', () => {
    const launch = [
      { at: '2026-06-21T00:00:00Z', satellites: 3 },
      { at: '2026-06-21T04:30:00Z', satellites: 7 },
      { at: '36 h', satellites: 9 },
    ]
    const g = groupOf(shell, { launch })
    expect([0, 2, 3, 9, 10, 11].map(g.beginTick)).toEqual([0, 0, 270, 270, 2160, 2160])
    const recording = (record: number) => () => groupOf(shell, { launch }, '', undefined, [record])
    expect(recording(10)).not.toThrow()
    expect(recording(11)).toThrow('satellite 11 begins after the end of the run')
  })

  it.each([
    [[{ at: '1 h', satellites: 10 }], 'launch: the launches carry 10 of the 12 satellites'],
    [[{ at: '2026-06-20T23:00:00Z', satellites: 12 }], 'launch.0.at: 2026-06-20T23:00:00Z is before the start'],
    [[{ at: '2026-06-21T00:00:40Z', satellites: 12 }], 'Write 2026-06-21T00:01:00.000Z.'],
    [[{ at: 'noon', satellites: 12 }], 'launch.0.at: "noon" is no time'],
    [[{ at: '6 orbits', satellites: 12 }], 'is no time'],
    [[{ at: '1 h', satellite: 12 }], 'Did you mean satellites?'],
    [[7], 'launch.0: 7 is not a map'],
    [[], 'carry 0 of the 12'],
    [[{ at: '24 h', satellites: 12 }], 'fleet.groups: no satellite begins before the end of the run'],
  ])('that cannot be kept is a problem: %j', (launch, said) => {
    expect(() => groupOf(shell, { launch })).toThrow(said)
  })
})

describe('spreads over 20000 satellites have the moments of their distributions', () => {
  const moments = (spread: object) => {
    const n = 20_000
    const orbits = { kind: 'walker-delta', altitude_km: 550, inclination_deg: 53, satellites: n, planes: 1 }
    const [{ draw }] = groupOf(orbits, { spread: { 'wing.area_m2': spread } }).spread
    const values = Array.from({ length: n }, (_, k) => draw(k))
    const mean = values.reduce((a, b) => a + b, 0) / n
    const sd = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / n)
    return { mean, sd, values }
  }
  // Mean and standard deviation in closed form; five standard errors are allowed.
  const phi = Math.exp(-0.5) / Math.sqrt(2 * Math.PI)
  const inside = 0.6826894921370859
  it.each([
    ['uniform', { kind: 'uniform', min: 10, max: 22 }, 16, 12 / Math.sqrt(12)],
    ['normal', { kind: 'normal', mean: 50, sd: 3 }, 50, 3],
    [
      'normal within one sd',
      { kind: 'normal', mean: 50, sd: 3, min: 47, max: 53 },
      50,
      3 * Math.sqrt(1 - (2 * phi) / inside),
    ],
    [
      'lognormal',
      { kind: 'lognormal', median: 10, sigma: 0.2 },
      10 * Math.exp(0.02),
      10 * Math.exp(0.02) * Math.sqrt(Math.exp(0.04) - 1),
    ],
    ['triangular', { kind: 'triangular', min: 1, mode: 2, max: 6 }, 3, Math.sqrt((1 + 4 + 36 - 2 - 6 - 12) / 18)],
    ['discrete', { kind: 'discrete', values: [1, 4], weights: [3, 1] }, 1.75, 3 * Math.sqrt(0.1875)],
  ])('%s', (_name, spread, mean, sd) => {
    const m = moments(spread)
    expect(Math.abs(m.mean - mean)).toBeLessThan((5 * sd) / Math.sqrt(20_000))
    expect(Math.abs(m.sd / sd - 1)).toBeLessThan(0.05)
    const { min = 0, max = 1e9 } = spread as { min?: number; max?: number }
    expect(Math.min(...m.values)).toBeGreaterThanOrEqual(min)
    expect(Math.max(...m.values)).toBeLessThanOrEqual(max)
  })

  it('and do not depend on what else is spread or which group stands before', () => {
    const orbits = { kind: 'walker-delta', altitude_km: 550, inclination_deg: 53, satellites: 3, planes: 1 }
    const area = { kind: 'uniform', min: 10, max: 22 }
    const alone = groupOf(orbits, { spread: { 'wing.area_m2': area } })
    const among = groupOf(orbits, {
      spread: { 'wing.health_frac': { kind: 'uniform', min: 0.9, max: 1 }, 'wing.area_m2': area },
    })
    for (let k = 0; k < 3; k++) expect(among.spread[1].draw(k)).toBe(alone.spread[0].draw(k))
  })
})

describe('a catalogue', () => {
  const [first, second] = readFileSync(new URL('../../examples/catalogue.tle', import.meta.url), 'utf8')
    .split('\n')
    .filter(line => line.slice(2, 7) === '39634')
  const e = elementsFromTle(first, second)
  const omm = {
    OBJECT_NAME: 'ONE, OF "MANY"',
    EPOCH: new Date(e.epoch_us / 1000).toISOString().slice(0, -1),
    MEAN_MOTION: e.meanMotion_rev_day,
    ECCENTRICITY: e.eccentricity,
    INCLINATION: e.inclination_deg,
    RA_OF_ASC_NODE: e.raan_deg,
    ARG_OF_PERICENTER: e.argumentOfPericenter_deg,
    MEAN_ANOMALY: e.meanAnomaly_deg,
    NORAD_CAT_ID: e.noradId,
    BSTAR: e.bstar,
  }
  const decayed = { ...omm, OBJECT_NAME: 'DOWN', NORAD_CAT_ID: 99999, MEAN_MOTION: 17.5 }
  const quoted = (v: unknown) => (/[",]/.test(String(v)) ? `"${String(v).replaceAll('"', '""')}"` : String(v))
  const csv = [omm, decayed].map(o => Object.values(o).map(quoted).join(',')).join('\r\n')
  const broken = `${first.slice(0, 68)}${(Number(first[68]) + 1) % 10}`
  it.each([
    ['OMM JSON', JSON.stringify([omm, decayed, 7]), ['DOWN 99999', 'object 3']],
    [
      'OMM CSV, all quoted',
      `${Object.keys(omm)
        .map(k => `"${k}"`)
        .join(',')}\n${csv}\n`,
      ['DOWN 99999'],
    ],
    ['OMM CSV', `${Object.keys(omm).join(',')}\r\n${csv}\r\n1,2\r\n`, ['DOWN 99999', 'line 4']],
    ['TLE', `${first}\n${second}\n${broken}\n${second}\n`, [String(e.noradId).padStart(5, '0')]],
    [
      '3LE',
      `0 ONE, OF "MANY"\r\n${first}\r\n${second}\r\nLOST\r\n${first}\r\n`,
      [`LOST ${String(e.noradId).padStart(5, '0')}`],
    ],
  ])('%s is read, and what cannot fly is named', (name, text, left) => {
    const { constellation } = groupOf({ kind: 'catalogue', file: 'a' }, {}, text, '2022-08-10T00:00:00Z')
    expect(constellation.satellites).toBe(1)
    expect(constellation.elements(0)).toMatchObject({
      noradId: e.noradId,
      inclination_deg: e.inclination_deg,
      bstar: e.bstar,
      ...(name === 'TLE' ? {} : { name: 'ONE, OF "MANY"' }),
    })
    expect(constellation.leftOut.map(l => l.name)).toEqual(left)
    for (const { why } of constellation.leftOut) expect(why.length).toBeGreaterThan(10)
  })

  const fly = (text: string, start?: string) => groupOf({ kind: 'catalogue', file: './a.txt' }, {}, text, start)

  it('has names that begin with a number', () => {
    const { constellation } = fly(`1 ONE\n${first}\n${second}\n2 TWO\n${first}\n${second}\n`)
    expect([0, 1].map(k => constellation.elements(k).name)).toEqual(['1 ONE', '2 TWO'])
  })

  // Real elements, years old. SGP4 itself tells no error of the first, whose orbit has come down and grown again to 3e13 km; the other it follows but for minutes at each perigee.
  it.each([
    [
      '1 50642U 82092AMN 22117.53028580  .04233012  49973-1  42210-2 0  9991',
      '2 50642  82.4313 311.5809 0010893 297.1448  62.8727 16.16017477 22874',
      'the orbit has decayed',
    ],
    [
      '1 87200U          18274.57597198 +.00030833 +00000-0 +25445-2 0  9999',
      '2 87200 064.5920 338.5943 1928157 035.2819 336.1619 11.42006616123373',
      'below the ground',
    ],
  ])('leaves out whom SGP4 cannot follow in between: %s', (one, two, why) => {
    const { constellation } = fly(`${first}\n${second}\n${one}\n${two}\n`, '2022-08-10T00:00:00Z')
    expect(constellation.satellites).toBe(1)
    expect(constellation.leftOut[0].why).toContain(why)
  })

  it('tells how old its elements are when they fly, and who stands in it twice', () => {
    const text = `${first}\n${second}\n`
    expect(fly(text, '2022-08-10T00:00:00Z').constellation.notes).toEqual([])
    const { notes } = fly(text + text).constellation
    expect(notes).toHaveLength(2)
    // 10 August 2022 to 22 June 2026, from the epoch of the day before.
    expect(notes?.[0]).toMatch(/^The run reaches 141[12] days .* for 2 of 2; /)
    expect(notes?.[1]).toMatch(/^1 of 2 elements /)
  })

  it.each([
    ['', 'is empty'],
    ['\r\n\r\n', 'is empty'],
    ['No GP data found', 'it begins with "No GP data found"'],
    ['[]', 'names no object'],
    [`${Object.keys(omm).join(',')}\n`, 'names no object'],
    [JSON.stringify([omm]).slice(0, -9), 'is not JSON ('],
    [JSON.stringify([{ ...omm, MEAN_MOTION: undefined }]), 'MEAN_MOTION: missing). Give them as CelesTrak'],
    [JSON.stringify([decayed]), 'Give elements with an epoch near the start'],
  ])('that cannot be used says why: %s', (text, said) => {
    expect(() => fly(text)).toThrow(said)
  })

  const recorded = (...record: (number | string)[]) => {
    const text = JSON.stringify([omm, { ...omm, OBJECT_NAME: 'TWO', NORAD_CAT_ID: 7, MEAN_MOTION: 13 }, decayed])
    const groups = [{ id: 'g', orbits: { kind: 'catalogue', file: './a.json' } }]
    const scenario = { name: 'x', start: '2022-08-10T00:00:00Z', duration: '1 h', step_s: 60, parts: PARTS }
    return readScenario({ ...scenario, fleet: { record, groups } }, { components: builtin, readText: () => text }).fleet
      ?.record
  }

  it('has satellites that are chosen for a record by name and by catalogue number', () => {
    expect(recorded('two')).toEqual([2])
    expect(recorded('7', `${e.noradId}`, 2)).toEqual([1, 2])
    expect(() => recorded('TOO')).toThrow('Did you mean TWO?')
    expect(() => recorded('DOWN')).toThrow('DOWN 99999 is left out')
    expect(() => recorded(39634)).toThrow('Write 1 to 2, or the catalogue number in quotes: "39634".')
  })
})
