import { CELL_REFERENCE_K, type Cell } from './cell.ts'
import { MULTIJUNCTION_CELLS } from './cells-multijunction.ts'
import { PEROVSKITE_CELLS } from './cells-perovskite.ts'
import { SILICON_CELLS } from './cells-silicon.ts'

export { CELL_REFERENCE_K }

export const CELLS = { ...SILICON_CELLS, ...PEROVSKITE_CELLS, ...MULTIJUNCTION_CELLS } as const satisfies Record<
  string,
  Cell
>

export type CellName = keyof typeof CELLS
export const CELL_NAMES = Object.keys(CELLS) as CellName[]
export const cellOf = (name: CellName): Cell => CELLS[name]

/**
 * Share of its power that a cell keeps after some years and a fluence (1-MeV electrons for each cm2, 0 for none): the yearly loss compounds; between
 * points of the damage curve the power goes straight in the logarithm of the fluence, from all of it at 1e12, and on beyond the last.
 */
export function remainingPower_frac(cell: Cell, years: number, fluence_per_cm2: number): number {
  const aged = (1 - cell.loss_per_year.value) ** years
  if (!(fluence_per_cm2 > 1e12)) return aged
  const points = [
    { x: 12, y: 1 },
    ...cell.remaining.map(r => ({ x: Math.log10(r.fluence_per_cm2), y: r.power_frac.value })),
  ]
  const x = Math.log10(fluence_per_cm2)
  const after = points.findIndex(p => p.x >= x)
  const k = after < 0 ? points.length - 2 : Math.max(0, after - 1)
  const [a, b] = [points[k], points[k + 1]]
  return aged * Math.max(0, a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x))
}
