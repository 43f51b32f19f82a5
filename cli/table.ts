export interface TableColumn {
  readonly title: string
  /** Numbers stand right; default left. */
  readonly right?: boolean
}

/** A cell, coloured after it was padded, so that colour does not count as width. */
export type Cell = string | { readonly text: string; readonly paint: (text: string) => string }

/** The width that every table keeps to. */
export const WIDTH = 100

const GAP = '  '
const textOf = (cell: Cell) => (typeof cell === 'string' ? cell : cell.text)

/** Lines of a table: a head, then the rows, in columns as wide as their widest cell. */
export function table(
  columns: readonly TableColumn[],
  rows: readonly (readonly Cell[])[],
  paintHead: (text: string) => string,
): string[] {
  const widths = columns.map((c, k) => Math.max(c.title.length, ...rows.map(r => textOf(r[k] ?? '').length)))
  const pad = (text: string, k: number) => (columns[k].right ? text.padStart(widths[k]) : text.padEnd(widths[k]))
  const head = columns.map((c, k) => pad(c.title, k)).join(GAP)
  const lines = rows.map(row =>
    row
      .map((cell, k) => (typeof cell === 'string' ? pad(cell, k) : cell.paint(pad(cell.text, k))))
      .join(GAP)
      .trimEnd(),
  )
  return [paintHead(head.trimEnd()), ...lines]
}

/** Breaks text at spaces; lines after the first begin with `indent`. */
export function wrap(text: string, indent = '', width = WIDTH): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter(w => w !== '')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = indent + word
    } else line = line === '' ? (lines.length === 0 ? word : indent + word) : `${line} ${word}`
  }
  return line === '' ? lines : [...lines, line]
}
