/**
 * Seconds after a jump at which a step is cut again. A lumped node answers a jump of its heat with exponentials that are steepest
 * at once; steps that grow slowly keep a second-order method's error about the same in each, whatever the length of a tick. They
 * serve nodes of a second (a chip) to some minutes (an array in the cold); those that fall on a tick's end cost nothing.
 */
export const GRADED_OFFSETS_s: readonly number[] = [
  1, 3, 6, 10, 15, 21, 28, 36, 46, 58, 72, 90, 110, 135, 165, 200, 240, 290, 350, 420,
]

/**
 * The same for a fleet, where each step counts, fewer: its loads are constant and only what the Sun shines on is jolted. A rest shorter than a quarter of
 * the step before is not cut off. Beside the plain path at 1 s, a fleet at 60 s is as near as the plain path at 60 s with all its steps: energies within
 * 6e-5 of the demand, an array of 2 kg/m2 within 0.2 K.
 */
export interface GradedSteps {
  /** After the start, where all nodes leave what they began with. */
  readonly start_s: readonly number[]
  /** After a contact (or the start), in full light or dark. Not in ticks that are no longer than `whole_s`. */
  readonly contact_s: readonly number[]
  readonly whole_s: number
}

/**
 * In the penumbra, where the light changes steadily: for the bus more than for the heat, since a mean of the light hides for how long it is too little
 * for the loads.
 */
export const FLEET_PENUMBRA_s: readonly number[] = [4, 8, 14, 22, 35, 55, 90, 130, 190, 280]

const STEADY_s = [16, 36, 64, 104, 160]

/** Where a node that hangs on others is lit: their method is of second order. */
export const FLEET_GRADED: GradedSteps = { start_s: [], contact_s: STEADY_s, whole_s: 0 }

/** Where all that are lit stand alone: their method, of third order (fleet/step/node-alone.ts), is as near in steps of a minute. */
export const FLEET_ALONE_GRADED: GradedSteps = {
  start_s: STEADY_s,
  contact_s: [60, 120, 190, 270, 360, 460, 580, 720, 900],
  whole_s: 60,
}
