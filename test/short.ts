/** Two orbits with a shadow in each: small, with every sort of column. */
export const SHORT = `name: Short
start: 2026-06-21T00:00:00Z
duration: 3 h
step_s: 60
orbit: { kind: sun-synchronous, altitude_km: 650, ltan_h: 18 }
parts:
  - { id: wing, kind: array.flat, cell: hjt-silicon, area_m2: 10 }
  - { id: battery, kind: battery.bucket, capacity_Wh: 2000 }
  - { id: payload, kind: load.constant, power_W: 1500, node: radiator }
  - { id: radiator, kind: radiator.flat, coating: osr-quartz, area_m2: 3 }
limits:
  - { column: battery.charge_frac, min: 0.5, why: half is kept for a safe mode }
`
