import type { Recording } from './recording.ts'
import type { NamedValue } from './values.ts'

/**
 * A recording as a flat list of named numbers: of each column the least, the largest and the mean, named as in a summary. The mean is over the
 * intervals: the opening row, which is an instant, does not count. What two recordings are compared by when neither has more to tell.
 */
export function valuesOfRecording({ columns, rows }: Recording): NamedValue[] {
  return columns.flatMap(({ name, unit, values }) => {
    let [least, largest, sum] = [values[0], values[0], 0]
    for (let row = 1; row < rows; row++) {
      least = Math.min(least, values[row])
      largest = Math.max(largest, values[row])
      sum += values[row]
    }
    return [
      { name: `lowest.${name}`, unit, value: least },
      { name: `highest.${name}`, unit, value: largest },
      { name: `mean.${name}`, unit, value: sum / (rows - 1) },
    ]
  })
}
