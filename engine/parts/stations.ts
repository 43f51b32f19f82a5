type Stations = readonly (readonly [string, number])[]

/** A node stands once in a loop, and none is called as the loop's own nodes are. */
export function checkStations<K extends string>(
  keys: readonly [K, K],
  values: Readonly<Record<K, Stations>>,
  taken: readonly string[] = ['supply'],
): { key: K; what: string; instead: string }[] {
  const seen = new Set<string>()
  return keys.flatMap(key =>
    values[key].flatMap(([node]) => {
      if (taken.includes(node))
        return [{ key, what: `${node} is what the loop calls its own coolant`, instead: 'Give that node another id.' }]
      if (seen.has(node))
        return [
          { key, what: `${node} is in the loop twice`, instead: 'Name each node once, with its whole conductance.' },
        ]
      seen.add(node)
      return []
    }),
  )
}
