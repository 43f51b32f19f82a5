/**
 * Unit quaternions x, y, z, w (w last), turning body axes into a reference frame: v_ref = q v_body q*. Arrays of four numbers at an
 * offset; all results may overwrite their inputs. Hamilton's convention (ij = k), as in glTF and SciPy.
 */

/** out = a b: first b, then a. */
export function multiply(a: Float64Array, b: Float64Array, out: Float64Array): void {
  const ax = a[0]
  const ay = a[1]
  const az = a[2]
  const aw = a[3]
  const bx = b[0]
  const by = b[1]
  const bz = b[2]
  const bw = b[3]
  out[0] = aw * bx + ax * bw + ay * bz - az * by
  out[1] = aw * by - ax * bz + ay * bw + az * bx
  out[2] = aw * bz + ax * by - ay * bx + az * bw
  out[3] = aw * bw - ax * bx - ay * by - az * bz
}

/** The opposite turn. */
export function conjugate(q: Float64Array, out: Float64Array): void {
  out[0] = -q[0]
  out[1] = -q[1]
  out[2] = -q[2]
  out[3] = q[3]
}

/** Scales to length one. Throws RangeError on a zero or a NaN, which turns nothing. */
export function normalise(q: Float64Array): void {
  const length = Math.hypot(q[0], q[1], q[2], q[3])
  if (!(length > 0 && length < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`A quaternion [${q.join(', ')}] has no direction. Give four finite numbers, not all zero.`)
  }
  for (let k = 0; k < 4; k++) q[k] /= length
}

/** Writes a body vector in the reference frame. */
export function rotate(q: Float64Array, x: number, y: number, z: number, out: Float64Array): void {
  rotateBy(q[0], q[1], q[2], q[3], x, y, z, out)
}

/** Writes a vector of the reference frame in body axes. */
export function rotateBack(q: Float64Array, x: number, y: number, z: number, out: Float64Array): void {
  rotateBy(-q[0], -q[1], -q[2], q[3], x, y, z, out)
}

function rotateBy(
  qx: number,
  qy: number,
  qz: number,
  qw: number,
  x: number,
  y: number,
  z: number,
  out: Float64Array,
): void {
  const tx = 2 * (qy * z - qz * y)
  const ty = 2 * (qz * x - qx * z)
  const tz = 2 * (qx * y - qy * x)
  out[0] = x + qw * tx + qy * tz - qz * ty
  out[1] = y + qw * ty + qz * tx - qx * tz
  out[2] = z + qw * tz + qx * ty - qy * tx
}

/** A turn about a unit axis by the right-hand rule. */
export function fromAxisAngle(x: number, y: number, z: number, angle_rad: number, out: Float64Array): void {
  const s = Math.sin(0.5 * angle_rad)
  out[0] = x * s
  out[1] = y * s
  out[2] = z * s
  out[3] = Math.cos(0.5 * angle_rad)
}

/**
 * The turn whose body axes lie along the given orthonormal, right-handed axes of the reference frame. Divides by the largest of the four
 * components (Shepperd 1978, J. Guidance and Control 1, 223), so no case is ill-conditioned. w is never negative.
 */
export function fromAxes(
  xx: number,
  xy: number,
  xz: number,
  yx: number,
  yy: number,
  yz: number,
  zx: number,
  zy: number,
  zz: number,
  out: Float64Array,
): void {
  const trace = xx + yy + zz
  let x: number
  let y: number
  let z: number
  let w: number
  if (trace >= xx && trace >= yy && trace >= zz) {
    w = 1 + trace
    x = yz - zy
    y = zx - xz
    z = xy - yx
  } else if (xx >= yy && xx >= zz) {
    w = yz - zy
    x = 1 + xx - yy - zz
    y = xy + yx
    z = xz + zx
  } else if (yy >= zz) {
    w = zx - xz
    x = xy + yx
    y = 1 + yy - xx - zz
    z = yz + zy
  } else {
    w = xy - yx
    x = xz + zx
    y = yz + zy
    z = 1 + zz - xx - yy
  }
  const scale = (w < 0 ? -1 : 1) / Math.sqrt(x * x + y * y + z * z + w * w)
  out[0] = x * scale
  out[1] = y * scale
  out[2] = z * scale
  out[3] = w * scale
}

/** From a to b along the shorter arc at constant rate; `part` 0 gives a, 1 gives b or its negative, the same turn (Shoemake 1985). */
export function slerp(a: Float64Array, b: Float64Array, part: number, out: Float64Array): void {
  const dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3]
  const sign = dot < 0 ? -1 : 1
  // The chord's half gives the angle without loss near 0, where acos has none to give.
  const chord = Math.hypot(b[0] * sign - a[0], b[1] * sign - a[1], b[2] * sign - a[2], b[3] * sign - a[3])
  const angle_rad = 2 * Math.asin(Math.min(1, 0.5 * chord))
  const s = Math.sin(angle_rad)
  const ka = s > 1e-9 ? Math.sin((1 - part) * angle_rad) / s : 1 - part
  const kb = (s > 1e-9 ? Math.sin(part * angle_rad) / s : part) * sign
  for (let k = 0; k < 4; k++) out[k] = ka * a[k] + kb * b[k]
  normalise(out)
}
