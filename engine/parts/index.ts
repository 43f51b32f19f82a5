import type { AnyComponent } from '../tick/component.ts'
import { arrayFlat } from './array-flat.ts'
import { arrayStrings } from './array-strings.ts'
import { batteryBucket } from './battery-bucket.ts'
import { batteryThevenin } from './battery-thevenin.ts'
import { busDc } from './bus-dc.ts'
import { computeAccelerators } from './compute-accelerators.ts'
import { converterDc } from './converter-dc.ts'
import { dragCannonball } from './drag-cannonball.ts'
import { groundStation } from './ground-station.ts'
import { heatScheduled } from './heat-scheduled.ts'
import { heaterThermostat } from './heater-thermostat.ts'
import { linkConductive } from './link-conductive.ts'
import { linkHeatPipe } from './link-heat-pipe.ts'
import { linkRadiative } from './link-radiative.ts'
import { loadConstant } from './load-constant.ts'
import { loadDuty } from './load-duty.ts'
import { loadContact, loadSunlit } from './load-follow.ts'
import { loadScheduled } from './load-scheduled.ts'
import { loopSinglePhase } from './loop-single-phase.ts'
import { loopTwoPhase } from './loop-two-phase.ts'
import { nodeHeld } from './node-held.ts'
import { nodeLumped } from './node-lumped.ts'
import { nodePhaseChange } from './node-phase-change.ts'
import { radiatorFlat } from './radiator-flat.ts'
import { structureBox } from './structure-box.ts'
import { supplyScheduled } from './supply-scheduled.ts'
import { viewMutual } from './view-mutual.ts'

/** Every kind of part that comes with the engine. A part of your own is one more item of this list. */
export const builtin: readonly AnyComponent[] = [
  arrayFlat,
  arrayStrings,
  batteryBucket,
  batteryThevenin,
  busDc,
  computeAccelerators,
  converterDc,
  dragCannonball,
  groundStation,
  heatScheduled,
  heaterThermostat,
  linkConductive,
  linkHeatPipe,
  linkRadiative,
  loadConstant,
  loadContact,
  loadDuty,
  loadScheduled,
  loadSunlit,
  loopSinglePhase,
  loopTwoPhase,
  nodeHeld,
  nodeLumped,
  nodePhaseChange,
  radiatorFlat,
  structureBox,
  supplyScheduled,
  viewMutual,
]
