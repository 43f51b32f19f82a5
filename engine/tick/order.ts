import { PHASES, type StepDeclaration } from './component.ts'
import type { NamedBuilt } from './wires.ts'

/** A step, and the part whose it is. */
export interface OwnedStep {
  owner: string
  step: StepDeclaration
}

/** Phase by phase; within a phase a step comes after those that write what it reads. A ring has no order and is a mistake. */
export function inOrder(parts: readonly NamedBuilt[], mistakes: string[]): OwnedStep[] {
  const all = parts.flatMap(({ owner, built }) => (built.steps ?? []).map(step => ({ owner, step })))
  return PHASES.flatMap(phase =>
    inOrderOfReads(
      all.filter(s => s.step.phase === phase),
      mistakes,
    ),
  )
}

function inOrderOfReads(all: readonly OwnedStep[], mistakes: string[]): OwnedStep[] {
  const writersOf = new Map<string, OwnedStep[]>()
  for (const s of all)
    for (const group of [s.step.writes, s.step.instants, s.step.adds])
      for (const name of Object.values(group)) writersOf.set(name, [...(writersOf.get(name) ?? []), s])
  const done: OwnedStep[] = []
  const placed = new Set<OwnedStep>()
  const open = new Set<OwnedStep>()
  const place = (s: OwnedStep) => {
    if (placed.has(s)) return
    if (open.has(s)) {
      mistakes.push(
        `In phase ${s.step.phase} steps wait for each other in a ring: ${[...open].map(o => o.owner).join(' -> ')}.`,
      )
      return
    }
    open.add(s)
    for (const name of Object.values(s.step.reads)) for (const w of writersOf.get(name) ?? []) if (w !== s) place(w)
    open.delete(s)
    placed.add(s)
    done.push(s)
  }
  for (const s of all) place(s)
  return done
}
