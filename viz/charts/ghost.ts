import { columnOf, type Recording } from '../../engine/index.ts'

/** The ghost's values on the rows of the run, by seconds since each one's start; undefined where it has no such column or all of it is the same. */
export function ghostValues(
  name: string,
  { interval_s, rows, columns }: Recording,
  ghost: Recording | undefined,
): ArrayLike<number | null> | undefined {
  const values = ghost === undefined ? undefined : columnOf(ghost, name)
  if (ghost === undefined || values === undefined) return undefined
  const now = columns.find(c => c.name === name)?.values
  if (ghost.interval_s === interval_s && values.length === rows)
    return now !== undefined && values.every((v, k) => v === now[k]) ? undefined : values
  return Array.from({ length: rows }, (_, row) => {
    const at = Math.round((row * interval_s) / ghost.interval_s)
    return at < values.length ? values[at] : null
  })
}
