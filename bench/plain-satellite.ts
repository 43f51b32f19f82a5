/** The satellite of fleet-case.ts as parts of a scenario; test/fleet/bench-case.test.ts holds both to each other. */
export function plainParts(): readonly Record<string, unknown>[] {
  const lump = (id: string, capacity_J_K: number) => ({ id, kind: 'node.lumped', capacity_J_K, initial_temp_K: 300 })
  const link = (from: string, to: string) => ({
    id: `${from}-${to}`,
    kind: 'link.conductive',
    from,
    to,
    conductance_W_K: 1500,
  })
  return [
    { id: 'wing', kind: 'array.flat', cell: 'hjt-silicon', area_m2: 100, initial_temp_K: 300 },
    lump('chips', 20_000),
    lump('bay', 200_000),
    lump('spreader', 60_000),
    {
      id: 'radiator',
      kind: 'radiator.flat',
      coating: 'white-z93',
      area_m2: 40,
      sides: 2,
      face: '+x',
      initial_temp_K: 300,
    },
    link('chips', 'bay'),
    link('bay', 'spreader'),
    link('spreader', 'radiator'),
    { id: 'compute', kind: 'load.constant', power_W: 14_000, node: 'chips' },
    {
      id: 'battery',
      kind: 'battery.bucket',
      capacity_Wh: 15_000,
      initial_charge_frac: 0.8,
      floor_frac: 0.2,
      charge_efficiency_frac: 0.97,
      discharge_efficiency_frac: 0.97,
      node: 'bay',
    },
  ]
}
