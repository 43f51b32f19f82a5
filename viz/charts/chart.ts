import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Recording } from '../../engine/index.ts'
import { el } from '../element.ts'
import { inScale, scaleFor } from '../format.ts'
import type { Stretch } from '../page.ts'
import { axisText, clockText, describe, largestOf, padded } from './axis.ts'
import { type ChartPlan, labelOf } from './choose.ts'
import { coloursOf, readTheme } from './colours.ts'
import { ghostValues } from './ghost.ts'

const HEIGHT_px = 132

/** What a chart tells of the pointer. */
export interface ChartEvents {
  /** The row under the pointer; undefined when it left. */
  hover(row: number | undefined): void
  /** A row was clicked. */
  seek(row: number): void
  /** A stretch was drawn. */
  select(range: Stretch): void
}

export interface Chart {
  readonly element: HTMLElement
  /** Writes the values at a row beside the lines' names, and the ghost's where they differ. */
  read(row: number): void
  /** Puts the mark of playback. */
  mark(time_s: number): void
  show(range: Stretch | undefined): void
  resize(width_px: number): void
  destroy(): void
}

/** One chart of lines over UTC, with shadow as bands, the run it is compared with as thin dashes, and a mark where playback stands. */
export function makeChart(
  plan: ChartPlan,
  recording: Recording,
  ghost: Recording | undefined,
  bands: readonly Stretch[],
  syncKey: string,
  events: ChartEvents,
): Chart {
  const { start_us, interval_s, rows } = recording
  const start_s = start_us / 1e6
  const scale = scaleFor(plan.unit, largestOf(plan))
  const times = Float64Array.from({ length: rows }, (_, row) => start_s + row * interval_s)
  const theme = readTheme()
  const colours = coloursOf(plan.columns.map(c => c.name))
  const ghosts = plan.columns.map(c => ghostValues(c.name, recording, ghost))

  const compared = plan.columns.flatMap((c, k) => (ghosts[k] === undefined ? [] : [c.name]))

  const readings = plan.columns.map(() => el('output', { class: 'reading' }))
  const was = plan.columns.map(() => el('span', { class: 'was' }))
  const legend = el(
    'ul',
    { class: 'key' },
    ...plan.columns.map((c, k) =>
      el(
        'li',
        { title: c.name, 'data-column': c.name },
        el('span', { class: 'swatch', style: `background:${colours[k]}` }),
        el('span', { class: 'name' }, labelOf(c, plan)),
        readings[k],
        was[k],
      ),
    ),
  )
  const plot = el('div', { class: 'plot', role: 'img', 'aria-label': describe(plan, scale, compared) })
  const element = el(
    'figure',
    { class: 'chart' },
    el('figcaption', {}, el('b', {}, plan.title), ` ${scale.unit}`),
    legend,
    plot,
  )

  const whole = { min: times[0], max: times[rows - 1] }
  const line = (stroke: string, extra: Partial<uPlot.Series>): uPlot.Series => ({
    scale: 'y',
    stroke,
    points: { show: false },
    ...extra,
  })
  const u = new uPlot(
    {
      width: 300,
      height: HEIGHT_px,
      padding: [6, 18, 0, 0],
      legend: { show: false },
      cursor: {
        y: false,
        sync: { key: syncKey },
        drag: { x: true, y: false, setScale: false },
        points: { size: 5 },
        bind: { dblclick: () => null },
      },
      tzDate: ts => uPlot.tzDate(new Date(ts * 1000), 'Etc/UTC'),
      scales: {
        x: { time: true, range: (_u, min, max) => [min, max] },
        y: { range: (_u, min, max) => padded(min, max) },
      },
      axes: [
        {
          ...theme.axis,
          values: (_u, splits, _a, _s, incr) => splits.map((s, k) => clockText(s, incr, splits[k - 1])),
        },
        {
          ...theme.axis,
          size: 46,
          space: 26,
          values: (_u, splits) => splits.map(v => axisText(v * scale.factor, splits, scale)),
        },
      ],
      series: [
        {},
        ...ghosts.flatMap((values, k) =>
          values === undefined ? [] : [line(colours[k], { width: 1, dash: [3, 3], alpha: 0.75 })],
        ),
        ...colours.map(colour => line(colour, { width: 1.5 })),
      ],
      hooks: {
        drawClear: [drawBands],
        setCursor: [
          ({ cursor }) => {
            // Followers of the pointer in another chart stay silent: one voice is enough.
            if (cursor.event === undefined || cursor.event === null) return
            events.hover(cursor.idx ?? undefined)
          },
        ],
        setSelect: [
          chart => {
            const { left, width } = chart.select
            if (width < 3) return
            const from_s = chart.posToVal(left, 'x') - start_s
            const to_s = chart.posToVal(left + width, 'x') - start_s
            chart.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false)
            events.select({ from_s, to_s })
          },
        ],
      },
    },
    [
      times,
      ...ghosts.flatMap(values => (values === undefined ? [] : [values])),
      ...plan.columns.map(c => c.values),
    ] as unknown as uPlot.AlignedData,
    plot,
  )
  function drawBands({ ctx, bbox, valToPos }: uPlot) {
    ctx.save()
    ctx.fillStyle = theme.shadow
    for (const band of bands) {
      const left = Math.max(bbox.left, valToPos(start_s + band.from_s, 'x', true))
      const right = Math.min(bbox.left + bbox.width, valToPos(start_s + band.to_s, 'x', true))
      if (right > left) ctx.fillRect(left, bbox.top, right - left, bbox.height)
    }
    ctx.restore()
  }

  const now = el('div', { class: 'now' })
  u.over.append(now)
  u.over.addEventListener('mouseleave', () => events.hover(undefined))
  u.over.addEventListener('click', () => {
    const { idx } = u.cursor
    if (idx !== undefined && idx !== null) events.seek(idx)
  })
  let marked_s = 0
  const placeMark = () => {
    const x = u.valToPos(start_s + marked_s, 'x')
    now.hidden = !(x >= 0 && x <= u.over.clientWidth)
    now.style.transform = `translateX(${x}px)`
  }
  return {
    element,
    read(row) {
      for (const [k, c] of plan.columns.entries()) {
        readings[k].textContent = inScale(c.values[row], scale)
        readings[k].title = `${c.values[row]} ${c.unit}`
        const old = ghosts[k]?.[row]
        const text = old === undefined || old === null ? '' : inScale(old, scale)
        was[k].textContent = text === '' || text === readings[k].textContent ? '' : `was ${text}`
      }
    },
    mark(time_s) {
      marked_s = time_s
      placeMark()
    },
    show(range) {
      const { min, max } = range === undefined ? whole : { min: start_s + range.from_s, max: start_s + range.to_s }
      u.setScale('x', { min, max })
      placeMark()
    },
    resize(width_px) {
      u.setSize({ width: width_px, height: HEIGHT_px })
      placeMark()
    },
    destroy: () => u.destroy(),
  }
}
