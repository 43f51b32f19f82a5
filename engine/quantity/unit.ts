/**
 * Units by name. Every column and parameter that has a unit carries it as the last part of its name, so a reader never has
 * to look it up: `power_W`, `temp_K`, `flux_W_m2`. This file is the only list of the suffixes that exist.
 */

/** Suffix (without its leading underscore) and the unit as it is printed. Longer suffixes are tried first. */
const UNIT_BY_SUFFIX: Readonly<Record<string, string>> = {
  W: 'W',
  kW: 'kW',
  Wh: 'Wh',
  kWh: 'kWh',
  J: 'J',
  J_K: 'J/K',
  J_m2K: 'J/(m2 K)',
  J_kg: 'J/kg',
  J_kgK: 'J/(kg K)',
  W_K: 'W/K',
  W_m2: 'W/m2',
  W_m2K4: 'W/(m2 K4)',
  W_mK: 'W/(m K)',
  K_W: 'K/W',
  K: 'K',
  per_K: '1/K',
  per_cm2: '1/cm2',
  USD_W: 'USD/W',
  per_year: '1/year',
  per_day: '1/d',
  V_K: 'V/K',
  A_K: 'A/K',
  A_m2: 'A/m2',
  s: 's',
  min: 'min',
  h: 'h',
  day: 'd',
  year: 'year',
  m: 'm',
  m2: 'm2',
  km: 'km',
  km2: 'km2',
  km_s: 'km/s',
  km_day: 'km/d',
  m_s_day: 'm/s/d',
  m_s_year: 'm/s/year',
  m_s: 'm/s',
  kg: 'kg',
  kg_m2: 'kg/m2',
  kg_s: 'kg/s',
  kg_m3: 'kg/m3',
  m2_kg: 'm2/kg',
  Pa: 'Pa',
  V: 'V',
  A: 'A',
  Ah: 'Ah',
  ohm: 'ohm',
  deg: 'deg',
  deg_s: 'deg/s',
  deg_day: 'deg/d',
  rad: 'rad',
  frac: '1',
  unit: '1',
  count: '1',
  TFLOP_s: 'TFLOP/s',
  PFLOP_day: 'PFLOP day',
  PFLOP: 'PFLOP',
  rev_day: 'rev/d',
  AU: 'AU',
}

const SUFFIXES = Object.keys(UNIT_BY_SUFFIX).sort((a, b) => b.length - a.length)

/** Names that are pure numbers by nature and need no suffix. */
const BARE = new Set([
  'count',
  'sides',
  'priority',
  'eccentricity',
  'bstar',
  'cells',
  'satellites',
  'planes',
  'phasing',
  'seed',
])

/** The unit of a name such as `battery.charge_frac` (`1`) or `sky.sunlight_W_m2` (`W/m2`); undefined when it states none. */
export function unitOf(name: string): string | undefined {
  const last = name.slice(name.lastIndexOf('.') + 1)
  // Alone it is the least, not minutes.
  if (last === 'min') return undefined
  for (const suffix of SUFFIXES) if (last === suffix || last.endsWith(`_${suffix}`)) return UNIT_BY_SUFFIX[suffix]
  return BARE.has(last) ? '1' : undefined
}

/** A name without its unit suffix: `area_m2` gives `area`. Used to recognise a right name with a wrong unit. */
export function nameWithoutUnit(name: string): string {
  for (const suffix of SUFFIXES) if (name.endsWith(`_${suffix}`)) return name.slice(0, -suffix.length - 1)
  return name
}
