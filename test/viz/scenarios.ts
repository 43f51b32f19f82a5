/** Three hours round the June solstice with an eclipse, two stations and a limit that is broken: small, with everything a page can show. */
export const STATIONED = {
  name: 'Stationed',
  start: '2026-06-21T00:00:00Z',
  duration: '3 h',
  step_s: 60,
  orbit: { kind: 'sun-synchronous', altitude_km: 650, ltan_h: 18 },
  attitude: { kind: 'nadir' },
  parts: [
    {
      id: 'wing',
      kind: 'array.flat',
      cell: 'hjt-silicon',
      area_m2: 10,
      face: '+z',
      drive: 'two-axis',
      drive_axis: '+y',
    },
    { id: 'battery', kind: 'battery.bucket', capacity_Wh: 2000 },
    { id: 'payload', kind: 'load.constant', power_W: 1500, node: 'radiator' },
    { id: 'radiator', kind: 'radiator.flat', coating: 'osr-quartz', area_m2: 3 },
    { id: 'svalbard', kind: 'ground.station', latitude_deg: 78.23, longitude_deg: 15.39 },
    { id: 'troll', kind: 'ground.station', latitude_deg: -72.01, longitude_deg: 2.53 },
  ],
  limits: [{ column: 'battery.charge_frac', min: 0.9, why: 'so that it is broken' }],
}
