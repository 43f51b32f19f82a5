import { columnOf, formatUtc, gmst82_rad, type Recording } from '../../engine/index.ts'
import type { Stretch } from '../page.ts'

/** What of a run goes into a CZML document. */
export interface CzmlOptions {
  readonly recording: Recording
  /** Rows from and to. */
  readonly first: number
  readonly last: number
  /** Stretches in shadow, in rising order. */
  readonly eclipses: readonly Stretch[]
  /** Columns that become custom properties of the satellite. */
  readonly properties: readonly string[]
  readonly stations: readonly Station[]
  /** Length of the trail. */
  readonly period_s: number
}

/** A place on the ground: degrees east and north, metres over the ellipsoid. */
export interface Station {
  readonly id: string
  readonly longitude_deg: number
  readonly latitude_deg: number
  readonly altitude_m: number
}

/** A packet of CZML: a JSON object. */
export type Packet = Readonly<Record<string, unknown>>

const SUNLIT = [255, 214, 102, 255]
const DARK = [110, 130, 170, 255]
const GROUND = [79, 209, 197, 255]

/**
 * The orbit as a CZML document (version 1.0, for Cesium): a list of packets, JSON. Positions are metres in the Earth-fixed frame (`FIXED`),
 * in which CZML needs no model of the Earth's rotation to place them over the ground: the recording's TEME turned by GMST, as its latitude
 * and longitude are. Neglected as there: polar motion (under 15 m) and UT1 - UTC (0.9 s, under 420 m). `INERTIAL` would be ICRF, from which
 * TEME of 2026 is 0.4 deg away. Seconds count from `epoch`, the first row's instant; Lagrange of degree 5 between rows.
 * Undefined for a recording without an orbit.
 */
export function czmlOf(o: CzmlOptions): readonly Packet[] | undefined {
  const { recording, first, last } = o
  const position = ['x', 'y', 'z'].flatMap(axis => columnOf(recording, `orbit.${axis}_km`) ?? [])
  if (position.length !== 3) return undefined
  const { start_us, interval_s, name } = recording
  const first_s = first * interval_s
  const utc = (time_s: number) => formatUtc(start_us + time_s * 1e6)
  const interval = (from_s: number, to_s: number) => `${utc(from_s)}/${utc(to_s)}`
  const epoch = utc(first_s)
  const whole = interval(first_s, last * interval_s)
  const sampled = (values: ArrayLike<number>) => numbers(o, row => [values[row]])
  return [
    {
      id: 'document',
      name,
      version: '1.0',
      clock: {
        interval: whole,
        currentTime: epoch,
        multiplier: 60,
        range: 'LOOP_STOP',
        step: 'SYSTEM_CLOCK_MULTIPLIER',
      },
    },
    {
      id: 'satellite',
      name,
      availability: whole,
      position: {
        epoch,
        referenceFrame: 'FIXED',
        interpolationAlgorithm: 'LAGRANGE',
        interpolationDegree: 5,
        cartesian: numbers(o, row => fixed_m(position, row, start_us / 1e6 + row * interval_s)),
      },
      point: { pixelSize: 8, color: colours(o, interval) },
      path: {
        width: 1.5,
        leadTime: 0,
        trailTime: o.period_s,
        resolution: 60,
        material: { solidColor: { color: { rgba: SUNLIT } } },
      },
      label: { text: name, font: '12px sans-serif', pixelOffset: { cartesian2: [10, 0] }, horizontalOrigin: 'LEFT' },
      properties: Object.fromEntries(
        o.properties.flatMap(column => {
          const values = columnOf(recording, column)
          return values === undefined ? [] : [[column, { epoch, number: sampled(values) }]]
        }),
      ),
    },
    ...o.stations.map(({ id, longitude_deg, latitude_deg, altitude_m }) => ({
      id: `station/${id}`,
      name: id,
      position: { cartographicDegrees: [longitude_deg, latitude_deg, altitude_m] },
      point: { pixelSize: 6, color: { rgba: GROUND } },
      label: { text: id, font: '11px sans-serif', pixelOffset: { cartesian2: [8, 0] }, horizontalOrigin: 'LEFT' },
    })),
  ]
}

/** `[seconds since the first row, values ..., seconds, values ...]` */
function numbers({ first, last, recording }: CzmlOptions, of: (row: number) => readonly number[]): number[] {
  const list: number[] = []
  for (let row = first; row <= last; row++) list.push((row - first) * recording.interval_s, ...of(row))
  return list
}

/** Metres to the millimetre. */
function fixed_m([x, y, z]: readonly Float64Array[], row: number, utc_s: number): readonly number[] {
  const angle = gmst82_rad(utc_s)
  const cosine = Math.cos(angle)
  const sine = Math.sin(angle)
  const at_km = [x[row] * cosine + y[row] * sine, y[row] * cosine - x[row] * sine, z[row]]
  return at_km.map(v => Math.round(v * 1e6) / 1e3)
}

/** Sunlit and dark by intervals that follow each other without a gap. */
function colours(
  { eclipses, first, last, recording }: CzmlOptions,
  interval: (a_s: number, b_s: number) => string,
): Packet[] {
  const [start_s, end_s] = [first * recording.interval_s, last * recording.interval_s]
  const within = eclipses
    .map(e => ({ from_s: Math.max(start_s, e.from_s), to_s: Math.min(end_s, e.to_s) }))
    .filter(e => e.to_s > e.from_s)
  const packets: Packet[] = []
  let until_s = start_s
  for (const { from_s, to_s } of within) {
    if (from_s > until_s) packets.push({ interval: interval(until_s, from_s), rgba: SUNLIT })
    packets.push({ interval: interval(from_s, to_s), rgba: DARK })
    until_s = to_s
  }
  if (until_s < end_s) packets.push({ interval: interval(until_s, end_s), rgba: SUNLIT })
  return packets
}
