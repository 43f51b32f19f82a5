import { isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { Path, Problem } from '../quantity/problem.ts'

/** Where a scenario was written: gives problems their file, line and column. */
export interface Source {
  readonly file?: string
  place(problem: Problem): Problem
}

/** A scenario given as an object has no lines; problems keep their path. */
export const objectSource: Source = { place: p => p }

export interface ParsedText {
  readonly value: unknown
  readonly source: Source
  readonly problems: readonly Problem[]
}

/** Reads YAML 1.2 (and so JSON). Syntax errors come back as problems, all of them, with line and column. */
export function parseText(text: string, file?: string): ParsedText {
  const lines = new LineCounter()
  const doc = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false })
  const named = file === undefined ? {} : { file }
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { ...named, line: Math.max(1, line), column: Math.max(1, col) }
  }
  const source: Source = {
    ...named,
    place(problem) {
      if (problem.line !== undefined) return problem
      const offset = offsetOf(doc.contents as Node | null, problem.path, problem.atKey === true)
      return { ...problem, ...at(offset) }
    },
  }
  const problems = doc.errors.map(e => ({
    path: [],
    what: e.code === 'DUPLICATE_KEY' ? 'this key stands twice' : `not YAML: ${firstClause(e.message)}`,
    instead:
      e.code === 'DUPLICATE_KEY' ? 'Keep one of the two.' : 'Check indentation, colons, quotes and brackets here.',
    ...at(e.pos[0]),
  }))
  return { value: problems.length === 0 ? doc.toJS({ maxAliasCount: 100 }) : undefined, source, problems }
}

const firstClause = (message: string) => message.split(/[\n]/)[0].replace(/[.:\s]+$/, '')

/** Offset of what a path leads to; of the nearest place that exists, where the path leads nowhere. */
function offsetOf(root: Node | null, path: Path, key: boolean): number {
  let node: unknown = root
  let offset = root?.range?.[0] ?? 0
  for (const [depth, step] of path.entries()) {
    const last = depth === path.length - 1
    if (isMap(node)) {
      const pair = node.items.find(
        item => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step),
      )
      if (pair === undefined) return offset
      const where = last && key ? pair.key : (pair.value ?? pair.key)
      node = pair.value
      offset = (where as Node | null)?.range?.[0] ?? offset
    } else if (isSeq(node)) {
      const item = node.items[Number(step)] as Node | undefined
      if (item === undefined) return offset
      node = item
      offset = item.range?.[0] ?? offset
    } else return offset
  }
  return offset
}
