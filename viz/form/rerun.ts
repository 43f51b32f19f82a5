import type { Problem } from '../../engine/index.ts'
import type { Look } from '../charts/look.ts'
import type { Page } from '../page.ts'
import type { Shown } from '../shown.ts'
import { makeValue, type Value } from '../value.ts'
import { type Changes, changed } from './change.ts'
import type { Given } from './fields.ts'

/** So long nothing may be changed before a run begins. */
const QUIET_ms = 200

/** How the last change fared. */
export type Fate =
  | { readonly kind: 'still' }
  | { readonly kind: 'running' }
  | { readonly kind: 'wrong'; readonly message: string; readonly problems: readonly Problem[] }

/** Runs the scenario anew when it is changed: the newest wins, and what is wrong leaves the old run where it is. */
export interface Rerun {
  /** The run as it was opened, with a scenario that can be changed; undefined where there is none. */
  readonly base: Value<(Shown & { readonly scenario: Given }) | undefined>
  readonly changes: Value<Changes>
  readonly fate: Value<Fate>
  change(name: string, value: unknown): void
  /** Several at once, with those before forgotten. */
  replace(changes: Changes): void
  /** Of a fleet, shows this satellite, counted from 1. */
  pick(satellite: number): void
  /** Compares with the present run from now on. */
  compareWithThis(): void
}

export function makeRerun(page: Page, look: Look, address: () => string | undefined): Rerun {
  const base = makeValue<(Shown & { readonly scenario: Given }) | undefined>(undefined)
  const changes = makeValue<Changes>(new Map())
  const fate = makeValue<Fate>({ kind: 'still' })
  let mine: Shown | undefined
  let compared: Shown | undefined
  let satellite: number | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  page.shown.watch(shown => {
    if (shown === undefined || shown === mine) return
    clearTimeout(timer)
    compared = undefined
    satellite = shown.fleet?.satellite
    look.ghost.set(undefined)
    page.visible.set(undefined)
    changes.set(new Map())
    fate.set({ kind: 'still' })
    const { scenario } = shown
    base.set(scenario === undefined || shown.growing ? undefined : { ...shown, scenario })
  })

  const show = (shown: Shown) => {
    mine = shown
    page.shown.set(shown)
    const other = compared ?? base.now
    // Another satellite of the fleet is another thing: there is nothing to compare.
    const same = other?.recording === shown.recording || other?.fleet?.satellite !== shown.fleet?.satellite
    look.ghost.set(same ? undefined : other)
  }
  const run = async () => {
    const opened = base.now
    if (opened === undefined) return
    if (changes.now.size === 0 && satellite === opened.fleet?.satellite) {
      fate.set({ kind: 'still' })
      return show(opened)
    }
    const { scenario, unknown } = changed(opened.scenario, changes.now)
    if (unknown.length > 0) return fate.set(unknownNames(unknown))
    const from = address()
    const outcome = await page.engine.run(scenario, {
      ...(from === undefined ? {} : { address: from }),
      ...(satellite === undefined ? {} : { satellite }),
    })
    if (outcome.kind === 'superseded') return
    if (outcome.kind === 'wrong') return fate.set(outcome)
    fate.set({ kind: 'still' })
    show(outcome.shown)
  }
  const replace = (next: Changes) => {
    changes.set(next)
    fate.set({ kind: 'running' })
    clearTimeout(timer)
    timer = setTimeout(run, QUIET_ms)
  }
  return {
    base,
    changes,
    fate,
    replace,
    change(name, value) {
      replace(new Map([...changes.now].filter(([n]) => n !== name)).set(name, value))
    },
    pick(wanted) {
      satellite = wanted
      fate.set({ kind: 'running' })
      clearTimeout(timer)
      run()
    },
    compareWithThis() {
      compared = page.shown.now
      look.ghost.set(undefined)
    },
  }
}

const unknownNames = (names: readonly string[]): Fate => ({
  kind: 'wrong',
  message: `The address changes ${names.join(', ')}, which this scenario does not have. Undo all goes on without.`,
  problems: [],
})
