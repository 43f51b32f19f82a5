import {
  CompileError,
  LedgerError,
  NotFiniteError,
  OrbitError,
  PeriodicStartError,
  ScenarioError,
  StepError,
} from '../engine/index.ts'
import { InputError } from './input-error.ts'

/** Errors that say themselves what is wrong and what to do. */
const EXPLAINED = [
  InputError,
  ScenarioError,
  OrbitError,
  PeriodicStartError,
  CompileError,
  NotFiniteError,
  StepError,
  LedgerError,
]

/** Prints an error that explains itself to stderr, message alone. False for any other: that is a fault of the program. */
export function sayWhatIsWrong(error: unknown): boolean {
  if (!(error instanceof Error) || !EXPLAINED.some(kind => error instanceof kind)) return false
  process.stderr.write(`${error.message}\n`)
  return true
}
