import type { Budget } from '../engine/index.ts'
import { energyUnit, percent } from './format.ts'
import type { Paint } from './output.ts'
import { table } from './table.ts'

/** The budget of the whole run line by line: what came, what was asked for, where it went; of each how much of which whole it is. */
export function energyRows(b: Budget): [name: string, energy_Wh: number, note: string][] {
  // Losses of a battery that lives on what it had are no part of what was generated.
  const share = (part_Wh: number, whole_Wh: number, what: string) =>
    whole_Wh > 0 && part_Wh <= whole_Wh ? `${percent(part_Wh / whole_Wh, 1).padStart(7)} of ${what}` : ''
  return [
    ['generated', b.generated_Wh, ''],
    ['  curtailed', b.curtailed_Wh, share(b.curtailed_Wh, b.generated_Wh, 'generated')],
    ['demanded', b.demanded_Wh, ''],
    ['  served', b.served_Wh, share(b.served_Wh, b.demanded_Wh, 'demanded')],
    ['  unserved', b.unserved_Wh, share(b.unserved_Wh, b.demanded_Wh, 'demanded')],
    ['into batteries', b.charged_Wh, ''],
    ['out of batteries', b.discharged_Wh, ''],
    ['losses', b.loss_Wh, share(b.loss_Wh, b.generated_Wh, 'generated')],
    ['absorbed from Sun and Earth', b.absorbed_Wh, ''],
    ['heat radiated', b.radiated_Wh, ''],
  ]
}

/** The budget of the whole run as a table. */
export function energyLines(b: Budget, paint: Paint): string[] {
  const energy = energyUnit(Object.values(b))
  return table(
    [{ title: 'Energy, whole run' }, { title: energy.unit, right: true }, { title: '' }],
    energyRows(b).map(([name, energy_Wh, note]) => [name, energy.text(energy_Wh), note]),
    paint.bold,
  )
}
