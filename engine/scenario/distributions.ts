import { normalQuantile } from '../physics/numbers/normal.ts'
import { optionalQuantity, type ParameterSet, quantity, type ValuesOf } from '../quantity/parameter.ts'
import { numbers, optionalNumbers } from '../quantity/rows.ts'

/** The next of a satellite's numbers in (0, 1). */
export type NextUniform = () => number

/** How a parameter is spread over the satellites of a group. Its numbers are in the unit of the parameter. */
export interface DistributionKind<S extends ParameterSet = ParameterSet> {
  readonly kind: string
  readonly about: string
  readonly parameters: S
  /** What is wrong between its numbers. */
  readonly check?: (
    values: ValuesOf<S>,
  ) => { readonly key: string; readonly what: string; readonly instead: string } | undefined
  readonly draw: (values: ValuesOf<S>, next: NextUniform) => number
}

const distributionKind = <const S extends ParameterSet>(k: DistributionKind<S>) => k as unknown as DistributionKind

const bounds = {
  min: optionalQuantity({ about: 'Draws below are drawn again: the distribution is cut off here.' }),
  max: optionalQuantity({ about: 'Draws above are drawn again: the distribution is cut off here.' }),
}

const rising = ({ min, max }: { min?: number | undefined; max?: number | undefined }) =>
  min !== undefined && max !== undefined && min > max
    ? { key: 'min', what: `${min} is above max ${max}`, instead: 'Swap them.' }
    : undefined

const uniform = distributionKind({
  kind: 'uniform',
  about: 'Any value from min to max alike.',
  parameters: { min: quantity({ about: 'The least.' }), max: quantity({ about: 'The largest.' }) },
  check: rising,
  draw: ({ min, max }, next) => min + (max - min) * next(),
})

const normal = distributionKind({
  kind: 'normal',
  about: 'The normal distribution, cut off at min and max where they are given.',
  parameters: {
    mean: quantity({ about: 'Its mean, before it is cut off.' }),
    sd: quantity({ min: 0, about: 'Its standard deviation, before it is cut off.' }),
    ...bounds,
  },
  check: rising,
  draw: (v, next) => within(v, () => v.mean + v.sd * normalQuantile(next())),
})

const lognormal = distributionKind({
  kind: 'lognormal',
  about: 'A value whose logarithm is normally distributed, cut off at min and max where they are given.',
  parameters: {
    median: quantity({ above: 0, about: 'Half of the values lie below.' }),
    sigma: quantity({ min: 0, max: 10, about: 'Standard deviation of the natural logarithm: 0.1 is about 10 %.' }),
    ...bounds,
  },
  check: rising,
  draw: (v, next) => within(v, () => v.median * Math.exp(v.sigma * normalQuantile(next()))),
})

const triangular = distributionKind({
  kind: 'triangular',
  about: 'Rising from min to mode and falling to max in straight lines.',
  parameters: {
    min: quantity({ about: 'The least.' }),
    mode: quantity({ about: 'The likeliest.' }),
    max: quantity({ about: 'The largest.' }),
  },
  check: v =>
    rising(v) ??
    (v.mode < v.min || v.mode > v.max
      ? { key: 'mode', what: `${v.mode} is outside min to max`, instead: `Write ${v.min} to ${v.max}.` }
      : undefined),
  draw({ min, mode, max }, next) {
    const u = next()
    const below = (mode - min) / (max - min)
    return u < below
      ? min + Math.sqrt(u * (max - min) * (mode - min))
      : max - Math.sqrt((1 - u) * (max - min) * (max - mode))
  },
})

const discrete = distributionKind({
  kind: 'discrete',
  about: 'One of a few values, alike or by weight.',
  parameters: {
    values: numbers({ about: 'The values.' }),
    weights: optionalNumbers({ about: 'How often each, in any measure; alike when left out.' }),
  },
  check: ({ values, weights }) =>
    weights !== undefined && (weights.length !== values.length || weights.some(w => w < 0) || !(sum(weights) > 0))
      ? {
          key: 'weights',
          what: `${weights.length} weights for ${values.length} values do not serve`,
          instead: 'Write one number, 0 or more, for each value, and not 0 for all.',
        }
      : undefined,
  draw({ values, weights }, next) {
    if (weights === undefined) return values[Math.floor(next() * values.length)]
    let left = next() * sum(weights)
    const k = weights.findIndex(w => {
      left -= w
      return left < 0
    })
    return values[k < 0 ? values.length - 1 : k]
  },
})

const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0)

/** So seldom inside its bounds is no distribution that anyone means. */
const MOST_DRAWS = 1000

/** Draws until one is inside the declared bounds: exactly the distribution cut off there. NaN when none of a thousand is. */
function within({ min, max }: { min: number | undefined; max: number | undefined }, draw: () => number): number {
  for (let k = 0; k < MOST_DRAWS; k++) {
    const value = draw()
    if (!(value < (min ?? Number.NEGATIVE_INFINITY) || value > (max ?? Number.POSITIVE_INFINITY))) return value
  }
  return Number.NaN
}

export const DISTRIBUTION_KINDS: readonly DistributionKind[] = [uniform, normal, lognormal, triangular, discrete]
