import type { Path, Problem } from '../../engine/index.ts'
import { el } from '../element.ts'
import { button } from '../widgets.ts'
import { type FieldControl, makeField } from './field.ts'
import { type Group, groupsOf } from './fields.ts'
import type { Rerun } from './rerun.ts'

/** The scenario as a form: what its author had to decide is in sight, everything else a click away. */
export function makeForm(rerun: Rerun): HTMLElement {
  const element = el('details', { class: 'change' })
  const groups = el('div', { class: 'groups' })
  const status = el('output', { class: 'status' })
  const problem = el('p', { class: 'problem', role: 'alert' })
  const undo = button('Undo all', 'Back to the scenario as it was opened', () => {
    rerun.replace(new Map())
    for (const c of controls) c.show(c.field.value)
  })
  const compare = button('Compare with this', 'Later changes are compared with the run as it is now', () =>
    rerun.compareWithThis(),
  )
  let controls: FieldControl[] = []

  const showChanges = () => {
    const changes = rerun.changes.now
    undo.disabled = changes.size === 0
    compare.disabled = changes.size === 0
    if (changes.size > 0) element.open = true
    for (const c of controls) if (changes.has(c.field.name)) c.show(changes.get(c.field.name))
  }

  rerun.base.watch(base => {
    const found = base === undefined ? [] : groupsOf(base.scenario)
    controls = []
    groups.replaceChildren(...found.map(group => groupElement(group)))
    element.replaceChildren(
      ...(found.length === 0
        ? []
        : [
            el('summary', {}, 'Change the scenario', status),
            el('div', { class: 'acts' }, compare, undo),
            problem,
            groups,
          ]),
    )
    showChanges()
  })
  rerun.changes.watch(showChanges)
  rerun.fate.watch(fate => {
    status.textContent = { still: '', running: 'Running …', wrong: 'The run before is kept.' }[fate.kind]
    const problems = fate.kind === 'wrong' ? fate.problems : []
    const placed = new Set<Problem>()
    for (const c of controls) {
      const own = problems.filter(p => begins(p.path, c.field.path))
      for (const p of own) placed.add(p)
      c.complain(own.map(inWords).join('\n'))
      // What is wrong must be seen, also where it is folded away.
      if (own.length > 0) c.element.closest('details')?.setAttribute('open', '')
    }
    const others = problems.filter(p => !placed.has(p)).map(p => `${p.name ?? p.path.join('.')}: ${inWords(p)}`)
    const message = fate.kind === 'wrong' && problems.length === 0 ? [fate.message] : []
    problem.textContent = [...message, ...others].join('\n')
  })

  function groupElement({ title, about, fields }: Group): HTMLElement {
    const made = fields.map(field => makeField(field, value => rerun.change(field.name, value)))
    controls.push(...made)
    const leading = made.filter(c => c.field.leading).map(c => c.element)
    const others = made.filter(c => !c.field.leading).map(c => c.element)
    const more = others.length === 0 ? [] : [el('details', {}, el('summary', {}, `${others.length} more`), ...others)]
    return el('fieldset', { title: about }, el('legend', {}, title), ...leading, ...more)
  }
  return element
}

const begins = (path: Path, start: Path) => start.length > 0 && start.every((step, k) => step === path[k])
const inWords = ({ what, instead }: Problem) => `${what}. ${instead}`
