import { nameWithoutUnit } from './unit.ts'

/** Levenshtein distance: the least number of single-letter edits that turn `a` into `b`. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)
      next[j] = Math.min(swap, row[j] + 1, next[j - 1] + 1)
    }
    row = next
  }
  return row[b.length]
}

/** The known word nearest to what was written, or undefined when none is near enough to be meant. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  const sameStem = known.find(k => nameWithoutUnit(k) === nameWithoutUnit(written))
  if (sameStem !== undefined) return sameStem
  let best: string | undefined
  let bestDistance = Math.max(1, Math.floor(written.length / 3)) + 1
  for (const k of known) {
    const distance = editDistance(written.toLowerCase(), k.toLowerCase())
    if (distance < bestDistance) {
      best = k
      bestDistance = distance
    }
  }
  return best
}

/** Splits a name at its `_`, `-` and `.`. */
const wordsOf = (name: string) => name.toLowerCase().split(/[_.-]/)

/** The known names that hold every word of what was written: `efficiency_frac` is in `charge_efficiency_frac`. */
function holding(written: string, known: readonly string[]): readonly string[] {
  const words = wordsOf(written)
  return known.filter(k => words.every(w => wordsOf(k).includes(w)))
}

/** As many names as one can still choose from at a glance. */
const MOST_NAMES = 3

/** "Did you mean x?", or the whole list where nothing is near. */
export function didYouMean(written: string, known: readonly string[]): string {
  const word = nearest(written, known)
  const names = word === undefined ? holding(written, known) : [word]
  if (names.length > 0 && names.length <= MOST_NAMES) return `Did you mean ${names.join(' or ')}?`
  return known.length === 0 ? 'Nothing can be written here.' : `Known: ${[...known].sort().join(', ')}.`
}
