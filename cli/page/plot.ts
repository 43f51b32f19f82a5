import { escaped } from './html.ts'

/** A line of a chart: in each stretch of the run its least and largest value. */
export interface Series {
  /** The column; the script finds its values by it. */
  readonly name: string
  readonly label: string
  readonly min: Float64Array
  readonly max: Float64Array
}

export interface Chart {
  readonly title: string
  readonly unit: string
  readonly series: readonly Series[]
  /** Bounds of limits on these columns. */
  readonly bounds: readonly number[]
}

/** Stretches of the run that are shaded in every chart, as shares of it. */
export interface Band {
  readonly from_frac: number
  readonly to_frac: number
  readonly kind: 'eclipse' | 'fault'
  readonly stays?: boolean
}

/** Heights are drawn in thousandths of the chart. */
const FULL = 1000
const COLOURS = 8

/** One chart: a drawing that stretches with the page, its scale and a legend in which the script shows values. */
export function plot(
  { title, unit, series, bounds }: Chart,
  bands: readonly Band[],
  ticks_a_stretch: number,
  end: number,
): string {
  const scale = scaleOf(series, bounds)
  const y = (value: number) => Math.round(FULL * (1 - (value - scale.low) / (scale.high - scale.low)))
  const shapes = [
    ...bands.map(b => {
      const [x, width] = [b.from_frac * end, Math.max(0, b.to_frac - b.from_frac) * end]
      // What stays to the end would colour all the rest: it is a line where it begins.
      if (b.stays) return `<path class="${b.kind}" d="M${x.toFixed(3)} 0V${FULL}"/>`
      return `<rect class="${b.kind}" x="${x.toFixed(3)}" y="0" width="${width.toFixed(3)}" height="${FULL}"/>`
    }),
    ...scale.marks.map(m => `<path class="grid" d="M0 ${y(m)}H${end}"/>`),
    ...bounds.map(b => `<path class="bound" d="M0 ${y(b)}H${end}"/>`),
    ...series.map((s, k) => `<path class="line ${style(k)}" d="${shape(s, y, ticks_a_stretch > 1, end)}"/>`),
  ]
  const legend = series.map(
    (s, k) =>
      `<span><i class="${style(k)}"></i>${escaped(s.label)} <output data-series="${escaped(s.name)}"></output></span>`,
  )
  const marks = scale.marks.map(m => `<span style="top:${y(m) / 10}%">${scale.text(m)}</span>`)
  return `<figure class="chart"><figcaption><b>${escaped(title)}${unit === '' ? '' : `, ${escaped(unit)}`}</b> ${legend.join(' ')}</figcaption>
<div class="plot"><div class="scale">${marks.join('')}</div><div class="field"><svg viewBox="0 0 ${end} ${FULL}" preserveAspectRatio="none" aria-hidden="true">${shapes.join('')}</svg></div></div></figure>`
}

const style = (k: number) => `c${k % COLOURS}${k >= COLOURS ? ' dashed' : ''}`

/** A line through every row; or, where rows are gathered, the area between the largest and the least of each stretch. */
function shape({ min, max }: Series, y: (value: number) => number, area: boolean, end: number): string {
  const x = (k: number) => Number(Math.min(k, end).toFixed(3))
  const points = Array.from(max, (v, k) => `${x(k)} ${y(v)}`)
  if (!area) return `M${points.join('L')}`
  const back = Array.from(min, (v, k) => `${x(k)} ${y(v)}`).reverse()
  return `M${[...points, ...back].join('L')}Z`
}

interface Scale {
  readonly low: number
  readonly high: number
  readonly marks: readonly number[]
  readonly text: (value: number) => string
}

/** From a round number to a round number, with three to six marks. */
function scaleOf(series: readonly Series[], bounds: readonly number[]): Scale {
  const least = Math.min(...bounds, ...series.map(s => s.min.reduce((a, b) => Math.min(a, b))))
  const most = Math.max(...bounds, ...series.map(s => s.max.reduce((a, b) => Math.max(a, b))))
  const span = most - least || Math.abs(most) || 1
  const rough = span / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5].find(m => m * power >= rough) ?? 10)
  const first = Math.floor(least / step)
  const last = Math.max(first + 1, Math.ceil(most / step))
  const marks = Array.from({ length: last - first + 1 }, (_, k) => (first + k) * step)
  const decimals = Math.max(0, -Math.floor(Math.log10(step)))
  return { low: first * step, high: last * step, marks, text: value => value.toFixed(Math.min(decimals, 12)) }
}
