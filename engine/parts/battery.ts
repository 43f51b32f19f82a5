import type { Column } from '../tick/column.ts'
import type { Plant, Wires } from '../tick/component.ts'

/**
 * What the batteries that stand before this one on the same bus have taken and given in the step. One bus settles them in the order of the
 * scenario: each against what the one before has left, so that no surplus is stored twice.
 */
export function batteriesBefore(id: string, bus: string, plant: Plant) {
  const all = plant.attached('bus', bus).filter(p => p.kind.startsWith('battery.'))
  const before = all.slice(
    0,
    all.findIndex(p => p.id === id),
  )
  const wires = (what: 'charged' | 'discharged') =>
    before.map((p, k) => [`${what}_${k}_W`, `${p.id}.${what}_W`] as const)
  const reads: Wires = Object.fromEntries([...wires('charged'), ...wires('discharged')])
  return {
    reads,
    bind(io: Readonly<Record<string, Column>>) {
      const total = (what: 'charged' | 'discharged') => {
        const columns = wires(what).map(([word]) => io[word])
        return (lane: number) => columns.reduce((sum, c) => sum + c[lane], 0)
      }
      return { charged_W: total('charged'), discharged_W: total('discharged') }
    },
  }
}
