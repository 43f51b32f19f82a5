/** Hues of panels.css in the order in which lines take them; the red one is kept for what was not given. */
const HUES = [1, 2, 3, 5, 6, 7, 8]
const RED = 4

/** Custom properties of the page, read once a chart. */
const property = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

/** Resolves `light-dark()` for the canvas, which knows only plain colours. */
function plainColour(value: string): string {
  const probe = document.createElement('span')
  probe.style.color = value
  document.body.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}

/** A colour for each column of a chart. */
export function coloursOf(names: readonly string[]): string[] {
  let next = 0
  return names.map(name => {
    const hue = /\.(unserved|lost)_/.test(name) ? RED : HUES[next++ % HUES.length]
    return plainColour(`var(--line-${hue})`)
  })
}

export function readTheme() {
  const text = plainColour('var(--dim)')
  const line = plainColour('var(--line)')
  return {
    shadow: plainColour('var(--shadow)'),
    axis: {
      stroke: text,
      grid: { stroke: line, width: 1 },
      ticks: { show: false },
      font: `11px ${property('--font')}`,
      size: 26,
      gap: 4,
    },
  }
}

/** Calls back when the page turns light or dark. */
export function watchTheme(changed: () => void): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed)
  new MutationObserver(changed).observe(document.documentElement, { attributeFilter: ['data-theme'] })
}
