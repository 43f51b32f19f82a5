import { KERNEL_BASE64 } from './kernel-code.ts'

/** The functions of assembly/kernel.ts, and those of a design from step/step.ts; their arguments are told there. */
export interface Code {
  look(...args: number[]): number
  earthshine(...args: number[]): number
  follow(turns: number, from: number, to: number, time_s: number, row: number): number
  cross(crossing: number, end_s: number, before_km: number, after_km: number): void
  move(tile: number, knots: number, weights: number, to: number): void
  stepAll(lanes: number): number
  step(list: number, count: number): number
  close(lanes: number): void
}

/** What is used here of the WebAssembly of every browser and of Node. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown }
  readonly Memory: new (pages: { initial: number }) => { readonly buffer: ArrayBuffer }
}

let compiled: object | undefined

function compiledKernel(): object {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(KERNEL_BASE64), c => c.charCodeAt(0)))
  return compiled
}

/** A memory of that many bytes, and over it the kernel and the code of a design. */
export function startKernel(bytes: number, design: Uint8Array): { readonly buffer: ArrayBuffer; readonly code: Code } {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65536) })
  const start = (module: object) => new WebAssembly.Instance(module, { env: { memory } }).exports as object
  const code = { ...start(compiledKernel()), ...start(new WebAssembly.Module(design)) } as Code
  return { buffer: memory.buffer, code }
}
