/** Width of a bin: 1 % of its value. */
const WIDTH = Math.log(1.01)
/** Shorter times count as this, s. */
const LEAST_s = 0.001
const BINS = 3500

/** Latencies of any number of jobs in a bounded memory: counted in bins of 1 %. */
export function makeLatencies() {
  const counts = new Float64Array(BINS)
  let count = 0
  let max_s = 0
  const share_s = (share: number) => {
    const rank = Math.max(1, Math.ceil(share * count))
    let seen = 0
    let bin = -1
    while (seen < rank) seen += counts[++bin]
    return Math.min(max_s, LEAST_s * Math.exp((bin + 0.5) * WIDTH))
  }
  return {
    add(latency_s: number): void {
      const bin = Math.floor(Math.log(Math.max(latency_s, LEAST_s) / LEAST_s) / WIDTH)
      counts[Math.min(BINS - 1, bin)]++
      count++
      max_s = Math.max(max_s, latency_s)
    },
    count: () => count,
    percentiles: () => (count === 0 ? null : { p50: share_s(0.5), p95: share_s(0.95), p99: share_s(0.99), max: max_s }),
  }
}
