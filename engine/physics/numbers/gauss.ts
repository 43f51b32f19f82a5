/** Gauss-Legendre: five points on [0, 1] with their weights. Exact for polynomials up to degree 9. */
export const GAUSS_FIVE: readonly (readonly [place: number, weight: number])[] = [
  [0.04691007703066802, 0.11846344252809454],
  [0.23076534494715845, 0.23931433524968324],
  [0.5, 0.28444444444444444],
  [0.7692346550528415, 0.23931433524968324],
  [0.9530899229693319, 0.11846344252809454],
]
