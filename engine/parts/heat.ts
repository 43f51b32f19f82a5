import { heatOf, step } from '../tick/component.ts'

/** Puts a power into a thermal node as heat. */
export function heatStep(power: string, node: string) {
  return step('spend', { reads: { power_W: power }, adds: { heat_W: heatOf(node) } }, io => span => {
    for (let i = span.from; i < span.to; i++) io.heat_W[i] += io.power_W[i]
  })
}
