/**
 * Seconds after a jump at which a step is cut again. A lumped node answers a jump of its heat with exponentials that are steepest
 * at once; steps that grow slowly keep a second-order method's error about the same in each, whatever the length of a tick. They
 * serve nodes of a second (a chip) to some minutes (an array in the cold); those that fall on a tick's end cost nothing.
 */
export const GRADED_OFFSETS_s: readonly number[] = [
  1, 3, 6, 10, 15, 21, 28, 36, 46, 58, 72, 90, 110, 135, 165, 200, 240, 290, 350, 420,
]
