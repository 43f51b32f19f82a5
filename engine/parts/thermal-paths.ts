import { SPACE_TEMP_K } from '../physics/constants.ts'
import { makeConduction } from '../physics/heat/conduction.ts'
import { makeCoolantLoop } from '../physics/heat/coolant-loop.ts'
import type { HeatPath } from '../physics/heat/heat-path.ts'
import { makeRadiation } from '../physics/heat/radiation.ts'
import type { Column } from '../tick/column.ts'
import type { ThermalLink, ThermalLoop, ThermalRadiation } from '../tick/thermal.ts'

type Io = Readonly<Record<string, Column>>
/** A constant a lane, or the name of a column. */
type Given = Column | string

/** A path of heat with the columns that it is fed from and told into, by their own names. */
export interface WiredPath {
  readonly path: HeatPath
  readonly reads: readonly string[]
  readonly writes: readonly string[]
  bind(io: Io): { load(lane: number): void; store(lane: number): void }
}

const named = (given: readonly (Given | undefined)[]) => given.filter(c => typeof c === 'string')
const columnOf = (io: Io, given: Given) => (typeof given === 'string' ? io[given] : given)

export function wireConduction(links: readonly ThermalLink[], index: (id: string) => number): WiredPath {
  const path = makeConduction(links.map(l => [index(l.from), index(l.to)]))
  return {
    path,
    reads: named(links.flatMap(l => [l.conductance_W_K, l.back_W_K, l.most_W])),
    writes: links.map(l => l.flow),
    bind(io) {
      const feeds = links.map(l => ({
        forward: columnOf(io, l.conductance_W_K),
        back: columnOf(io, l.back_W_K ?? l.conductance_W_K),
        most: l.most_W === undefined ? undefined : columnOf(io, l.most_W),
        flow: io[l.flow],
      }))
      return {
        load(lane) {
          for (const [k, f] of feeds.entries()) {
            path.forward_W_K[k] = f.forward[lane]
            path.back_W_K[k] = f.back[lane]
            if (f.most !== undefined) path.most_W[k] = f.most[lane]
          }
        },
        store(lane) {
          for (const [k, f] of feeds.entries()) f.flow[lane] = path.flow_W[k]
        },
      }
    },
  }
}

export function wireRadiation(links: readonly ThermalRadiation[], index: (id: string) => number): WiredPath {
  const path = makeRadiation(
    links.map(l => [index(l.from), index(l.to)]),
    SPACE_TEMP_K,
  )
  return {
    path,
    reads: named(links.map(l => l.exchange_m2)),
    writes: links.map(l => l.flow),
    bind(io) {
      const exchanges = links.map(l => columnOf(io, l.exchange_m2))
      const flows = links.map(l => io[l.flow])
      return {
        load(lane) {
          for (let k = 0; k < links.length; k++) {
            path.exchange_m2[k] = exchanges[k][lane]
            const { louvre } = links[k]
            if (louvre === undefined) continue
            path.shut_frac[k] = louvre.shut_frac[lane]
            path.shut_K[k] = louvre.shut_K[lane]
            path.open_K[k] = louvre.open_K[lane]
          }
        },
        store(lane) {
          for (let k = 0; k < flows.length; k++) flows[k][lane] = path.flow_W[k]
        },
      }
    },
  }
}

export function wireLoop(loop: ThermalLoop, index: (id: string) => number): WiredPath {
  const stations = [...loop.plates, ...loop.radiators]
  const place = ({ node, coolant }: { node: string; coolant: string }) => ({
    node: index(node),
    coolant: index(coolant),
  })
  const path = makeCoolantLoop({
    supply: index(loop.supply),
    plates: loop.plates.map(place),
    radiators: loop.radiators.map(place),
  })
  const { bypass } = loop
  return {
    path,
    reads: [loop.rate_W_K, loop.radiators_open_frac],
    writes: [...stations.map(s => s.flow), ...(bypass === undefined ? [] : [bypass.frac])],
    bind(io) {
      const rate = io[loop.rate_W_K]
      const open = io[loop.radiators_open_frac]
      const flows = stations.map(s => io[s.flow])
      return {
        load(lane) {
          path.rate_W_K = rate[lane]
          path.radiatorsOpen = open[lane] > 0
          for (let k = 0; k < stations.length; k++) path.conductance_W_K[k] = stations[k].conductance_W_K[lane]
          if (bypass === undefined) return
          path.bypassOpen_K = bypass.open_K[lane]
          path.bypassShut_K = bypass.shut_K[lane]
        },
        store(lane) {
          for (let k = 0; k < flows.length; k++) flows[k][lane] = path.flow_W[k]
          if (bypass !== undefined) io[bypass.frac][lane] = path.bypass_frac
        },
      }
    },
  }
}
