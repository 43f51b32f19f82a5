import { columnOf, simulate } from '../engine/index.ts'
import { densityCira2012_kg_m3 } from '../engine/physics/orbit/atmosphere.ts'

/** Six plates on a nadir satellite over a June day at 650 km: what the Earth sends onto them under another model of the Earth. */
function plates(environment: object): { albedo_W_m2: number; infrared_W_m2: number; faces: Float64Array[] } {
  const { recording } = simulate({
    name: 'plates',
    start: '2026-06-21T00:00:00Z',
    duration: '1 d',
    step_s: 60,
    orbit: { kind: 'sun-synchronous', altitude_km: 650, ltan_h: 10.5 },
    attitude: { kind: 'nadir' },
    environment,
    parts: [{ id: 'plate', kind: 'radiator.flat', area_m2: 1, coating: 'black', face: '+z' }],
  })
  const column = (name: string) => (columnOf(recording, name) as Float64Array).subarray(1)
  const faces = [column('plate.albedo_W_m2'), column('plate.infrared_W_m2')]
  const mean = (values: Float64Array) => values.reduce((sum, v) => sum + v, 0) / values.length
  return { albedo_W_m2: mean(faces[0]), infrared_W_m2: mean(faces[1]), faces }
}

/** Sunlight that the Moon takes from the worst placed satellite of a dawn-dusk ring of twelve on a day with a solar eclipse. */
function moonTakes_s(): number {
  const dark_s = Array.from({ length: 12 }, (_, k) => {
    const sunlit = (moon_shadow: boolean) =>
      Number(
        simulate({
          name: 'ring',
          start: '2026-08-12T14:00:00Z',
          duration: '8 h',
          step_s: 60,
          orbit: { kind: 'sun-synchronous', altitude_km: 650, ltan_h: 18, mean_anomaly_deg: 30 * k },
          environment: { moon_shadow },
          parts: [{ id: 'load', kind: 'load.constant', power_W: 1 }],
        }).summary.sunlit_frac,
      )
    return 8 * 3600 * (sunlit(false) - sunlit(true))
  })
  return Math.max(...dark_s)
}

const two = (v: number) => String(Number(v.toPrecision(2)))

/** Rows about what surrounds the satellite: the Earth's light and heat, the Moon, the air. */
export function surroundingRows(): string[][] {
  const mean = plates({})
  const zones = plates({ earth_radiation: 'latitude' })
  const most = (k: number) => Math.max(...mean.faces[k].map((v, row) => Math.abs(v - zones.faces[k][row])))
  return [
    [
      'Albedo by latitude and season (an option), face down: mean of a June day',
      `${two(zones.albedo_W_m2 - mean.albedo_W_m2)} W/m2`,
    ],
    ['Albedo by latitude and season (an option), face down: most', `${two(most(0))} W/m2`],
    [
      'Infrared by latitude and season (an option), face down: mean',
      `${two(zones.infrared_W_m2 - mean.infrared_W_m2)} W/m2`,
    ],
    ['Infrared by latitude and season (an option), face down: most', `${two(most(1))} W/m2`],
    ["The Moon's shadow (an option), 12 August 2026, worst of a ring of twelve", `${two(moonTakes_s())} s of darkness`],
    [
      'Air density at 650 km: high over low solar activity',
      `${two(densityCira2012_kg_m3(650, 'high') / densityCira2012_kg_m3(650, 'low'))} times`,
    ],
    [
      'Air density at 350 km over that at 650 km, moderate activity',
      `${two(densityCira2012_kg_m3(350, 'moderate') / densityCira2012_kg_m3(650, 'moderate'))} times`,
    ],
  ]
}
