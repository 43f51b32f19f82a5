import type { ParameterSet } from '../quantity/parameter.ts'

/** A way to point the body. The axes are told in environment/attitude.ts. */
export interface AttitudeKind {
  readonly kind: string
  readonly about: string
  readonly parameters: ParameterSet
}

export const ATTITUDE_KINDS: readonly AttitudeKind[] = [
  { kind: 'sun-pointing', about: 'Body +z to the Sun, body +y as near celestial north as that allows.', parameters: {} },
  { kind: 'nadir', about: 'Body +z to nadir, body +y against the orbit normal, body +x along the way (LVLH).', parameters: {} },
]
