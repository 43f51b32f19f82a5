import { KERNEL_BASE64 } from './kernel-code.ts'

/** The functions of assembly/kernel.ts, and those of a design from step/step.ts; their arguments are told there. */
export interface Code {
  look(...args: number[]): number
  earthshine(...args: number[]): number
  follow(turns: number, lane: number, time_s: number, count: number, at: number): number
  place(edges: number, lane: number, base: number, time_s: number): void
  cut(...args: number[]): number
  goOn(edges: number, refused: number): number
  move(tile: number, knots: number, weights: number, to: number): void
  sum(row: number, rows: number, counted: number, to: number, sums: number): void
  count(list: number, quantities: number, counted: number, to: number, slot: number, room: number): void
  stepAll(lanes: number): number
  step(list: number, count: number): number
  close(lanes: number): void
}

/** The functions that the kernel calls. */
export interface Answers {
  /** Writes where a lane without knots is at a time of the tick into the point of its tile's edges. */
  position: (lane: number, time_s: number) => void
  /** Told of each contact with the shadow; `kind` is its place in CONTACT_KINDS. */
  contact: (lane: number, kind: number, time_s: number) => void
}

export const noAnswers = (): Answers => ({ position: () => {}, contact: () => {} })

/** What is used here of the WebAssembly of every browser and of Node. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown }
  readonly Memory: new (pages: { initial: number }) => { readonly buffer: ArrayBuffer }
}

/** The module of some code: compiled once, it runs over any number of memories. */
export const compiled = (code: Uint8Array): object => new WebAssembly.Module(code)

let kernel: object | undefined

function compiledKernel(): object {
  kernel ??= compiled(Uint8Array.from(atob(KERNEL_BASE64), c => c.charCodeAt(0)))
  return kernel
}

/** A memory of that many bytes, and over it the kernel and the code of a design. The answers may be changed later. */
export function startKernel(
  bytes: number,
  design: object,
  answers: Answers = noAnswers(),
): { readonly buffer: ArrayBuffer; readonly code: Code } {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65536) })
  const position = (lane: number, time_s: number) => answers.position(lane, time_s)
  const contact = (lane: number, kind: number, time_s: number) => answers.contact(lane, kind, time_s)
  const start = (module: object) =>
    new WebAssembly.Instance(module, { env: { memory, position, contact } }).exports as object
  const code = { ...start(compiledKernel()), ...start(design) } as Code
  return { buffer: memory.buffer, code }
}
