import type { FleetGroup } from '../../scenario/fleet-group.ts'
import type { ScenarioPart } from '../../scenario/scenario.ts'
import { buildAlike } from '../../tick/plant.ts'
import type { Each } from './design.ts'
import type { Block, LaneNumber } from './fit-network.ts'
import { partsOf } from './satellite.ts'

/** The numbers of a group's satellites. */
export interface FitNumbers {
  /** The first satellite alone. */
  readonly sample: Block
  /** A number that is the same for all where nothing drawn is read to make it; one that differs is asked for satellites that are ready. */
  each(f: LaneNumber): Each
  /** Makes satellites `first` to `first + count` of the group ready. */
  prepare(first: number, count: number): void
}

/**
 * The kernel is quicker with a number that is the same for all satellites than with one that differs. Which are is seen on the first satellite: whatever
 * is drawn tells when it is read, by a number itself or while a part is built, of which then all numbers may differ.
 */
export function fitNumbers(group: FleetGroup, duration_s: number): FitNumbers {
  const { spread } = group
  let isDrawn = false
  const telling = <T extends object>(of: T, drawn: (key: string) => boolean): T =>
    new Proxy(of, {
      get(target, key) {
        if (drawn(String(key))) isDrawn = true
        return Reflect.get(target, key)
      },
    })
  const differs: boolean[] = []
  const parts = partsOf(group, 0).map((p, k): ScenarioPart => {
    const { component } = p
    return {
      ...p,
      values: telling(p.values, key => spread.some(s => s.part === p.id && s.parameter === key)),
      component: {
        ...component,
        build(part, plant) {
          isDrawn = false
          const built = component.build(part, plant)
          differs[k] = isDrawn
          return built
        },
      },
    }
  })
  const built = buildAlike([parts], undefined, duration_s).map(b => b.built)
  const sample: Block = { first: 0, parts: [parts], built: telling(built, key => differs[Number(key)] === true) }
  let block = sample

  return {
    sample,
    each(f) {
      isDrawn = false
      const number = f(sample, 0)
      return isDrawn ? satellite => f(block, satellite - block.first) : number
    },
    prepare(first, count) {
      if (spread.length === 0) return
      const lanes = Array.from({ length: count }, (_, i) => partsOf(group, first + i))
      const [head, ...others] = lanes
      // What does not differ is not built anew.
      const known = head.map((p, k) =>
        differs[k] ? p : { ...p, component: { ...p.component, build: () => built[k] } },
      )
      block = { first, parts: lanes, built: buildAlike([known, ...others], undefined, duration_s).map(b => b.built) }
    },
  }
}
