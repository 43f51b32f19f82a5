/** A step into a scenario: a key or an index. `['parts', 2, 'area_m2']` is the third part's area. */
export type Path = readonly (string | number)[]

/** One thing wrong with what the user wrote: where, what, and what to write instead. */
export interface Problem {
  /** Where in the scenario. */
  readonly path: Path
  /** What is wrong, in one clause. */
  readonly what: string
  /** What to write instead, in one sentence. */
  readonly instead: string
  /** True when the key itself is at fault rather than its value. */
  readonly atKey?: boolean
  /** The name shown for the place (`battery.efficiency_frac`); the path itself when left out. */
  readonly name?: string
  /** Line and column in the text, from 1, where the scenario came from text. */
  readonly line?: number
  readonly column?: number
  /** The file, where there is one. */
  readonly file?: string
}

/** `dawn-dusk.yaml:12:18  battery.efficiency_frac: 95 is above 1. A fraction: write 0.95 for 95 %.` */
export function formatProblem(p: Problem): string {
  const place = [p.file, p.line, p.column].filter(x => x !== undefined).join(':')
  const name = p.name ?? p.path.join('.')
  return `${place === '' ? '' : `${place}  `}${name === '' ? '' : `${name}: `}${p.what}. ${p.instead}`
}

/** Thrown for bad input, with every problem found and not only the first. Its message is the list as a user reads it. */
export class ScenarioError extends Error {
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'))
    this.name = 'ScenarioError'
    this.problems = problems
  }
}
