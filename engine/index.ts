// The public names of heliosync, in the order in which the data flows.

export { type ComponentExample, checkComponent } from './check-component.ts'
export { ATTITUDE_KINDS } from './environment/attitude.ts'
export { ENVIRONMENT_PARAMETERS } from './environment/earth.ts'
export { OrbitError } from './environment/orbit.ts'
export { FleetMemoryError } from './fleet/fast/coupled-lanes.ts'
export { couplingBytes, lookOn, makeCoupling } from './fleet/jobs/coupling.ts'
export { type FleetPositions, makeFleetPositions, STATE_NUMBERS } from './fleet/orbit/positions.ts'
export { type Asked, askSatellites } from './fleet-asked.ts'
export { type FleetLimitResult, fleetLimits } from './fleet-limits.ts'
export { type FleetPlan, type FleetTask, NoFleetError, planFleet, seriesShape, sharesOf } from './fleet-plan.ts'
export { recordSatellite, scenarioOfSatellite, simulateSatellite } from './fleet-record.ts'
export { makeFleetRunner, type TaskResult } from './fleet-runner.ts'
export { builtin } from './parts/index.ts'
export { buildLoad, checkLoad, loadParameters } from './parts/load.ts'
export { PeriodicStartError } from './periodic.ts'
export { AU_km, EARTH_FLATTENING, EARTH_MU_km3_s2, EARTH_RADIUS_km, SUN_RADIUS_km } from './physics/constants.ts'
export { geodeticToFixed } from './physics/orbit/ground.ts'
export { gmst82_rad } from './physics/orbit/time.ts'
export { describeParameter } from './quantity/describe.ts'
export {
  choice,
  fraction,
  optionalPartRef,
  optionalQuantity,
  type Parameter,
  type ParameterSet,
  partRef,
  quantity,
  text,
} from './quantity/parameter.ts'
export { formatProblem, type Path, type Problem, ScenarioError } from './quantity/problem.ts'
export { direction, steps } from './quantity/rows.ts'
export { nearest } from './quantity/suggest.ts'
export { nameWithoutUnit, unitOf } from './quantity/unit.ts'
export {
  type Allowed,
  type Baseline,
  type BaselineResult,
  type ComparedValue,
  compareWithBaseline,
  makeBaseline,
} from './results/baseline.ts'
export { readBaseline, writeBaseline } from './results/baseline-text.ts'
export type { Budget } from './results/budget.ts'
export { csvOf } from './results/csv.ts'
export { type FleetSeries, type FleetWatch, makeFleetSeries, seriesBytes } from './results/fleet-series.ts'
export type { FleetSummary } from './results/fleet-summary.ts'
export { type FleetTable, joinTables, type TableColumn } from './results/fleet-table.ts'
export { type EnergyAccount, type EnergyFlow, type EnergyFlows, OUTSIDE } from './results/flows.ts'
export type { LimitResult } from './results/limits.ts'
export { columnOf, type RecordedColumn, type Recording, timeOfRow_s } from './results/recording.ts'
export { valuesOfRecording } from './results/recording-values.ts'
export type { EclipseTimes, FaultTimes, Summary } from './results/summary.ts'
export type { Trace, TracedColumn } from './results/trace.ts'
export type { Unserved } from './results/unserved.ts'
export { type NamedValue, valuesOf } from './results/values.ts'
export { type Assumption, assumptionsOf } from './scenario/assumptions.ts'
export type { Change } from './scenario/changes.ts'
export { CONSTELLATION_KINDS } from './scenario/constellations.ts'
export { DISTRIBUTION_KINDS } from './scenario/distributions.ts'
export { FAULT_PARAMETERS, faultsOf, type ScenarioFault } from './scenario/faults.ts'
export { FLEET_PARAMETERS, type Fleet } from './scenario/fleet.ts'
export { type FleetGroup, GROUP_PARAMETERS } from './scenario/fleet-group.ts'
export { JOB_PARAMETERS } from './scenario/jobs.ts'
export { scenarioJsonSchema } from './scenario/json-schema.ts'
export { LAUNCH_BATCH_PARAMETERS, LAUNCH_PARAMETERS } from './scenario/launch.ts'
export { LIMIT_KINDS, type LimitKind } from './scenario/limits.ts'
export { ORBIT_KINDS, type ReadText } from './scenario/orbits.ts'
export { type ReadOptions, readScenario } from './scenario/read.ts'
export type { Limit, Scenario, ScenarioOrbit, ScenarioPart } from './scenario/scenario.ts'
export { formatUtc, parseUtc_us } from './scenario/time.ts'
export { TOP_PARAMETERS } from './scenario/top.ts'
export { FleetError, type Run, type SimulateOptions, simulate, simulateLanes } from './simulate.ts'
export { type FleetOptions, type FleetRun, makeFleetReport, simulateFleet } from './simulate-fleet.ts'
export { STEADY_CONDITIONS, type Steady, type SteadyConditions, SteadyError, solveSteady } from './steady.ts'
export { type Difference, differenceOf, differenceOfValues, type Moved, type TriedChange } from './study/difference.ts'
export { brokenInOrder, type FaultCase, runEachFault } from './study/each-fault.ts'
export { CompileError } from './tick/compile.ts'
export { type AnyComponent, type Component, component, heatOf, type Span, step, tempOf } from './tick/component.ts'
export { StepError } from './tick/failure.ts'
export { type AnyFault, type FaultKind, fault } from './tick/fault.ts'
export { NotFiniteError } from './tick/guard.ts'
export { LEDGER_TOLERANCE_frac, LedgerError, type LedgerResult } from './tick/ledger.ts'
