/**
 * How far a figure can be trusted. A: read in the primary source. B: read in a secondary source. C: a coefficient found in
 * public code. D: derived from other figures. estimate: nobody's figure but ours, a choice of the right size.
 */
export type Confidence = 'A' | 'B' | 'C' | 'D' | 'estimate'

/** A number with where it comes from. The unit is the last part of the key that holds it. */
export interface Figure {
  readonly value: number
  readonly source: string
  readonly year: number
  readonly confidence: Confidence
  /** Smallest and largest value seen in the sources, where they disagree. */
  readonly range?: readonly [number, number]
  readonly note?: string
}

/** A figure that is our own choice; `why` tells what it rests on. */
export const estimate = (value: number, why: string, range?: readonly [number, number]): Figure => ({
  value,
  source: `estimate: ${why}`,
  year: 2026,
  confidence: 'estimate',
  ...(range === undefined ? {} : { range }),
})
