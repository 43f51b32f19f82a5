import { didYouMean } from '../quantity/suggest.ts'
import { unitOf } from '../quantity/unit.ts'
import { type Built, PHASES, type StepDeclaration, type Wires } from './component.ts'

/** What a part brings, and whose it is: mistakes are told by this name. */
export interface NamedBuilt {
  readonly owner: string
  readonly built: Built
}

/** Who writes a column, how, and in which phase at the latest; a state (-1) is there from the start. */
export interface Writer {
  owner: string
  phase: number
  how: 'writes' | 'instants' | 'adds' | 'state'
}

export const phaseOf = (s: StepDeclaration) => PHASES.indexOf(s.phase)

/** The writers of all columns. Each has one, but for sums; each state is advanced by one. */
export function collectWriters(parts: readonly NamedBuilt[], mistakes: string[]): Map<string, Writer> {
  const writers = new Map<string, Writer>()
  const claim = (name: string, w: Writer) => {
    const before = writers.get(name)
    if (before === undefined) writers.set(name, w)
    else if (before.how === 'adds' && w.how === 'adds') before.phase = Math.max(before.phase, w.phase)
    else mistakes.push(`${name} is written by ${before.owner} and again by ${w.owner}; a column has one writer.`)
  }
  for (const { owner, built } of parts)
    for (const s of built.states ?? []) claim(s.column, { owner, phase: -1, how: 'state' })
  for (const { owner, built } of parts)
    for (const s of built.steps ?? [])
      for (const how of ['writes', 'instants', 'adds'] as const)
        for (const name of Object.values(s[how])) claim(name, { owner, phase: phaseOf(s), how })
  const owners = new Map<string, string>()
  for (const { owner, built } of parts)
    for (const s of built.steps ?? [])
      for (const name of Object.values(s.advances)) {
        if (writers.get(name)?.how !== 'state') mistakes.push(`${owner} advances ${name}, which is not a state.`)
        if (owners.has(name)) mistakes.push(`${name} is advanced by ${owners.get(name)} and again by ${owner}.`)
        owners.set(name, owner)
      }
  return writers
}

/** What is read is written by then; what is read in the middle is a state. */
export function checkReads(
  parts: readonly NamedBuilt[],
  writers: ReadonlyMap<string, Writer>,
  mistakes: string[],
): void {
  for (const { owner, built } of parts)
    for (const s of built.steps ?? []) {
      for (const name of Object.values(s.reads)) {
        const w = writers.get(name)
        if (w === undefined)
          mistakes.push(`${owner} reads ${name}, which nothing writes. ${didYouMean(name, [...writers.keys()])}`)
        else if (w.how !== 'state' && w.phase > phaseOf(s))
          mistakes.push(
            `${owner} reads ${name} in phase ${s.phase}, but ${w.owner} writes it in phase ${PHASES[w.phase]}; write it earlier.`,
          )
      }
      for (const name of Object.values(s.midpoints))
        if (writers.get(name)?.how !== 'state')
          mistakes.push(`${owner} reads the middle of ${name}, which is not a state.`)
    }
}

function wiresOf(s: StepDeclaration): [string, string][] {
  const groups: Wires[] = [s.reads, s.midpoints, s.writes, s.instants, s.adds, s.advances, s.middles]
  return groups.flatMap(g => Object.entries(g))
}

/** Every column ends in its unit, and whoever touches it calls it by the same. */
export function checkUnits(
  parts: readonly NamedBuilt[],
  writers: ReadonlyMap<string, Writer>,
  mistakes: string[],
): void {
  for (const [name, w] of writers)
    if (unitOf(name) === undefined) mistakes.push(`${name} of ${w.owner} does not end in a unit.`)
  for (const { owner, built } of parts)
    for (const s of built.steps ?? [])
      for (const [alias, name] of wiresOf(s)) {
        const unit = unitOf(alias)
        if (unit !== unitOf(name))
          mistakes.push(`${owner} calls ${name} (${unitOf(name)}) ${alias} (${unit ?? 'no unit'}); the units differ.`)
      }
}
