import * as z from 'zod'
import { type Common, common, type Parameter, type Port, quantity, type Range } from './parameter.ts'

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

/** At least one row, their first numbers rising. */
const rising = <Row extends readonly [number, ...number[]]>(row: z.ZodType<Row>) =>
  z
    .array(row)
    .min(1)
    .refine(rows => rows.every((r, i) => i === 0 || r[0] > rows[i - 1][0]), { error: 'times must rise' })

/** Rows of `[time_s, value]` in rising time, each holding from its time on. */
export function steps(o: { about: string }): Parameter<readonly (readonly [number, number])[]> {
  const row = z.tuple([z.number(), z.number()])
  return {
    type: 'table',
    about: o.about,
    optional: false,
    schema: rising(row).meta({ description: o.about }),
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
    schema: rising(row)
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

/** A list of whole numbers from 1 on and of names. May be left out. */
export function optionalNumbersOrNames(o: { about: string }): Parameter<readonly (number | string)[] | undefined> {
  const item = z.union([z.number().int().min(1), z.string().min(1)])
  const schema = z.array(item).min(1).meta({ description: o.about }).optional()
  return { type: 'list', about: o.about, optional: true, words: ['number', 'name'], schema }
}

/** A list of numbers that may be left out. */
export function optionalNumbers(o: { about: string } & Range): Parameter<readonly number[] | undefined> {
  const p = numbers(o)
  return { ...p, optional: true, schema: p.schema.optional() }
}
