import { EXPLAINED } from './explained.ts'

/** An error as a message between threads: what is left of its class is its name. */
export interface CarriedError {
  readonly name: string
  readonly message: string
  readonly stack: string | undefined
  /** Its own fields, where they can be copied. */
  readonly fields: Readonly<Record<string, unknown>>
}

export function carry(error: unknown): CarriedError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: undefined, fields: {} }
  const { name, message, stack, ...fields } = error as Error & Record<string, unknown>
  return { name, message, stack, fields: copyable(fields) ? fields : {} }
}

/** The error again: of its class where that is one of those that explain themselves, so that it is shown as if it had been thrown here. */
export function uncarry({ name, message, stack, fields }: CarriedError): Error {
  const error = Object.assign(new Error(message), fields, { name })
  if (stack !== undefined) error.stack = stack
  const kind = EXPLAINED.find(k => k.name === name)
  return kind === undefined ? error : Object.setPrototypeOf(error, kind.prototype)
}

function copyable(value: unknown): boolean {
  try {
    structuredClone(value)
    return true
  } catch {
    return false
  }
}
