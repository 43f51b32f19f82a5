/** A piece of work to time, and how many units of it one call does. */
export interface Work {
  readonly run: () => void
  readonly units: number
}

/**
 * Nanoseconds of processor time a unit of each work, at its best of many rounds. The works take turns, so that whatever else the machine does
 * meets all of them alike; the best round is the one that met least of it. At least five rounds, and as many as `seconds` allow.
 */
export function interleaved<K extends string>(works: Readonly<Record<K, Work>>, seconds: number): Record<K, number> {
  const names = Object.keys(works) as K[]
  const best = Object.fromEntries(names.map(n => [n, Number.POSITIVE_INFINITY])) as Record<K, number>
  const end_ms = performance.now() + 1000 * seconds
  for (let round = 0; round < 5 || performance.now() < end_ms; round++)
    for (const name of names) {
      const start = process.cpuUsage()
      works[name].run()
      const { user, system } = process.cpuUsage(start)
      const spent_ns = (user + system) * 1e3
      if (round > 0) best[name] = Math.min(best[name], spent_ns / works[name].units)
    }
  return best
}
