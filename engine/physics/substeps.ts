/**
 * Seconds after a jump at which a step is cut again. A lumped node answers a jump of its heat with exponentials that are steepest
 * at once; steps that grow by about two keep a second-order method's error the same in each, whatever the length of a tick.
 */
export const GRADED_OFFSETS_s: readonly number[] = [2, 6, 14, 30, 60, 120, 240]
