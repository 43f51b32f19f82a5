import { fromAxes, fromAxisAngle, multiply, slerp } from './quaternion.ts'

const AXIS = new Float64Array(3)
const TURN = new Float64Array(4)
const FIRST = new Float64Array(4)
const SECOND = new Float64Array(4)
/** Sine of the angle between two directions below which they span no plane: far above rounding, far below any pointing error. */
const PARALLEL = 1e-8

/**
 * Body axes from two directions: one axis exactly along `primary` (unit), a second in the plane of primary and `hint`, on the hint's side.
 * Writes the unit second axis into AXIS. Where both are parallel, the coordinate axis least along primary stands in for the hint.
 */
function second(px: number, py: number, pz: number, hx: number, hy: number, hz: number): void {
  const along = px * hx + py * hy + pz * hz
  let x = hx - along * px
  let y = hy - along * py
  let z = hz - along * pz
  let length = Math.sqrt(x * x + y * y + z * z)
  if (!(length > PARALLEL * Math.sqrt(hx * hx + hy * hy + hz * hz))) {
    const ax = Math.abs(px)
    const ay = Math.abs(py)
    const az = Math.abs(pz)
    const onX = ax <= ay && ax <= az
    const onY = !onX && ay <= az
    const p = onX ? px : onY ? py : pz
    x = (onX ? 1 : 0) - p * px
    y = (onY ? 1 : 0) - p * py
    z = (onX || onY ? 0 : 1) - p * pz
    length = Math.sqrt(x * x + y * y + z * z)
  }
  AXIS[0] = x / length
  AXIS[1] = y / length
  AXIS[2] = z / length
}

/**
 * Body +z to the Sun (unit vector s), body +y as near as that allows to the hint (any length), body +x completing. Writes the quaternion
 * x, y, z, w from body axes to the frame of s. A hint along the Sun is replaced by a coordinate axis.
 */
export function sunPointing(
  sx: number,
  sy: number,
  sz: number,
  hintX: number,
  hintY: number,
  hintZ: number,
  out: Float64Array,
): void {
  second(sx, sy, sz, hintX, hintY, hintZ)
  const yx = AXIS[0]
  const yy = AXIS[1]
  const yz = AXIS[2]
  fromAxes(yy * sz - yz * sy, yz * sx - yx * sz, yx * sy - yy * sx, yx, yy, yz, sx, sy, sz, out)
}

/**
 * Local vertical, local horizontal: body +z to nadir (the Earth's centre), +y against the orbit normal r x v, +x completing, which is
 * along the velocity on a circular orbit. The LVLH of the CCSDS registry of orbit-relative frames (z opposite to the position, y
 * opposite to the angular momentum, x = y x z). Position and velocity in any unit. Geodetic nadir differs by up to 0.19 deg. Writes the
 * quaternion from body to the frame of r and v.
 */
export function nadir(rx: number, ry: number, rz: number, vx: number, vy: number, vz: number, out: Float64Array): void {
  const r = 1 / Math.sqrt(rx * rx + ry * ry + rz * rz)
  const zx = -rx * r
  const zy = -ry * r
  const zz = -rz * r
  second(zx, zy, zz, vx, vy, vz)
  const xx = AXIS[0]
  const xy = AXIS[1]
  const xz = AXIS[2]
  fromAxes(xx, xy, xz, zy * xz - zz * xy, zz * xx - zx * xz, zx * xy - zy * xx, zx, zy, zz, out)
}

/**
 * Body +z to nadir and the Sun in the body's x-z plane on the +x side, so that an array turning about body y can face it squarely
 * (the yaw steering of navigation satellites; the IGS convention names the axes otherwise). With the Sun at zenith or nadir any yaw
 * serves: then the yaw of LVLH. The yaw rate grows without bound as the Sun passes there; a real wheel limits it, which is neglected.
 */
export function nadirYawSteering(
  rx: number,
  ry: number,
  rz: number,
  vx: number,
  vy: number,
  vz: number,
  sx: number,
  sy: number,
  sz: number,
  out: Float64Array,
): void {
  const r2 = rx * rx + ry * ry + rz * rz
  const along = (rx * sx + ry * sy + rz * sz) / r2
  const x = sx - along * rx
  const y = sy - along * ry
  const z = sz - along * rz
  const steer = x * x + y * y + z * z > PARALLEL * PARALLEL
  nadir(rx, ry, rz, steer ? x : vx, steer ? y : vy, steer ? z : vz, out)
}

/**
 * A body turning at a constant rate about a body axis (unit), from a quaternion at time zero. Torque-free spin about a principal axis;
 * nutation is neglected.
 */
export function spinning(
  start: Float64Array,
  axisX: number,
  axisY: number,
  axisZ: number,
  rate_rad_s: number,
  time_s: number,
  out: Float64Array,
): void {
  const turns = (rate_rad_s * time_s) / (2 * Math.PI)
  fromAxisAngle(axisX, axisY, axisZ, 2 * Math.PI * (turns - Math.floor(turns)), TURN)
  multiply(start, TURN, out)
}

/**
 * A table of quaternions: `times_s` increasing, four numbers in `table` for each, slerp between, the ends held. Halving finds the row.
 */
export function fromTable(times_s: Float64Array, table: Float64Array, time_s: number, out: Float64Array): void {
  let low = 0
  let high = times_s.length - 1
  if (time_s <= times_s[low]) high = low
  else if (time_s >= times_s[high]) low = high
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (times_s[middle] <= time_s) low = middle
    else high = middle
  }
  for (let k = 0; k < 4; k++) {
    FIRST[k] = table[4 * low + k]
    SECOND[k] = table[4 * high + k]
  }
  slerp(FIRST, SECOND, high === low ? 0 : (time_s - times_s[low]) / (times_s[high] - times_s[low]), out)
}
