import type { Parameter } from '../../engine/index.ts'

/** How a slider's whole positions stand for numbers. */
export interface Slider {
  readonly first: number
  readonly last: number
  toNumber(position: number): number
  /** The nearest position. */
  toPosition(value: number): number
}

/** Positions across a range whose bounds are near each other. */
const LINEAR_STEPS = 250
/** Positions for each factor of ten. */
const LOG_STEPS = 100

/** A slider for a number: across its range where that is narrow, else from a tenth to ten times the value it began with. */
export function sliderOf({ range }: Parameter, initial: unknown): Slider | undefined {
  if (typeof initial !== 'number' || range === undefined) return undefined
  const low = range.min ?? range.above ?? Number.NEGATIVE_INFINITY
  const high = range.max ?? range.below ?? Number.POSITIVE_INFINITY
  const whole = range.integer === true
  const narrow = high - low <= 400 || (low > 0 && high / low <= 100)
  if (narrow) return linear(low, high, whole, range.above !== undefined, range.below !== undefined)
  return initial > 0 ? logarithmic(initial, low, high, whole) : undefined
}

function linear(low: number, high: number, whole: boolean, aboveLow: boolean, belowHigh: boolean): Slider {
  const step = Math.max(whole ? 1 : 0, niceStep((high - low) / LINEAR_STEPS))
  return {
    first: aboveLow ? 1 : 0,
    last: Math.floor((high - low) / step + 1e-9) - (belowHigh ? 1 : 0),
    toNumber: position => tidy(low + position * step),
    toPosition: value => Math.round((value - low) / step),
  }
}

function logarithmic(initial: number, low: number, high: number, whole: boolean): Slider {
  const rounded = (value: number) => (whole ? Math.max(1, Math.round(value)) : Number(value.toPrecision(3)))
  const toNumber = (position: number) => {
    // The middle is the number it began with, to the last digit.
    const value = position === 0 ? initial : rounded(initial * 10 ** (position / LOG_STEPS))
    return Math.max(low, Math.min(high, value))
  }
  return {
    first: Math.max(-LOG_STEPS, low > 0 ? Math.ceil(Math.log10(low / initial) * LOG_STEPS) : -LOG_STEPS),
    last: Math.min(LOG_STEPS, Math.floor(Math.log10(high / initial) * LOG_STEPS)),
    toNumber,
    toPosition: value => (value > 0 ? Math.round(Math.log10(value / initial) * LOG_STEPS) : -LOG_STEPS),
  }
}

/** 1, 2 or 5 times a power of ten, at most `size`. */
function niceStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size))
  const lead = size / power
  return tidy((lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power)
}

/** Without the last bits that sums of decimals leave. */
const tidy = (value: number) => Number(value.toPrecision(12))
