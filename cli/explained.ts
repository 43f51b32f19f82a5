import {
  CompileError,
  FleetError,
  FleetMemoryError,
  LedgerError,
  NotFiniteError,
  OrbitError,
  PeriodicStartError,
  ScenarioError,
  SteadyError,
  StepError,
} from '../engine/index.ts'
import { InputError } from './input-error.ts'

/** Errors that say themselves what is wrong and what to do. */
export const EXPLAINED = [
  InputError,
  ScenarioError,
  OrbitError,
  PeriodicStartError,
  SteadyError,
  CompileError,
  FleetError,
  FleetMemoryError,
  NotFiniteError,
  StepError,
  LedgerError,
]

/** True for an error whose message is for the user; any other is a fault of the program. */
export const explains = (error: unknown): error is Error =>
  error instanceof Error && EXPLAINED.some(kind => error instanceof kind)
