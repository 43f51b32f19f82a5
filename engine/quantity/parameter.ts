import * as z from 'zod'
import { unitOf } from './unit.ts'

/**
 * A parameter is defined once: its range, its default and one sentence. The TypeScript type, the validation, the error text,
 * the JSON Schema, the reference page and `describe` all come from that definition; the unit is the last part of its name.
 */
export interface Parameter<T = unknown> {
  readonly type:
    | 'number'
    | 'choice'
    | 'flag'
    | 'part'
    | 'table'
    | 'pairs'
    | 'attitudes'
    | 'list'
    | 'text'
    | 'vector'
    | 'object'
    | 'stations'
  readonly about: string
  /** What holds when the user writes nothing. Without it, and unless `optional`, the parameter must be written. */
  readonly fallback?: T
  readonly optional: boolean
  /** The validation, without the default. */
  readonly schema: z.ZodType<T>
  /** For `part` and `stations`: what the named parts must offer. */
  readonly port?: Port
  /** For `choice`: the words; for `vector` and `pairs`: what the numbers are. */
  readonly words?: readonly string[]
  readonly range?: Range
  /** For a choice from a catalogue: its entries, and which of their figures the part computes with. */
  readonly catalogue?: { readonly entries: Readonly<Record<string, object>>; readonly uses: readonly string[] }
}

/** What a part can be referred to as. */
export type Port = 'bus' | 'node' | 'battery' | 'array' | 'station' | 'face'

export interface Range {
  readonly min?: number
  readonly max?: number
  /** Exclusive bounds. */
  readonly above?: number
  readonly below?: number
  readonly integer?: boolean
}

export type ParameterSet = Readonly<Record<string, Parameter>>
export type ValueOf<P> = P extends Parameter<infer T> ? T : never
export type ValuesOf<S extends ParameterSet> = { [K in keyof S]: ValueOf<S[K]> }

interface Common<T> {
  about: string
  fallback?: T
}

function common<T>(o: Common<T>) {
  return {
    about: o.about,
    optional: o.fallback !== undefined,
    ...(o.fallback === undefined ? {} : { fallback: o.fallback }),
  }
}

/** A number with its range. The unit is the last part of the parameter's name. */
export function quantity(o: Common<number> & Range): Parameter<number> {
  let schema = z.number()
  if (o.min !== undefined) schema = schema.min(o.min)
  if (o.max !== undefined) schema = schema.max(o.max)
  if (o.above !== undefined) schema = schema.gt(o.above)
  if (o.below !== undefined) schema = schema.lt(o.below)
  if (o.integer) schema = schema.int()
  const { about: _about, fallback: _fallback, ...range } = o
  return { type: 'number', ...common(o), schema: schema.meta({ description: o.about }), range }
}

/** A number that may be left out without one taking its place. */
export function optionalQuantity(o: { about: string } & Range): Parameter<number | undefined> {
  const p = quantity(o)
  return { ...p, optional: true, schema: p.schema.optional() }
}

/** A number from 0 to 1. */
export const fraction = (o: Common<number>): Parameter<number> => quantity({ min: 0, max: 1, ...o })

/** One word of a list. */
export function choice<const W extends string>(words: readonly W[], o: Common<W>): Parameter<W> {
  return { type: 'choice', ...common(o), words, schema: z.enum(words).meta({ description: o.about }) as z.ZodType<W> }
}

/** An entry of a catalogue, by its name. `uses` are the figures of it that the part computes with: a run names their sources. */
export function entryOf<C extends Readonly<Record<string, object>>>(
  entries: C,
  o: Common<keyof C & string> & { uses: readonly (keyof C[keyof C] & string)[] },
): Parameter<keyof C & string> {
  const { uses, ...rest } = o
  return { ...choice(Object.keys(entries) as (keyof C & string)[], rest), catalogue: { entries, uses } }
}

/** One word of a list, or nothing. */
export function optionalChoice<const W extends string>(
  words: readonly W[],
  o: { about: string },
): Parameter<W | undefined> {
  const schema = z.enum(words).optional().meta({ description: o.about }) as z.ZodType<W | undefined>
  return { type: 'choice', about: o.about, optional: true, words, schema }
}

/** The id of another part that offers `port`. Left out, it is the only such part of the scenario. */
export function partRef(port: Port, o: { about: string }): Parameter<string> {
  return { type: 'part', about: o.about, optional: false, port, schema: z.string().meta({ description: o.about }) }
}

