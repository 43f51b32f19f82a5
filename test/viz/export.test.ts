import { describe, expect, it } from 'vitest'
import { columnOf, csvOf, parseUtc_us, simulate } from '../../engine/index.ts'
import { eclipsesOf } from '../../viz/bands.ts'
import { czmlOf } from '../../viz/export/czml.ts'
import { type Film, webmOf } from '../../viz/export/webm.ts'

const { recording, summary, scenario } = simulate({
  name: 'Exported, with a "quote"',
  start: '2026-06-21T00:00:00Z',
  duration: '2 h',
  step_s: 60,
  orbit: { kind: 'sun-synchronous', altitude_km: 650, ltan_h: 18 },
  parts: [
    { id: 'wing', kind: 'array.flat', cell: 'hjt-silicon', area_m2: 60 },
    { id: 'battery', kind: 'battery.bucket', capacity_Wh: 8000 },
    { id: 'load', kind: 'load.constant', power_W: 9000 },
  ],
})
const shown = { scenario: scenario.given as Record<string, unknown>, recording, summary, growing: false }

interface Packet {
  readonly id: string
  readonly [key: string]: unknown
}

/** Mean sidereal time by Meeus, Astronomical Algorithms (1998), 12.4, in rad: the expression in days, not the engine's in seconds. */
function meeusSidereal_rad(utc_s: number): number {
  const d = utc_s / 86400 + 2440587.5 - 2451545
  const T = d / 36525
  const deg = 280.46061837 + 360.98564736629 * d + 0.000387933 * T ** 2 - T ** 3 / 38_710_000
  return ((((deg % 360) + 360) % 360) * Math.PI) / 180
}

describe('CZML', () => {
  const first = 5
  const last = 65
  const packets = czmlOf({
    recording,
    first,
    last,
    eclipses: eclipsesOf(shown),
    properties: ['battery.charge_frac', 'none.such_W'],
    stations: [{ id: 'svalbard', longitude_deg: 15.4, latitude_deg: 78.2, altitude_m: 440 }],
    period_s: 5870,
  }) as readonly Packet[]
  const satellite = packets[1]
  const position = satellite.position as { epoch: string; referenceFrame: string; cartesian: number[] }

  it('begins with the document and its clock', () => {
    expect(packets[0]).toMatchObject({ id: 'document', version: '1.0', name: recording.name })
    expect(packets[0].clock).toMatchObject({
      interval: '2026-06-21T00:05:00.000Z/2026-06-21T01:05:00.000Z',
      currentTime: '2026-06-21T00:05:00.000Z',
    })
    expect(JSON.parse(JSON.stringify(packets))).toEqual(packets)
  })

  it('counts seconds from its epoch, in rising order, to the end of its interval', () => {
    const { epoch, cartesian } = position
    expect(epoch).toBe('2026-06-21T00:05:00.000Z')
    expect(cartesian.length).toBe(4 * (last - first + 1))
    const times = cartesian.filter((_, k) => k % 4 === 0)
    expect(times).toEqual(Array.from({ length: last - first + 1 }, (_, k) => 60 * k))
    expect(satellite.availability).toBe('2026-06-21T00:05:00.000Z/2026-06-21T01:05:00.000Z')
  })

  it('gives metres in the Earth-fixed frame', () => {
    const { referenceFrame, cartesian } = position
    expect(referenceFrame).toBe('FIXED')
    const column = (name: string) => columnOf(recording, name) as Float64Array
    for (const k of [0, 17, 60]) {
      const [x, y, z] = cartesian.slice(4 * k + 1, 4 * k + 4)
      const row = first + k
      const teme_km = ['x', 'y', 'z'].map(a => column(`orbit.${a}_km`)[row])
      expect(Math.hypot(x, y, z)).toBeCloseTo(1000 * Math.hypot(...teme_km), 2)
      const sidereal = meeusSidereal_rad(recording.start_us / 1e6 + 60 * row)
      const longitude = Math.atan2(teme_km[1], teme_km[0]) - sidereal
      expect(
        Math.hypot(x - Math.hypot(x, y) * Math.cos(longitude), y - Math.hypot(x, y) * Math.sin(longitude)),
      ).toBeLessThan(1)
      expect((Math.atan2(y, x) * 180) / Math.PI).toBeCloseTo(column('orbit.longitude_deg')[row], 7)
    }
  })

  it('is dark in the eclipses and lit between, without a gap', () => {
    const { color } = satellite.point as { color: { interval: string; rgba: number[] }[] }
    const edges = color.flatMap(c => c.interval.split('/').map(t => (parseUtc_us(t) as number) / 1e6))
    expect(edges[0]).toBe(recording.start_us / 1e6 + 300)
    expect(edges.at(-1)).toBe(recording.start_us / 1e6 + 3900)
    for (let k = 1; k < edges.length - 1; k += 2) expect(edges[k]).toBe(edges[k + 1])
    const contact_us = parseUtc_us(summary.eclipses[0].penumbra_start_utc as string) as number
    expect(edges).toContain(contact_us / 1e6)
  })

  it('carries charted columns and stations', () => {
    const properties = satellite.properties as Record<string, { epoch: string; number: number[] }>
    expect(Object.keys(properties)).toEqual(['battery.charge_frac'])
    const charge = columnOf(recording, 'battery.charge_frac') as Float64Array
    expect(properties['battery.charge_frac'].number.slice(0, 4)).toEqual([0, charge[5], 60, charge[6]])
    expect(packets[2].position).toEqual({ cartographicDegrees: [15.4, 78.2, 440] })
  })

  it('is not made of a run without an orbit', () => {
    const still = { ...recording, columns: recording.columns.filter(c => !c.name.startsWith('orbit.')) }
    const none = { recording: still, first: 0, last: 9, eclipses: [], properties: [], stations: [], period_s: 1 }
    expect(czmlOf(none)).toBeUndefined()
  })
})

