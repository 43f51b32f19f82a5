import { type Elements, OrbitInputError, type OrbitProblem, rangeProblems } from './elements.ts'

const LENGTH = 69

/** Sum of the digits, a minus sign counting 1, modulo 10: the last column of a TLE line. */
function checksum(line: string): number {
  let sum = 0
  for (const c of line.slice(0, LENGTH - 1)) sum += c === '-' ? 1 : c >= '0' && c <= '9' ? Number(c) : 0
  return sum % 10
}

/** A catalogue number of five digits, or in Alpha-5 a letter (A is 10, no I and no O) and four digits. */
function catalogueNumber(text: string): number {
  const letter = 'ABCDEFGHJKLMNPQRSTUVWXYZ'.indexOf(text[0])
  const digits = letter >= 0 ? text.slice(1) : text.trim()
  return /^\d{1,5}$/.test(digits) ? (letter >= 0 ? (letter + 10) * 10000 : 0) + Number(digits) : Number.NaN
}

/** A number in columns `from` to `to`, counted from 1 as the format's description does. */
function columns(line: string, from: number, to: number): number {
  const text = line.slice(from - 1, to).trim()
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN
}

/** A number with assumed decimal point and exponent: ` 28098-4` is 0.28098e-4. */
function assumed(text: string): number {
  const m = /^([ +-])(\d{5})([ +-]\d)$/.exec(text.replace(/^[ +-]\s+/, s => s.replaceAll(' ', '0').replace(/^0/, ' ')))
  return m ? Number(`${m[1].trim()}.${m[2]}e${m[3].replace(' ', '+')}`) : Number.NaN
}

/** Epoch of `yyddd.dddddddd`: a hundred-millionth of a day is 864 us, so integer microseconds hold it exactly. */
function epoch_us(line1: string): number {
  const m = /^([ \d]\d)([ \d]{2}\d)\.(\d{1,8}) *$/.exec(line1.slice(18, 32))
  if (!m) return Number.NaN
  const year = Number(m[1]) + (Number(m[1]) < 57 ? 2000 : 1900)
  const day = Number(m[2])
  const days = (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 86400e3
  return day < 1 || day > days
    ? Number.NaN
    : (Date.UTC(year, 0, 1) + (day - 1) * 86400e3) * 1000 + Number(m[3].padEnd(8, '0')) * 864
}

/**
 * The elements of a two-line element set. Source: the format as CelesTrak describes it (T. S. Kelso, "Two-Line Element Set
 * Format"); years 57 to 99 are of the last century. Throws OrbitInputError with every problem, its field `line1` or `line2`.
 */
export function elementsFromTle(line1: string, line2: string): Elements {
  const problems: OrbitProblem[] = []
  const lines = [line1.trimEnd(), line2.trimEnd()]
  lines.forEach((line, i) => {
    const field = `line${i + 1}`
    const bad = (what: string, instead: string) => problems.push({ field, what, instead })
    if (!line.startsWith(`${i + 1} `))
      bad(`it begins with ${JSON.stringify(line.slice(0, 2))}`, `Give the line that begins with "${i + 1} ".`)
    if (line.length !== LENGTH)
      bad(
        `${line.length} characters long instead of ${LENGTH}`,
        'Give the line unchanged; its columns carry the meaning, so no space may be lost or added.',
      )
    else if (line[LENGTH - 1] !== String(checksum(line)))
      bad(
        `checksum ${line[LENGTH - 1]}, but the line adds up to ${checksum(line)}`,
        'A character was changed: copy the line from its source again.',
      )
  })
  if (problems.length > 0) throw new OrbitInputError(problems)
  const [a, b] = lines
  const read = (field: string, what: string, value: number, instead: string): number => {
    if (Number.isNaN(value)) problems.push({ field, what: `${what} cannot be read`, instead })
    return value
  }
  const degrees = 'Give degrees in these columns, such as  97.9860.'
  const noradId = read(
    'line1',
    'the catalogue number (columns 3 to 7)',
    catalogueNumber(a.slice(2, 7)),
    'Give five digits or Alpha-5.',
  )
  const second = read(
    'line2',
    'the catalogue number (columns 3 to 7)',
    catalogueNumber(b.slice(2, 7)),
    'Give five digits or Alpha-5.',
  )
  if (noradId !== second && !Number.isNaN(noradId + second))
    problems.push({
      field: 'line2',
      what: `catalogue number ${second}, but line 1 is of ${noradId}`,
      instead: 'Give two lines of the same satellite.',
    })
  const elements: Elements = {
    epoch_us: read('line1', 'the epoch (columns 19 to 32)', epoch_us(a), 'Give year and day as 26172.00000000.'),
    meanMotion_rev_day: read(
      'line2',
      'the mean motion (columns 53 to 63)',
      columns(b, 53, 63),
      'Give revolutions a day.',
    ),
    eccentricity: read(
      'line2',
      'the eccentricity (columns 27 to 33)',
      columns(`.${b.slice(26, 33).replaceAll(' ', '0')}`, 1, 8),
      'Give seven digits after an assumed point.',
    ),
    inclination_deg: read('line2', 'the inclination (columns 9 to 16)', columns(b, 9, 16), degrees),
    raan_deg: read('line2', 'the right ascension of the node (columns 18 to 25)', columns(b, 18, 25), degrees),
    argumentOfPericenter_deg: read(
      'line2',
      'the argument of pericenter (columns 35 to 42)',
      columns(b, 35, 42),
      degrees,
    ),
    meanAnomaly_deg: read('line2', 'the mean anomaly (columns 44 to 51)', columns(b, 44, 51), degrees),
    bstar: read('line1', 'B* (columns 54 to 61)', assumed(a.slice(53, 61)), 'Give it as 28098-4, which is 0.28098e-4.'),
    noradId,
    lines: [a, b],
  }
  problems.push(...rangeProblems(elements, key => (key === 'bstar' ? 'line1' : 'line2')))
  if (problems.length > 0) throw new OrbitInputError(problems)
  return elements
}
