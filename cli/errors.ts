import { explains } from './explained.ts'

/** Prints an error that explains itself to stderr, message alone. False for any other: that is a fault of the program. */
export function sayWhatIsWrong(error: unknown): boolean {
  if (!explains(error)) return false
  process.stderr.write(`${error.message}\n`)
  return true
}