describe('CSV', () => {
  it('of a stretch is the lines of the whole that belong to it', () => {
    const whole = [...csvOf(recording)].join('').split('\n')
    const part = [...csvOf(recording, 30, 33)].join('').split('\n')
    expect(part).toEqual([whole[0], ...whole.slice(31, 35), ''])
  })
})

describe('WebM', () => {
  const film: Film = {
    codec: 'V_VP8',
    width_px: 320,
    height_px: 180,
    duration_ms: 70_000,
    frames: Array.from({ length: 700 }, (_, k) => ({
      time_ms: k * 100,
      key: k % 100 === 0,
      data: Uint8Array.of(k & 0xff, k >> 8),
    })),
  }
  const elements = readEbml(webmOf(film))
  const within = (id: number) => elements.filter(e => e.id === id)

  it('says what it is, how large and how long', () => {
    expect(new TextDecoder().decode(within(0x4282)[0].data)).toBe('webm')
    expect(new TextDecoder().decode(within(0x86)[0].data)).toBe('V_VP8')
    expect(unsigned(within(0xb0)[0].data)).toBe(320)
    expect(unsigned(within(0xba)[0].data)).toBe(180)
    const { buffer, byteOffset } = within(0x4489)[0].data
    expect(new DataView(buffer, byteOffset).getFloat64(0)).toBe(70_000)
  })

  it('holds every picture at its time', () => {
    let cluster_ms = 0
    const found: { time_ms: number; key: boolean; data: number[] }[] = []
    for (const { id, data } of elements) {
      if (id === 0xe7) cluster_ms = unsigned(data)
      if (id !== 0xa3) continue
      const offset_ms = new DataView(data.buffer, data.byteOffset).getInt16(1)
      found.push({ time_ms: cluster_ms + offset_ms, key: (data[3] & 0x80) !== 0, data: [...data.slice(4)] })
    }
    expect(found).toEqual(film.frames.map(f => ({ ...f, data: [...f.data] })))
  })
})

interface Element {
  readonly id: number
  readonly data: Uint8Array
}

const MASTERS = new Set([0x1a45dfa3, 0x18538067, 0x1549a966, 0x1654ae6b, 0xae, 0xe0, 0x1f43b675])

/** Every element of EBML in its order, those within others too. */
function readEbml(bytes: Uint8Array): Element[] {
  const elements: Element[] = []
  for (let at = 0; at < bytes.length; ) {
    const idLength = Math.clz32(bytes[at]) - 23
    const id = unsigned(bytes.subarray(at, at + idLength))
    at += idLength
    const sizeLength = Math.clz32(bytes[at]) - 23
    // All of the first of eight bytes is the mark of their number.
    expect(sizeLength).toBe(8)
    const size = unsigned(bytes.subarray(at + 1, at + sizeLength))
    at += sizeLength
    const data = bytes.subarray(at, at + size)
    elements.push({ id, data }, ...(MASTERS.has(id) ? readEbml(data) : []))
    at += size
  }
  return elements
}

const unsigned = (bytes: Uint8Array) => bytes.reduce((value, byte) => value * 256 + byte, 0)
