/** Pieces of a page. Everything that comes from a scenario passes through `escaped`. */

export const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

export interface HtmlColumn {
  readonly title: string
  /** Numbers stand right; default left. */
  readonly right?: boolean
}

/** A cell: text, or text with the class that colours it. */
export type HtmlCell = string | { readonly text: string; readonly mark: 'good' | 'bad' | 'estimate' | 'minor' }

/** A table that scrolls by itself where the page is narrow. */
export function htmlTable(columns: readonly HtmlColumn[], rows: readonly (readonly HtmlCell[])[]): string {
  const side = (k: number) => (columns[k].right ? ['right'] : [])
  const attribute = (classes: readonly string[]) => (classes.length === 0 ? '' : ` class="${classes.join(' ')}"`)
  const head = columns.map((c, k) => `<th${attribute(side(k))}>${escaped(c.title)}</th>`).join('')
  const cell = (c: HtmlCell, k: number) =>
    typeof c === 'string'
      ? `<td${attribute(side(k))}>${escaped(c)}</td>`
      : `<td${attribute([...side(k), c.mark])}>${escaped(c.text)}</td>`
  const body = rows.map(row => `<tr>${row.map(cell).join('')}</tr>`).join('\n')
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`
}

export const section = (id: string, title: string, ...content: readonly string[]) =>
  `<section id="${id}"><h2>${escaped(title)}</h2>\n${content.join('\n')}\n</section>`

/** Data for the page's script; `<` is written so that nothing in it can end the element. */
export const jsonElement = (id: string, value: unknown) =>
  `<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`
