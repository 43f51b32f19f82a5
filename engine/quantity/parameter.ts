import * as z from 'zod'

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
  /** For `choice`: the words; for `vector` and `pairs`: what the numbers are; for `list`: what may stand in it, numbers when left out. */
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

/** What every parameter has: its sentence, and its default where it has one. */
export interface Common<T> {
  about: string
  fallback?: T
}

export function common<T>(o: Common<T>) {
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
