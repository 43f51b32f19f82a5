/** A line of a chart: its name and its points, both above 0. */
export interface Series {
  readonly name: string
  readonly points: readonly (readonly [x: number, y: number])[]
}

const WIDTH = 640
const HEIGHT = 400
const MARGIN = { left: 70, right: 40, top: 40, bottom: 50 }
const COLOURS = ['#1f6fb2', '#c4572b']

/** A chart with logarithmic axes as SVG; a decade is a line of the grid. The dashed line is proportional to x. */
export function logLog(title: string, xLabel: string, yLabel: string, series: readonly Series[]): string {
  const all = series.flatMap(s => s.points)
  const range = (values: readonly number[]) =>
    [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values)))] as const
  const [x0, x1] = range(all.map(p => p[0]))
  const [y0, y1] = range(all.map(p => p[1]))
  const x = (v: number) => MARGIN.left + ((Math.log10(v) - x0) / (x1 - x0)) * (WIDTH - MARGIN.left - MARGIN.right)
  const y = (v: number) =>
    HEIGHT - MARGIN.bottom - ((Math.log10(v) - y0) / (y1 - y0)) * (HEIGHT - MARGIN.top - MARGIN.bottom)
  const decades = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, k) => from + k)
  const line = (a: number, b: number, c: number, d: number, style: string) =>
    `<line x1="${a.toFixed(1)}" y1="${b.toFixed(1)}" x2="${c.toFixed(1)}" y2="${d.toFixed(1)}" ${style}/>`
  const text = (a: number, b: number, anchor: string, words: string) =>
    `<text x="${a.toFixed(1)}" y="${b.toFixed(1)}" text-anchor="${anchor}">${words}</text>`
  const grid = 'stroke="#ddd"'
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<title>${title}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    text(WIDTH / 2, 22, 'middle', title),
    ...decades(x0, x1).flatMap(k => [
      line(x(10 ** k), y(10 ** y0), x(10 ** k), y(10 ** y1), grid),
      text(x(10 ** k), HEIGHT - MARGIN.bottom + 16, 'middle', String(10 ** k)),
    ]),
    ...decades(y0, y1).flatMap(k => [
      line(x(10 ** x0), y(10 ** k), x(10 ** x1), y(10 ** k), grid),
      text(MARGIN.left - 6, y(10 ** k) + 4, 'end', `${10 ** k}`),
    ]),
    text(WIDTH / 2, HEIGHT - 14, 'middle', xLabel),
    `<text transform="translate(16 ${HEIGHT / 2}) rotate(-90)" text-anchor="middle">${yLabel}</text>`,
    ...series.flatMap(({ name, points }, k) => {
      const [lx, ly] = points[points.length - 1]
      const [fx] = points[0]
      const colour = COLOURS[k % COLOURS.length]
      return [
        line(x(fx), y((ly * fx) / lx), x(lx), y(ly), `stroke="${colour}" stroke-dasharray="3 4" opacity="0.6"`),
        ...points.map(([a, b]) => `<circle cx="${x(a).toFixed(1)}" cy="${y(b).toFixed(1)}" r="4" fill="${colour}"/>`),
        `<text x="${MARGIN.left + 12}" y="${MARGIN.top + 18 + 18 * k}" fill="${colour}">${name}</text>`,
      ]
    }),
    '</svg>',
    '',
  ].join('\n')
}
