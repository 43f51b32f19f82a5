import { draws } from './draws.ts'

/** A small fleet with a common queue, by a seed: planes, satellites that differ, loads from light to more than can be done, each policy; some look down. */
export function randomCoupled(seed: number): Record<string, unknown> {
  const draw = draws(seed)
  const from = (low: number, high: number) => low + (high - low) * draw()
  const pick = <T>(list: readonly T[]): T => list[Math.min(list.length - 1, Math.floor(draw() * list.length))]
  const planes = pick([1, 2, 3])
  const satellites = planes * (4 + Math.floor(draw() * 6))
  const count = 4 + Math.floor(draw() * 8)
  const chips_W = 700 * count
  const wing_m2 = (chips_W / 330) * from(0.8, 2)
  const step_s = pick([30, 60, 120])
  // What one satellite does in an hour when it is busy: 989 TFLOP/s, 40 % of it used.
  const hour_PFLOP = (count * 989 * 0.4 * 3600) / 1000
  const work_PFLOP = hour_PFLOP * from(0.01, 0.3)
  const load = from(0.1, 1.4)
  const turns = seed % 4 === 0
  return {
    name: `coupled ${seed}`,
    start: `2026-${pick(['03', '06', '09', '12'])}-21T00:00:00Z`,
    duration: '6 h',
    step_s,
    ...(turns ? { attitude: { kind: 'nadir' } } : {}),
    fleet: {
      seed,
      jobs: {
        arrivals_per_day: (load * 24 * satellites * hour_PFLOP) / work_PFLOP,
        work_PFLOP,
        delay_s: pick([0, 30, 200]),
        policy: ['coolest', 'fullest', 'first'][seed % 3],
        ...(draw() < 0.5 ? { max_temp_K: from(300, 330) } : {}),
        ...(draw() < 0.5 ? { min_charge_frac: from(0.3, 0.7) } : {}),
      },
      groups: [
        {
          id: 'planes',
          orbits: {
            kind: 'sun-synchronous-planes',
            altitude_km: from(480, 900),
            ltan_h: from(6, 18),
            ltan_step_h: from(1, 5),
            satellites,
            planes,
          },
          ...(draw() < 0.5
            ? { spread: { 'radiator.area_m2': { kind: 'uniform', min: chips_W / 520, max: chips_W / 480 } } }
            : {}),
        },
      ],
    },
    parts: [
      { id: 'wing', kind: 'array.flat', cell: 'triple-junction-3g30', area_m2: wing_m2, face: turns ? 'sun' : '+z' },
      {
        id: 'battery',
        kind: 'battery.bucket',
        capacity_Wh: chips_W * from(0.1, 1),
        floor_frac: 0.2,
        node: 'bay',
      },
      { id: 'compute', kind: 'compute.accelerators', accelerator: 'h100-sxm', count, node: 'bay', priority: 5 },
      { id: 'housekeeping', kind: 'load.constant', power_W: 0.05 * chips_W, node: 'bay', priority: pick([1, 5, 7]) },
      { id: 'bay', kind: 'node.lumped', capacity_J_K: from(3e4, 2e5), initial_temp_K: 300 },
      {
        id: 'radiator',
        kind: 'radiator.flat',
        coating: 'osr-quartz',
        area_m2: chips_W / 500,
        face: '+x',
        sides: 2,
        initial_temp_K: 290,
      },
      { id: 'strap', kind: 'link.conductive', from: 'bay', to: 'radiator', conductance_W_K: chips_W / from(5, 20) },
    ],
  }
}
