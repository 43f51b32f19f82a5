/** A flow between two places of a diagram. */
export interface Link {
  readonly from: string
  readonly to: string
  readonly value: number
}

export interface PlacedNode {
  readonly id: string
  readonly layer: number
  readonly value: number
  readonly height: number
  y: number
  /** Not a place: a long band passes here. */
  readonly passing: boolean
}

export interface PlacedLink extends Link {
  /** From which layer on, and where its middle is there and in each layer up to its end. */
  readonly layer: number
  readonly y: readonly number[]
  readonly width: number
}

export interface SankeyLayout {
  readonly nodes: readonly PlacedNode[]
  readonly links: readonly PlacedLink[]
  readonly layers: number
}

/** What stands for a place where its flow would run back to the left: the same place drawn once more as a source. */
export const returned = (id: string) => `${id} (returns)`

const SWEEPS = 24

/**
 * Places the nodes of a flow diagram in layers from left to right (the longest way from a source) and down each layer near what they are
 * joined to. A flow that would close a ring is drawn from a second node at the left, as a battery's discharge is. A flow past a layer keeps
 * room in it, so that bands run beside nodes and not through them. Heights and widths are in proportion to value; `gap` stands between nodes.
 */
export function layOutSankey(given: readonly Link[], height: number, gap: number): SankeyLayout {
  const links = withoutRings(given)
  const layerOf = layersOf(links)
  const pieces = links.flatMap(l => piecesOf(l, layerOf))
  const layers = Math.max(0, ...layerOf.values()) + 1
  const total = (some: readonly Link[]) => some.reduce((sum, l) => sum + l.value, 0)
  const worth = (id: string) =>
    Math.max(total(pieces.filter(l => l.from === id)), total(pieces.filter(l => l.to === id)))
  const places = [...layerOf.keys()]
  const ids = [...new Set(pieces.flatMap(l => [l.from, l.to]))]
  const layerOfAny = new Map(pieces.flatMap(p => [[p.from, p.layer] as const, [p.to, p.layer + 1] as const]))
  const columns = Array.from({ length: layers }, (_, k) => ids.filter(id => layerOfAny.get(id) === k))
  const scale = Math.min(
    ...columns.map(c => (height - gap * (c.length - 1)) / c.reduce((sum, id) => sum + worth(id), 0)),
  )
  const nodes = columns.map((column, layer) =>
    column.map((id): PlacedNode => {
      const value = worth(id)
      return { id, layer, value, y: 0, height: value * scale, passing: !places.includes(id) }
    }),
  )
  const byId = new Map(nodes.flat().map(n => [n.id, n]))
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (const column of sweep % 2 === 0 ? nodes : [...nodes].reverse()) {
      for (const n of column) n.y = wantedTop(n, pieces, byId)
      spread(column, height, gap)
    }
  const ends = placeEnds(pieces, byId, scale)
  return {
    nodes: nodes.flat(),
    layers,
    links: links.map(l => {
      const mine = pieces.filter(p => p.of === l)
      const y = [...mine.map(p => ends.leaves.get(p) as number), ends.arrives.get(mine[mine.length - 1]) as number]
      return { ...l, layer: mine[0].layer, y, width: l.value * scale }
    }),
  }
}

/** Flows that end where their own way began leave a stand-in instead. */
function withoutRings(links: readonly Link[]): Link[] {
  const back = new Set<Link>()
  const done = new Set<string>()
  const open = new Set<string>()
  const visit = (id: string) => {
    if (done.has(id)) return
    open.add(id)
    for (const l of links.filter(l => l.from === id))
      if (open.has(l.to)) back.add(l)
      else visit(l.to)
    open.delete(id)
    done.add(id)
  }
  const sources = links.map(l => l.from).filter(id => links.every(l => l.to !== id))
  for (const id of [...sources, ...links.map(l => l.from)]) visit(id)
  return links.map(l => (back.has(l) ? { ...l, from: returned(l.from) } : l))
}

/** The longest way from a source; what only ends flows stands last, a source just before what it feeds. */
function layersOf(links: readonly Link[]): Map<string, number> {
  const depth = new Map<string, number>()
  const find = (id: string): number => {
    const known = depth.get(id)
    if (known !== undefined) return known
    const found = Math.max(-1, ...links.filter(l => l.to === id).map(l => find(l.from))) + 1
    depth.set(id, found)
    return found
  }
  for (const l of links) find(l.to)
  const last = Math.max(...depth.values())
  for (const id of depth.keys()) {
    const after = links.filter(l => l.from === id).map(l => depth.get(l.to) as number)
    if (after.length === 0) depth.set(id, last)
    else if (links.every(l => l.to !== id)) depth.set(id, Math.min(...after) - 1)
  }
  return depth
}

/** A stretch of a link from a layer to the next. */
interface Piece extends Link {
  readonly of: Link
  readonly layer: number
}

function piecesOf(l: Link, layerOf: ReadonlyMap<string, number>): Piece[] {
  const first = layerOf.get(l.from) as number
  const last = layerOf.get(l.to) as number
  const at = (layer: number) => (layer === first ? l.from : layer === last ? l.to : `${l.from}\n${l.to}\n${layer}`)
  return Array.from({ length: last - first }, (_, k) => ({
    from: at(first + k),
    to: at(first + k + 1),
    value: l.value,
    layer: first + k,
    of: l,
  }))
}

/** The top at which a node's middle is the mean of those it is joined to, by value. */
function wantedTop(n: PlacedNode, pieces: readonly Piece[], byId: ReadonlyMap<string, PlacedNode>): number {
  let weighted = 0
  let weight = 0
  for (const l of pieces) {
    const other = l.from === n.id ? byId.get(l.to) : l.to === n.id ? byId.get(l.from) : undefined
    if (other === undefined) continue
    weighted += l.value * (other.y + other.height / 2)
    weight += l.value
  }
  return weight === 0 ? n.y : weighted / weight - n.height / 2
}

/** Moves nodes of a layer apart, keeping their order, first down from the top and then up from the bottom. */
function spread(column: PlacedNode[], height: number, gap: number): void {
  column.sort((a, b) => a.y + a.height / 2 - (b.y + b.height / 2))
  let free = 0
  for (const n of column) {
    n.y = Math.max(n.y, free)
    free = n.y + n.height + gap
  }
  free = height
  for (const n of [...column].reverse()) {
    n.y = Math.max(0, Math.min(n.y, free - n.height))
    free = n.y - gap
  }
}

/** Bands leave and arrive in the order of what is at their other end, so that they cross as little as they can. */
function placeEnds(pieces: readonly Piece[], byId: ReadonlyMap<string, PlacedNode>, scale: number) {
  const node = (id: string) => byId.get(id) as PlacedNode
  const ends = (mine: 'from' | 'to', other: 'from' | 'to') => {
    const used = new Map<string, number>()
    const at = new Map<Piece, number>()
    for (const l of [...pieces].sort((a, b) => node(a[other]).y - node(b[other]).y)) {
      const before = used.get(l[mine]) ?? 0
      at.set(l, node(l[mine]).y + (before + l.value / 2) * scale)
      used.set(l[mine], before + l.value)
    }
    return at
  }
  return { leaves: ends('from', 'to'), arrives: ends('to', 'from') }
}