/** The id of another part, or nothing. */
export function optionalPartRef(port: Port, o: { about: string }): Parameter<string | undefined> {
  const schema = z.string().optional().meta({ description: o.about })
  return { type: 'part', about: o.about, optional: true, port, schema }
}

/** Rows of `[id, conductance_W_K]`: other parts that offer `port`, and how well each is coupled, in their order. */
export function stations(port: Port, o: { about: string }): Parameter<readonly (readonly [string, number])[]> {
  const row = z.tuple([z.string(), z.number().gt(0).max(1e12)])
  return {
    type: 'stations',
    about: o.about,
    optional: false,
    port,
    words: [port, 'conductance_W_K'],
    schema: z.array(row).min(1).meta({ description: o.about }),
  }
}

/** Rows of `[time_s, value]` in rising time, each holding from its time on. */
export function steps(o: { about: string }): Parameter<readonly (readonly [number, number])[]> {
  const row = z.tuple([z.number(), z.number()])
  return {
    type: 'table',
    about: o.about,
    optional: false,
    schema: z
      .array(row)
      .min(1)
      .refine(rows => rows.every((r, i) => i === 0 || r[0] > rows[i - 1][0]), { error: 'times must rise' })
      .meta({ description: o.about }),
  }
}

/** A direction in body axes, three numbers of any length but zero. */
export function direction(o: Common<readonly [number, number, number]>): Parameter<readonly [number, number, number]> {
  return {
    type: 'vector',
    ...common(o),
    words: ['x', 'y', 'z'],
    schema: z
      .tuple([z.number(), z.number(), z.number()])
      .refine(v => Math.hypot(...v) > 0, { error: 'a direction has a length' })
      .meta({ description: o.about }),
  }
}

/** A place in body axes. May be left out. */
export function optionalPlace(o: { about: string }): Parameter<readonly [number, number, number] | undefined> {
  const schema = z.tuple([z.number(), z.number(), z.number()]).meta({ description: o.about }).optional()
  return { type: 'vector', about: o.about, optional: true, words: ['x', 'y', 'z'], schema }
}

/** Lengths along the axes that `words` names, each above 0. May be left out. */
export function optionalSize<const W extends readonly string[]>(
  words: W,
  o: { about: string },
): Parameter<readonly number[] | undefined> {
  const schema = z.array(z.number().gt(0)).length(words.length).meta({ description: o.about }).optional()
  return { type: 'vector', about: o.about, optional: true, words, schema }
}

/** Four numbers x, y, z, w that turn, of any length but zero. */
export function quaternion(
  o: Common<readonly [number, number, number, number]>,
): Parameter<readonly [number, number, number, number]> {
  const four = z.tuple([z.number(), z.number(), z.number(), z.number()])
  return {
    type: 'vector',
    ...common(o),
    words: ['x', 'y', 'z', 'w'],
    schema: four
      .refine(q => Math.hypot(...q) > 0, { error: 'a quaternion has a length' })
      .meta({ description: o.about }),
  }
}

/** Rows of `[time_s, x, y, z, w]` in rising time: a quaternion at each. */
export function attitudes(o: {
  about: string
}): Parameter<readonly (readonly [number, number, number, number, number])[]> {
  const row = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()])
  return {
    type: 'attitudes',
    about: o.about,
    optional: false,
    schema: z
      .array(row)
      .min(1)
      .refine(rows => rows.every((r, i) => i === 0 || r[0] > rows[i - 1][0]), { error: 'times must rise' })
      .refine(rows => rows.every(r => Math.hypot(r[1], r[2], r[3], r[4]) > 0), { error: 'a quaternion has a length' })
      .meta({ description: o.about }),
  }
}

/** Rows of two numbers, the first rising; what they are is told by `columns`, such as `[angle_deg, frac]`. May be left out. */
export function optionalPairs(o: {
  about: string
  columns: readonly [string, string]
}): Parameter<readonly (readonly [number, number])[] | undefined> {
  return {
    type: 'pairs',
    about: o.about,
    optional: true,
    words: o.columns,
    schema: z
      .array(z.tuple([z.number(), z.number()]))
      .min(2)
      .refine(rows => rows.every((r, i) => i === 0 || r[0] > rows[i - 1][0]), { error: `${o.columns[0]} must rise` })
      .meta({ description: o.about })
      .optional(),
  }
}

