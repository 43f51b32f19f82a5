import { expect, it } from 'vitest'
import type { Each, FastDesign } from '../../engine/fleet/design/design.ts'
import { type Fit, fitDesign } from '../../engine/fleet/design/fit.ts'
import { builtin, readScenario, type Scenario } from '../../engine/index.ts'
import type { Fleet } from '../../engine/scenario/fleet.ts'

const fleetWith = (spread: Record<string, unknown>, satellites = 3): Scenario =>
  readScenario(
    {
      name: 'Drawn',
      start: '2026-06-21T00:00:00Z',
      duration: '1 h',
      step_s: 60,
      fleet: {
        seed: 5,
        groups: [
          { id: 'shell', orbits: { kind: 'sun-synchronous-planes', altitude_km: 600, ltan_h: 18, satellites }, spread },
        ],
      },
      parts: [
        { id: 'wing', kind: 'array.flat', cell: 'hjt-silicon', area_m2: 20, face: '+z' },
        { id: 'battery', kind: 'battery.bucket', capacity_Wh: 1500, floor_frac: 0.2, node: 'bay' },
        { id: 'load', kind: 'load.constant', power_W: 2500, node: 'bay' },
        { id: 'bay', kind: 'node.lumped', capacity_J_K: 60000, initial_temp_K: 300 },
        { id: 'radiator', kind: 'radiator.flat', coating: 'white-z93', area_m2: 8, initial_temp_K: 295 },
        { id: 'strap', kind: 'link.conductive', from: 'bay', to: 'radiator', conductance_W_K: 300 },
      ],
    },
    { components: builtin },
  )

const fitOf = (scenario: Scenario) => fitDesign(scenario, (scenario.fleet as Fleet).groups[0]) as Fit

/** Every number of a design by the way to it, `nodes.bay.capacity_J_K`. */
function numbersOf({ nodes, arrays, loads, faces = [], battery }: FastDesign): Map<string, Each> {
  const found = new Map<string, Each>()
  const take = (name: string, of: object) => {
    for (const [key, value] of Object.entries(of))
      if (typeof value === 'function' || (typeof value === 'number' && /_/.test(key)))
        found.set(`${name}.${key}`, value as Each)
  }
  for (const n of nodes) take(n.id, n)
  for (const a of arrays) take(`array ${a.id}`, a)
  for (const l of loads) take(l.id, l)
  for (const [k, f] of faces.entries()) take(`face ${k}`, f)
  if (battery !== undefined) take('battery', battery)
  return found
}

const differing = (fit: Fit) =>
  [...numbersOf(fit.design)].filter(([, n]) => typeof n === 'function').map(([name]) => name)

it('differ from satellite to satellite where something drawn is read to make them, and only there', () => {
  expect(differing(fitOf(fleetWith({})))).toEqual([])
  const within = (min: number, max: number) => ({ kind: 'uniform', min, max })
  expect(differing(fitOf(fleetWith({ 'strap.conductance_W_K': within(200, 400) })))).toEqual([
    'radiator.conductance_W_K',
  ])
  expect(differing(fitOf(fleetWith({ 'battery.capacity_Wh': within(1400, 1600) })))).toEqual(['battery.capacity_J'])
  expect(differing(fitOf(fleetWith({ 'load.power_W': within(2000, 3000) })))).toEqual(['load.demand_W'])
  const ofArea = differing(fitOf(fleetWith({ 'wing.area_m2': within(18, 22) })))
  expect(ofArea).toContain('array wing.peak_m2')
  expect(ofArea).toContain('wing.absorbing_m2')
  expect(ofArea).not.toContain('array wing.beta_per_K')
  expect(ofArea.filter(name => /^(bay|radiator|battery|load)/.test(name))).toEqual([])
})

it('are those of a satellite whose parameters were written so', () => {
  const scenario = fleetWith({
    'wing.area_m2': { kind: 'uniform', min: 18, max: 22 },
    'radiator.area_m2': { kind: 'uniform', min: 7, max: 9 },
    'bay.capacity_J_K': { kind: 'uniform', min: 50000, max: 70000 },
  })
  const [{ spread }] = (scenario.fleet as Fleet).groups
  const fit = fitOf(scenario)
  fit.prepare(1, 2)
  for (const k of [1, 2]) {
    const drawn = spread.map(s => [`${s.part}.${s.parameter}`, { kind: 'discrete', values: [s.draw(k)] }])
    const alone = fitOf(fleetWith(Object.fromEntries(drawn), 1))
    alone.prepare(0, 1)
    const numbers = numbersOf(alone.design)
    for (const [name, number] of numbersOf(fit.design)) {
      const own = numbers.get(name) as Each
      expect(typeof number === 'function' ? number(k) : number, name).toBe(typeof own === 'function' ? own(0) : own)
    }
  }
})
