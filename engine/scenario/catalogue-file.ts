import { type Elements, elementsFromOmm, elementsFromTle, OrbitInputError } from '../physics/orbit/orbit.ts'

/** An object of a catalogue: its elements, or why they cannot be used. */
export interface CatalogueEntry {
  readonly name: string
  readonly elements?: Elements
  readonly why?: string
}

/**
 * Reads a catalogue as CelesTrak and Space-Track publish it: OMM as a JSON list, OMM as CSV, or TLE with or without a line of the name
 * above. An object that cannot be read is an entry that says why. Of a text that is none of them, or names nobody, a clause what it is instead.
 */
export function readCatalogue(text: string): readonly CatalogueEntry[] | string {
  const entries = entriesOf(text.trimStart())
  return entries.length === 0 ? 'names no object' : entries
}

function entriesOf(text: string): readonly CatalogueEntry[] | string {
  if (text.startsWith('[') || text.startsWith('{')) return fromJson(text)
  const lines = text.split(/\r?\n/).filter(line => line.trim() !== '')
  const [head] = lines
  if (head === undefined) return 'is empty'
  if (cellsOf(head).some(field => CSV_FIELDS.includes(field))) return fromCsv(lines)
  if (lines.some(line => /^1 .{60}/.test(line))) return fromTle(lines)
  return `is no catalogue: it begins with ${JSON.stringify(head.slice(0, SHOWN))}`
}

/** Fields by one of which the head of an OMM in CSV is known. */
const CSV_FIELDS: readonly string[] = ['MEAN_MOTION', 'EPOCH', 'NORAD_CAT_ID']
/** So many letters of a text tell what it is. */
const SHOWN = 40

function fromJson(text: string): CatalogueEntry[] | string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return `is not JSON (${(error as Error).message})`
  }
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.map((item, k) =>
    item !== null && typeof item === 'object'
      ? fromOmm(item as Record<string, unknown>, k)
      : { name: `object ${k + 1}`, why: 'it is no JSON object' },
  )
}

function fromCsv([head, ...lines]: readonly string[]): CatalogueEntry[] {
  const fields = cellsOf(head)
  return lines.map((line, k) => {
    const cells = cellsOf(line)
    if (cells.length !== fields.length)
      return { name: `line ${k + 2}`, why: `it has ${cells.length} fields, the head ${fields.length}` }
    return fromOmm(Object.fromEntries(fields.map((f, i) => [f, cells[i] === '' ? undefined : cells[i]])), k)
  })
}

/** The cells of a line of CSV (RFC 4180): a quoted one may hold commas, and quotes twice. */
const cellsOf = (line: string) =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(m => (m[1]?.replaceAll('""', '"') ?? m[2]).trim())

function fromOmm(omm: Record<string, unknown>, k: number): CatalogueEntry {
  const words = [omm.OBJECT_NAME, omm.NORAD_CAT_ID].filter(w => w !== undefined && w !== null)
  return read(words.length === 0 ? `object ${k + 1}` : words.join(' '), () => elementsFromOmm(omm))
}

/** A name has 24 columns at most, and may begin with a number itself. */
const isLine = (line: string, number: 1 | 2) => line.startsWith(`${number} `) && line.trimEnd().length > 24

/** Lines in pairs 1 and 2; one that is neither is the name of those below (Space-Track's 3LE puts `0 ` in front of it). */
function fromTle(lines: readonly string[]): CatalogueEntry[] {
  const entries: CatalogueEntry[] = []
  let name: string | undefined
  for (let k = 0; k < lines.length; k++) {
    const line = lines[k]
    if (!isLine(line, 1)) {
      const stray = isLine(line, 2)
      if (stray) entries.push({ name: name ?? `line ${k + 1}`, why: 'a line 2 without its line 1' })
      name = stray ? undefined : line.replace(/^0 /, '').trim()
      continue
    }
    const second = lines[k + 1]
    const label = [name, line.slice(2, 7).trim()].filter(w => w !== undefined).join(' ')
    if (second?.startsWith('2 ')) {
      const given = name
      entries.push(
        read(label, () => {
          const elements = elementsFromTle(line, second)
          return given === undefined ? elements : { ...elements, name: given }
        }),
      )
      k++
    } else entries.push({ name: label, why: 'its line 2 is missing' })
    name = undefined
  }
  return entries
}

function read(name: string, elements: () => Elements): CatalogueEntry {
  try {
    return { name, elements: elements() }
  } catch (error) {
    if (!(error instanceof OrbitInputError)) throw error
    return { name, why: error.problems.map(p => `${p.field}: ${p.what}`).join('; ') }
  }
}
