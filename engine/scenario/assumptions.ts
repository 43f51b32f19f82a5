import type { Confidence, Figure } from '../catalogue/figure.ts'
import { ENVIRONMENT_PARAMETERS } from '../environment/earth.ts'
import { ATTITUDE_FAULTS } from '../environment/pointing-lost.ts'
import { SOLAR_CONSTANT_W_m2, SPACE_TEMP_K, STEFAN_BOLTZMANN_W_m2K4 } from '../physics/constants.ts'
import { EARTH_ALBEDO_MEAN, EARTH_INFRARED_MEAN_W_m2 } from '../physics/light/earth-radiation.ts'
import type { Parameter, ParameterSet } from '../quantity/parameter.ts'
import { unitOf } from '../quantity/unit.ts'
import type { AnyFault } from '../tick/fault.ts'
import { FAULT_PARAMETERS, type ScenarioFault } from './faults.ts'
import { ORBIT_KINDS } from './orbits.ts'
import type { Scenario } from './scenario.ts'

/** A value that a run rests on, and where it comes from. */
export interface Assumption {
  /** The part, or orbit, attitude, environment, physics. */
  readonly owner: string
  /** The parameter, or the figure of a catalogue's entry that it names: `area_m2`, `cell.efficiency_frac`. */
  readonly name: string
  readonly value: unknown
  readonly unit: string
  /** The user wrote it, nobody did and the engine's default holds, it stands in the catalogue, or it is a constant of the physics. */
  readonly origin: 'written' | 'default' | 'catalogue' | 'constant'
  readonly source: string
  readonly year?: number
  readonly confidence?: Confidence
  readonly range?: readonly [number, number]
}

type Values = Readonly<Record<string, unknown>>

/** Every value that a scenario's run rests on: what the user wrote, each default in force, each figure of the catalogue, the constants. */
export function assumptionsOf(scenario: Scenario): Assumption[] {
  const given = recordOf(scenario.given)
  return [
    ...orbitAssumptions(scenario, recordOf(given.orbit)),
    ...parameterAssumptions(
      'attitude',
      scenario.attitude.kind.parameters,
      scenario.attitude.values,
      recordOf(given.attitude),
    ),
    ...(scenario.orbit === undefined
      ? []
      : parameterAssumptions(
          'environment',
          ENVIRONMENT_PARAMETERS,
          { ...scenario.environment },
          recordOf(given.environment),
        )),
    ...scenario.parts.flatMap(p =>
      parameterAssumptions(p.id, p.component.parameters as ParameterSet, p.values, writtenOf(given.parts, p.id)),
    ),
    ...scenario.faults.flatMap((f, k) => faultAssumptions(scenario, f, recordOf(listOf(given.faults)[k]))),
    ...constants(scenario),
  ]
}

const recordOf = (value: unknown): Values => (value !== null && typeof value === 'object' ? (value as Values) : {})

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const writtenOf = (parts: unknown, id: string): Values => recordOf(listOf(parts).find(p => recordOf(p).id === id))

/** A fault's own values; what part it is of and its name stand before them. */
function faultAssumptions({ parts }: Scenario, { part, fault, values }: ScenarioFault, written: Values): Assumption[] {
  const declared = part === 'attitude' ? ATTITUDE_FAULTS : parts.find(p => p.id === part)?.component.faults
  const own = (declared as Readonly<Record<string, AnyFault>> | undefined)?.[fault]?.parameters ?? {}
  const { part: _part, fault: _fault, ...common } = FAULT_PARAMETERS
  // A seed matters where a rate draws.
  const { seed, ...without } = common
  const parameters = values.rate_per_year === undefined ? without : { ...without, seed }
  return parameterAssumptions(`${part} ${fault}`, { ...parameters, ...own }, values, written)
}

function orbitAssumptions({ orbit }: Scenario, given: Values): Assumption[] {
  if (orbit === undefined) return []
  const parameters = ORBIT_KINDS.find(k => k.kind === orbit.kind)?.parameters ?? {}
  const defaults = Object.fromEntries(Object.entries(parameters).map(([name, p]) => [name, p.fallback]))
  return parameterAssumptions('orbit', parameters, { ...defaults, ...given }, given)
}

/** References to other parts are wiring and assume nothing; what is left out and has no default is not there. */
function parameterAssumptions(owner: string, parameters: ParameterSet, values: Values, written: Values): Assumption[] {
  return Object.entries(parameters).flatMap(([name, p]) => {
    const value = values[name]
    if (value === undefined || p.port !== undefined) return []
    const byUser = written[name] !== undefined
    const own: Assumption = {
      owner,
      name,
      value,
      unit: unitOf(name) ?? '',
      origin: byUser ? 'written' : 'default',
      source: byUser ? 'the scenario' : p.about,
      // The sentence of a default says so where its value is our own choice of the right size.
      ...(!byUser && /\bestimate\b/.test(p.about) ? { confidence: 'estimate' as const } : {}),
    }
    return [own, ...catalogueAssumptions(owner, name, p, String(value))]
  })
}

function catalogueAssumptions(owner: string, name: string, { catalogue }: Parameter, entry: string): Assumption[] {
  if (catalogue === undefined) return []
  const figures = recordOf(catalogue.entries[entry])
  return catalogue.uses.flatMap(use => figuresIn(figures[use], `${name}.${use}`)).map(f => ({ owner, ...f }))
}

/** The figures that a value holds, itself or deeper; what stands beside them names them where they are a list. */
function figuresIn(value: unknown, name: string): Omit<Assumption, 'owner'>[] {
  if (Array.isArray(value)) return value.flatMap((v, k) => figuresIn(v, `${name}.${k + 1}`))
  const object = recordOf(value)
  if (!('confidence' in object)) return Object.entries(object).flatMap(([key, v]) => figuresIn(v, `${name}.${key}`))
  const { value: number, source, year, confidence, range } = value as Figure
  const unit = unitOf(name) ?? ''
  return [
    {
      name,
      value: number,
      unit,
      origin: 'catalogue',
      source,
      year,
      confidence,
      ...(range === undefined ? {} : { range }),
    },
  ]
}

/** Constants whose value somebody might doubt; where each is from also stands in physics/constants.ts. */
function constants({ orbit, environment }: Scenario): Assumption[] {
  const constant = (name: string, value: number, source: string, year: number, confidence: Confidence): Assumption => ({
    owner: 'physics',
    name,
    value,
    unit: unitOf(name) ?? '',
    origin: 'constant',
    source,
    year,
    confidence,
  })
  const mean = 'a global mean in common use; no primary source was read'
  const { earth_radiation, albedo_frac, infrared_W_m2 } = environment
  const earth = [
    ...(albedo_frac === undefined ? [constant('earth_albedo_frac', EARTH_ALBEDO_MEAN, mean, 2026, 'estimate')] : []),
    ...(infrared_W_m2 === undefined
      ? [constant('earth_infrared_W_m2', EARTH_INFRARED_MEAN_W_m2, mean, 2026, 'estimate')]
      : []),
  ]
  return [
    ...(orbit === undefined
      ? []
      : [
          constant('solar_constant_W_m2', SOLAR_CONSTANT_W_m2, 'Kopp & Lean 2011; IAU 2015 Resolution B3', 2015, 'A'),
          ...(earth_radiation === 'mean' ? earth : []),
        ]),
    constant('space_temp_K', SPACE_TEMP_K, 'Fixsen 2009', 2009, 'A'),
    constant('stefan_boltzmann_W_m2K4', STEFAN_BOLTZMANN_W_m2K4, 'CODATA 2018', 2018, 'A'),
  ]
}
