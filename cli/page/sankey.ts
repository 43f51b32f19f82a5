import { type EnergyFlows, OUTSIDE } from '../../engine/index.ts'
import { energyUnit } from '../format.ts'
import { escaped, htmlTable } from './html.ts'
import { layOutSankey, type PlacedLink } from './sankey-layout.ts'

const WIDTH = 960
const HEIGHT = 460
const GAP = 14
const NODE = 12
/** Room above the first and below the last node for labels. */
const EDGE = 10
/** A band that is less than this of the whole would be thinner than a hair: it is in the table only. */
const LEAST_frac = 2e-4

const STORED = 'stored'
const FROM_STORE = 'from store'

/** Where the energy went: a flow diagram of the whole run, and the account of every part. */
export function energyFlowSection({ flows, accounts }: EnergyFlows, buses: readonly string[]): string {
  const energy = energyUnit(accounts.flatMap(a => [a.in_Wh, a.out_Wh, a.stored_Wh]))
  const right = (title: string) => ({ title, right: true })
  const rows = accounts
    .filter(a => a.in_Wh !== 0 || a.out_Wh !== 0)
    .map(a => [
      a.part,
      energy.text(a.in_Wh),
      energy.text(a.out_Wh),
      energy.text(a.stored_Wh),
      `${a.residual_Wh.toExponential(1)} Wh`,
    ])
  return [
    drawing(withStores({ flows, accounts }), buses, energy.text, energy.unit),
    `<p class="key"><span class="sun">light</span><span class="electric">electricity</span><span class="heat">heat</span><span class="store">storage</span></p>`,
    balanceLine({ flows, accounts }, energy.text, energy.unit),
    htmlTable(
      [{ title: `Account, ${energy.unit}` }, right('in'), right('out'), right('stored'), right('does not add up')],
      rows,
    ),
  ].join('\n')
}

/** The whole satellite in one line: what came is what went and what stayed. */
function balanceLine({ flows, accounts }: EnergyFlows, text: (Wh: number) => string, unit: string): string {
  const outside: readonly string[] = Object.values(OUTSIDE)
  const sum = (some: readonly { energy_Wh: number }[]) => some.reduce((total, f) => total + f.energy_Wh, 0)
  const in_Wh = sum(flows.filter(f => outside.includes(f.from)))
  const out_Wh = sum(flows.filter(f => outside.includes(f.to)))
  const stored_Wh = accounts.reduce((total, a) => total + a.stored_Wh, 0)
  const left_Wh = in_Wh - out_Wh - stored_Wh
  return `<p id="balance">In ${text(in_Wh)} ${unit}, out ${text(out_Wh)} ${unit}, stored ${text(stored_Wh)} ${unit}; what does not add up: ${left_Wh.toExponential(1)} Wh.</p>`
}

/** What parts hold more or less than at the start, drawn as flows too. */
function withStores({ flows, accounts }: EnergyFlows) {
  return [
    ...flows.map(f => ({ from: f.from, to: f.to, value: f.energy_Wh })),
    ...accounts.flatMap(({ part, stored_Wh }) => {
      if (stored_Wh === 0) return []
      return stored_Wh > 0
        ? [{ from: part, to: STORED, value: stored_Wh }]
        : [{ from: FROM_STORE, to: part, value: -stored_Wh }]
    }),
  ]
}

function drawing(
  all: readonly { from: string; to: string; value: number }[],
  buses: readonly string[],
  text: (Wh: number) => string,
  unit: string,
): string {
  const largest = Math.max(0, ...all.map(l => l.value))
  const links = all.filter(l => l.value > LEAST_frac * largest)
  if (links.length === 0) return '<p>No energy flowed.</p>'
  const layout = layOutSankey(links, HEIGHT, GAP)
  const left = (layer: number) => (layer * (WIDTH - NODE)) / Math.max(1, layout.layers - 1)
  const bands = layout.links.map(l => {
    const says = `${l.from} to ${l.to}: ${text(l.value)} ${unit}`
    return `<path class="band ${kindOf(l, buses)}" d="${bandOf(l, left)}" stroke-width="${r(Math.max(0.5, l.width))}"><title>${escaped(says)}</title></path>`
  })
  const places = layout.nodes.filter(n => !n.passing)
  const bars = places.map(
    n => `<rect x="${r(left(n.layer))}" y="${r(n.y)}" width="${NODE}" height="${r(Math.max(1, n.height))}"/>`,
  )
  const labels = places.map(n => {
    const last = n.layer === layout.layers - 1
    const x = last ? left(n.layer) - 5 : left(n.layer) + NODE + 5
    const label = `${escaped(n.id)} <tspan class="minor">${text(n.value)}</tspan>`
    return `<text x="${r(x)}" y="${r(n.y + n.height / 2)}" dy="0.35em"${last ? ' text-anchor="end"' : ''}>${label}</text>`
  })
  const box = `0 ${-EDGE} ${WIDTH} ${HEIGHT + 2 * EDGE}`
  return `<div class="scroll"><svg class="sankey" viewBox="${box}" role="img" aria-label="Energy flows of the whole run, ${unit}">${[...bands, ...bars, ...labels].join('')}</svg></div>`
}

/** The middle line of a band, level where it passes a layer. */
function bandOf({ layer, y }: PlacedLink, left: (layer: number) => number): string {
  let path = `M${r(left(layer) + NODE)} ${r(y[0])}`
  for (let k = 1; k < y.length; k++) {
    const [x0, x1] = [left(layer + k - 1) + NODE, left(layer + k)]
    const middle = r((x0 + x1) / 2)
    path += `C${middle} ${r(y[k - 1])} ${middle} ${r(y[k])} ${r(x1)} ${r(y[k])}`
    if (k < y.length - 1) path += `h${NODE}`
  }
  return path
}

function kindOf({ from, to }: { from: string; to: string }, buses: readonly string[]): string {
  if (from === OUTSIDE.sun) return 'sun'
  if (to === STORED || from === FROM_STORE) return 'store'
  return buses.includes(from) || buses.includes(to) ? 'electric' : 'heat'
}

const r = (x: number) => Number(x.toFixed(1))
