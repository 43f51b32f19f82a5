import { ld } from './lanes'

// Four satellites at a time, in single precision, where that is fine enough.

@inline export function add4(a: v128, b: v128): v128 { return f32x4.add(a, b) }
@inline export function sub4(a: v128, b: v128): v128 { return f32x4.sub(a, b) }
@inline export function mul4(a: v128, b: v128): v128 { return f32x4.mul(a, b) }
@inline export function sp4(x: f32): v128 { return f32x4.splat(x) }
@inline export function firsts(a: v128, b: v128): v128 { return v128.shuffle<f64>(a, b, 0, 2) }
@inline export function seconds(a: v128, b: v128): v128 { return v128.shuffle<f64>(a, b, 1, 3) }
/** Four lanes of a row, in single precision. */
@inline export function four(lane: usize, row: usize): v128 {
  return firsts(f32x4.demote_f64x2_zero(ld(lane + row)), f32x4.demote_f64x2_zero(v128.load(lane + row, 16)))
}
/** Two of four lanes, in double precision. */
@inline export function lower(v: v128): v128 { return f64x2.promote_low_f32x4(v) }
@inline export function upper(v: v128): v128 { return f64x2.promote_low_f32x4(seconds(v, v)) }
