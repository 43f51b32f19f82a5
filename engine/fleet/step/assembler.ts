/**
 * Code of WebAssembly as bytes, locals by number: what is written here is put one after the other, as its stack machine runs it. The numbers are those of
 * the WebAssembly core specification 2.0, section 5.4 (instructions) and 5.5 (modules).
 */
export type Code = readonly number[]

/** Unsigned LEB128, section 5.2.2. */
export function leb(n: number): number[] {
  const out: number[] = []
  let rest = n
  for (; rest >= 128; rest = Math.floor(rest / 128)) out.push((rest % 128) | 128)
  out.push(rest)
  return out
}
/** Signed, of a number from 0 on. */
const signed = (n: number): number[] => {
  const out = leb(n)
  return (out[out.length - 1] & 64) === 0 ? out : [...out.slice(0, -1), out[out.length - 1] | 128, 0]
}

const simd = (op: number) => [0xfd, ...leb(op)]

/** A number from here on stands for a local, which the body that has it puts in its place. */
const LOCAL = 0x100
export const resolved = (code: Code, localOf: (local: number) => number): number[] =>
  code.flatMap(byte => (byte < LOCAL ? byte : leb(localOf(byte - LOCAL))))

// Whole numbers and control.
export const whole = (n: number): Code => [0x41, ...signed(n)]
export const get = (local: number): Code => [0x20, LOCAL + local]
export const set = (local: number, value: Code): Code => [...value, 0x21, LOCAL + local]
export const plus = (a: Code, b: Code): Code => [...a, ...b, 0x6a]
export const notBelow = (a: Code, b: Code): Code => [...a, ...b, 0x4f]
export const times = (a: Code, b: Code): Code => [...a, ...b, 0x6c]
export const loadWhole = (at: Code, offset: number): Code => [...at, 0x28, 2, ...leb(offset)]
export const storeWhole = (at: Code, offset: number, value: Code): Code => [...at, ...value, 0x36, 2, ...leb(offset)]
/** Goes round until `done`, which is asked before each. */
export const until = (done: Code, round: Code): Code => [
  ...[0x02, 0x40, 0x03, 0x40],
  ...[...done, 0x0d, 1],
  ...[...round, 0x0c, 0],
  ...[0x0b, 0x0b],
]

// Two lanes (f64x2).
export const load = (at: Code, offset: number): Code => [...at, ...simd(0x00), 4, ...leb(offset)]
export const store = (at: Code, offset: number, value: Code): Code => [
  ...at,
  ...value,
  ...simd(0x0b),
  4,
  ...leb(offset),
]
const binary =
  (op: number) =>
  (a: Code, b: Code): Code => [...a, ...b, ...simd(op)]
export const add = binary(0xf0)
export const sub = binary(0xf1)
export const mul = binary(0xf2)
export const div = binary(0xf3)
/** The lesser; the first where one of them is no number. */
export const least = binary(0xf6)
export const most = binary(0xf7)
export const lt = binary(0x49)
export const gt = binary(0x4a)
export const le = binary(0x4b)
export const ge = binary(0x4c)
export const and = binary(0x4e)
export const andNot = binary(0x4f)
export const or = binary(0x50)
export const abs = (a: Code): Code => [...a, ...simd(0xec)]
export const negative = (a: Code): Code => [...a, ...simd(0xed)]
/** `a` in the lanes of the mask, else `b`. */
export const choose = (mask: Code, a: Code, b: Code): Code => [...a, ...b, ...mask, ...simd(0x52)]
export const any = (mask: Code): Code => [...mask, ...simd(0x53)]

const I32 = 0x7f
const V128 = 0x7b

/** A function of whole numbers to a whole number. Locals follow its parameters: `wholes` whole ones, then `lanes` of two lanes each. */
export interface WholeFunction {
  readonly name: string
  readonly parameters: number
  readonly wholes: number
  readonly lanes: number
  readonly body: Code
}

const counted = (items: readonly Code[]): Code => [...leb(items.length), ...items.flat()]
const text = (s: string): Code => counted([...s].map(c => [c.charCodeAt(0)]))
const section = (id: number, content: Code): Code => [id, ...leb(content.length), ...content]

/** A module with these functions over an imported memory (env.memory). */
export function moduleOf(functions: readonly WholeFunction[]): Uint8Array {
  const types = functions.map(f => [0x60, ...counted(Array.from({ length: f.parameters }, () => [I32])), 1, I32])
  const code = ({ wholes, lanes, body }: WholeFunction): Code => {
    const inside = [
      ...counted([
        [...leb(wholes), I32],
        [...leb(lanes), V128],
      ]),
      ...body,
      0x0b,
    ]
    return [...leb(inside.length), ...inside]
  }
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, counted(types)),
    ...section(2, counted([[...text('env'), ...text('memory'), 2, 0, 1]])),
    ...section(3, counted(functions.map((_, k) => leb(k)))),
    ...section(7, counted(functions.map((f, k) => [...text(f.name), 0, ...leb(k)]))),
    ...section(10, counted(functions.map(code))),
  ])
}
