import { CELL_REFERENCE_K, type CellName, cellOf } from '../engine/catalogue/cells.ts'
import { diodeOf } from '../engine/parts/array-strings.ts'
import { curveAt, makeCurve, maximumPower } from '../engine/physics/power/single-diode.ts'

/** Power of a square metre of a cell at a light (1 is the reference) and a temperature, by its single diode. */
function diodePower_W(cell: CellName, light_frac: number, temp_K: number): number {
  const { diode, scale } = diodeOf(cell)
  const [curve, point] = [makeCurve(), { current_A: 0, voltage_V: 0 }]
  curveAt(diode, light_frac, temp_K, curve)
  maximumPower(curve, { drop_V: 0, resistance_ohm: 0 }, point)
  return scale * point.current_A * point.voltage_V
}

/** What array.flat says of a cell less what its curve says, as a share of the curve's. */
function lineOverCurve_frac(cell: CellName, light_frac: number, temp_K: number): number {
  const { efficiency_frac, temp_coefficient_per_K } = cellOf(cell)
  const line_W =
    1361 * light_frac * efficiency_frac.value * (1 + temp_coefficient_per_K.value * (temp_K - CELL_REFERENCE_K))
  return line_W / diodePower_W(cell, light_frac, temp_K) - 1
}

/**
 * What two powers, one in the light and one in the dark, would gain over one for both, by work that goes with the power to `gamma`: a share
 * `dark` of the orbit dark, `returned` of what is stored coming back.
 */
function twoPowersGain_frac(gamma: number, dark: number, returned: number): number {
  const work = (inDark: number) => {
    // Both in units of the power in the light, of which the supply is 1 for the time of light.
    const inLight = (1 - dark) / (1 - dark + (inDark * dark) / returned)
    return (1 - dark) * inLight ** gamma + dark * (inDark * inLight) ** gamma
  }
  const best = Math.max(...Array.from({ length: 1001 }, (_, k) => work(0.5 + k / 2000)))
  return best / work(1) - 1
}

const perCent = (v: number) => `${Number((100 * v).toPrecision(2))} %`

export function powerRows(): string[][] {
  const cells = [
    ['triple junction', 'triple-junction-3g30'],
    ['heterojunction', 'hjt-silicon'],
  ] as const
  return [
    ...cells.flatMap(([name, cell]) =>
      [200, 335].map(temp_K => [
        `Straight line for cells over their curve, ${name}: at ${temp_K} K`,
        perCent(lineOverCurve_frac(cell, 1, temp_K)),
      ]),
    ),
    ...cells.map(([name, cell]) => [
      `Straight line for cells over their curve, ${name}: in a tenth of the light`,
      perCent(lineOverCurve_frac(cell, 0.1, CELL_REFERENCE_K)),
    ]),
    [
      'One power of compute in light and dark, where the best are two: work',
      perCent(-twoPowersGain_frac(0.7, 0.37, 0.94)),
    ],
  ]
}