/** A list of numbers, at least one. */
export function numbers(o: { about: string } & Range): Parameter<readonly number[]> {
  const schema = z.array(quantity(o).schema).min(1).meta({ description: o.about })
  return { type: 'list', about: o.about, optional: false, schema }
}

/** A list of numbers that may be left out. */
export function optionalNumbers(o: { about: string } & Range): Parameter<readonly number[] | undefined> {
  const p = numbers(o)
  return { ...p, optional: true, schema: p.schema.optional() }
}

/** Yes or no. */
export function flag(o: { about: string; fallback: boolean }): Parameter<boolean> {
  return { type: 'flag', ...common(o), schema: z.boolean().meta({ description: o.about }) }
}

/** Free text. */
export function text(o: Common<string>): Parameter<string> {
  return { type: 'text', ...common(o), schema: z.string().min(1).meta({ description: o.about }) }
}

/** An instant, or one with the state that is wanted there. */
export function instantOrPeriodic(o: { about: string }): Parameter<string | { at: string; state: 'periodic' }> {
  const schema = z.union([z.string().min(1), z.strictObject({ at: z.string().min(1), state: z.literal('periodic') })])
  return { type: 'text', about: o.about, optional: false, schema: schema.meta({ description: o.about }) }
}

/** Text that may be left out. */
export function optionalText(o: { about: string }): Parameter<string | undefined> {
  return {
    type: 'text',
    about: o.about,
    optional: true,
    schema: z.string().min(1).optional().meta({ description: o.about }),
  }
}

/** A JSON object given as it is, such as the elements of an OMM. */
export function object(o: { about: string }): Parameter<Readonly<Record<string, unknown>> | undefined> {
  const schema = z.record(z.string(), z.unknown()).optional().meta({ description: o.about })
  return { type: 'object', about: o.about, optional: true, schema }
}

/** The parameters of one kind as a strict object: unknown keys are an error. */
export function schemaOf(kind: string, about: string, parameters: ParameterSet, extra: Record<string, z.ZodType> = {}) {
  return objectOf(parameters, { ...extra, kind: z.literal(kind) }).meta({ title: kind, description: about })
}

/** Parameters as a strict object with their defaults, and what else may stand in it. */
export function objectOf(parameters: ParameterSet, extra: Record<string, z.ZodType> = {}) {
  const shape: Record<string, z.ZodType> = { ...extra }
  for (const [name, p] of Object.entries(parameters)) {
    shape[name] =
      p.fallback !== undefined ? p.schema.default(p.fallback) : p.type === 'part' ? p.schema.optional() : p.schema
  }
  return z.strictObject(shape)
}

/** `W, 0 or more, default 12`: the unit, range and default of a parameter as one phrase. */
export function describeParameter(name: string, p: Parameter): string {
  const unit = unitOf(name)
  const parts: string[] = []
  if (unit !== undefined && unit !== '1') parts.push(unit)
  const r = p.range
  if (r?.min !== undefined && r.max !== undefined) parts.push(`${r.min} to ${r.max}`)
  else if (r?.min !== undefined) parts.push(`${r.min} or more`)
  else if (r?.max !== undefined) parts.push(`at most ${r.max}`)
  if (r?.above !== undefined) parts.push(`above ${r.above}`)
  if (r?.below !== undefined) parts.push(`below ${r.below}`)
  if (r?.integer) parts.push('whole')
  if (p.type === 'pairs' || p.type === 'stations') parts.push(`[[${p.words?.join(', ')}], ...]`)
  else if (p.type === 'vector') parts.push(`[${p.words?.join(', ')}]`)
  else if (p.words !== undefined) parts.push(p.words.join(' | '))
  if (p.type === 'part') parts.push(`id of a ${p.port}`)
  if (p.type === 'list') parts.push('[number, ...]')
  if (p.type === 'table') parts.push('[[time_s, value], ...]')
  if (p.type === 'attitudes') parts.push('[[time_s, x, y, z, w], ...]')
  if (p.type === 'flag') parts.push('true | false')
  if (p.fallback !== undefined) parts.push(`default ${JSON.stringify(p.fallback)}`)
  else if (p.type === 'part' && !p.optional) parts.push(`default the only ${p.port}`)
  else if (p.optional) parts.push('optional')
  return parts.join(', ')
}
