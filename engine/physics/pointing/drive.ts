/** Sine below which the Sun lies on the axis and no angle is better than another. */
const ON_AXIS = 1e-9
const TURN = 2 * Math.PI

/** The angle, rad in [-pi, pi], that differs from `angle_rad` by whole turns. */
function wrapped(angle_rad: number): number {
  return angle_rad - TURN * Math.round(angle_rad / TURN)
}

/**
 * Angle of a one-axis drive, rad in [-pi, pi], that turns an array best to the Sun. All in body axes: `a` the axis (unit), `n` the
 * array's normal at angle 0 (unit, square to the axis), `s` the Sun. The normal at the angle is n cos + (a x n) sin; its incidence is
 * then the Sun's elevation over the axis: cosine sqrt(1 - (a.s)^2). With the Sun on the axis, where every angle is as bad, `hold_rad`
 * is kept.
 */
export function oneAxisAngle_rad(
  ax: number,
  ay: number,
  az: number,
  nx: number,
  ny: number,
  nz: number,
  sx: number,
  sy: number,
  sz: number,
  hold_rad: number,
): number {
  const across = (ay * nz - az * ny) * sx + (az * nx - ax * nz) * sy + (ax * ny - ay * nx) * sz
  const along = nx * sx + ny * sy + nz * sz
  if (across * across + along * along < ON_AXIS * ON_AXIS * (sx * sx + sy * sy + sz * sz)) return hold_rad
  return Math.atan2(across, along)
}

/** Writes the array's normal in body axes at an angle of the drive; arguments as `oneAxisAngle_rad`. */
export function oneAxisNormal(
  ax: number,
  ay: number,
  az: number,
  nx: number,
  ny: number,
  nz: number,
  angle_rad: number,
  out: Float64Array,
): void {
  const c = Math.cos(angle_rad)
  const s = Math.sin(angle_rad)
  out[0] = c * nx + s * (ay * nz - az * ny)
  out[1] = c * ny + s * (az * nx - ax * nz)
  out[2] = c * nz + s * (ax * ny - ay * nx)
}

/** Where a drive with slip rings stands after a step: the shorter way towards the target, at no more than the rate. Rad in [-pi, pi]. */
export function turnTowards_rad(angle_rad: number, target_rad: number, rate_rad_s: number, step_s: number): number {
  const way_rad = wrapped(target_rad - angle_rad)
  const reach_rad = rate_rad_s * step_s
  return wrapped(angle_rad + Math.max(-reach_rad, Math.min(reach_rad, way_rad)))
}

/**
 * Angles of a two-axis drive that face the Sun squarely, rad: out[0] about the fixed axis `a`, in [-pi, pi], from the reference `n`
 * (unit, square to a), out[1] the tilt towards the axis, in [-pi/2, pi/2]. With the Sun on the axis out[0] is `hold_rad`.
 */
export function twoAxisAngles_rad(
  ax: number,
  ay: number,
  az: number,
  nx: number,
  ny: number,
  nz: number,
  sx: number,
  sy: number,
  sz: number,
  hold_rad: number,
  out: Float64Array,
): void {
  const across = (ay * nz - az * ny) * sx + (az * nx - ax * nz) * sy + (ax * ny - ay * nx) * sz
  const along = nx * sx + ny * sy + nz * sz
  out[0] = oneAxisAngle_rad(ax, ay, az, nx, ny, nz, sx, sy, sz, hold_rad)
  out[1] = Math.atan2(ax * sx + ay * sy + az * sz, Math.sqrt(across * across + along * along))
}

/** Writes the array's normal in body axes at both angles of a two-axis drive; arguments as `twoAxisAngles_rad`. */
export function twoAxisNormal(
  ax: number,
  ay: number,
  az: number,
  nx: number,
  ny: number,
  nz: number,
  turn_rad: number,
  tilt_rad: number,
  out: Float64Array,
): void {
  oneAxisNormal(ax, ay, az, nx, ny, nz, turn_rad, out)
  const c = Math.cos(tilt_rad)
  const s = Math.sin(tilt_rad)
  out[0] = c * out[0] + s * ax
  out[1] = c * out[1] + s * ay
  out[2] = c * out[2] + s * az
}
