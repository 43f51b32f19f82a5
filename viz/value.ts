/** One value that others watch. */
export interface Value<T> {
  readonly now: T
  set(next: T): void
  /** Calls `listener` at once and at every change. Returns what ends it. */
  watch(listener: (now: T) => void): () => void
}

export function makeValue<T>(initial: T): Value<T> {
  const listeners = new Set<(now: T) => void>()
  let now = initial
  return {
    get now() {
      return now
    },
    set(next) {
      now = next
      for (const listener of [...listeners]) listener(now)
    },
    watch(listener) {
      listeners.add(listener)
      listener(now)
      return () => listeners.delete(listener)
    },
  }
}
