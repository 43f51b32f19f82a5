/** Colour by meaning. Without colour every function gives its text back. */
export interface Paint {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly good: (text: string) => string
  readonly bad: (text: string) => string
}

const plain = (text: string) => text
const ansi = (on: number, off: number) => (text: string) => `\u001b[${on}m${text}\u001b[${off}m`

export const PLAIN: Paint = { bold: plain, dim: plain, good: plain, bad: plain }
const COLOURED: Paint = { bold: ansi(1, 22), dim: ansi(2, 22), good: ansi(32, 39), bad: ansi(31, 39) }

/** Where lines go, and how they are coloured there. */
export interface Output {
  readonly paint: Paint
  print(lines: readonly string[]): void
}

/** Colour is for terminals, and not where NO_COLOR is set (no-color.org: to anything but nothing). */
export function outputTo(stream: NodeJS.WriteStream): Output {
  const { NO_COLOR, TERM } = process.env
  const coloured = stream.isTTY === true && (NO_COLOR ?? '') === '' && TERM !== 'dumb'
  return {
    paint: coloured ? COLOURED : PLAIN,
    print: lines => {
      stream.write(lines.map(line => `${line}\n`).join(''))
    },
  }
}

/** Tables for people: on stdout where that is a terminal, else on stderr, so that a pipe holds data alone. */
export const forPeople = () => outputTo(process.stdout.isTTY ? process.stdout : process.stderr)
