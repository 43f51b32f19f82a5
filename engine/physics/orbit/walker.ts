/** Where a satellite of a constellation stands: its plane and its place along it. */
export interface Slot {
  readonly plane: number
  /** Right ascension of the plane's node, from that of the first plane, deg. */
  readonly node_deg: number
  /** Argument of latitude, from that of the first satellite, deg in [0, 360). */
  readonly along_deg: number
}

/** A constellation in Walker's notation i:t/p/f, its planes over `arc_deg` of the equator: 360 for a delta, 180 for a star. */
export interface WalkerPattern {
  readonly satellites: number
  readonly planes: number
  /** From one plane to the next a satellite is `phasing` x 360/satellites degrees ahead. */
  readonly phasing: number
  readonly arc_deg: number
}

/**
 * Satellite `k` of a Walker constellation, plane after plane.
 * Source: Walker 1984, "Satellite constellations", J. Brit. Interplanetary Soc. 37, 559.
 */
export function walkerSlot({ satellites, planes, phasing, arc_deg }: WalkerPattern, k: number): Slot {
  const perPlane = satellites / planes
  const plane = Math.floor(k / perPlane)
  const along_deg = ((k - plane * perPlane) * 360) / perPlane + (plane * phasing * 360) / satellites
  return { plane, node_deg: (plane * arc_deg) / planes, along_deg: along_deg % 360 }
}
