import { describeParameter, nameWithoutUnit, unitOf } from '../../engine/index.ts'
import { el, uniqueId } from '../element.ts'
import { button } from '../widgets.ts'
import type { Field } from './fields.ts'
import { sliderOf } from './slider.ts'

/** A field on the page. */
export interface FieldControl {
  readonly field: Field
  readonly element: HTMLElement
  /** Shows a value, and what it was when the scenario was opened. */
  show(value: unknown): void
  /** The engine's words on what is wrong with it; empty when nothing is. */
  complain(text: string): void
}

/** `value` is a number where the text is one, the text itself otherwise (the engine says what is wrong with it), undefined where it is empty. */
export function makeField(field: Field, change: (value: unknown) => void): FieldControl {
  const { key, name, parameter } = field
  const id = uniqueId('field')
  const input = inputOf(field)
  input.id = id
  input.dataset.field = name
  input.setAttribute('aria-describedby', `${id}-problem`)
  const unit = unitOf(key)
  const slider = parameter.type === 'number' ? sliderOf(parameter, field.value) : undefined
  const range = slider && el('input', { type: 'range', min: slider.first, max: slider.last, 'aria-label': name })
  const problem = el('p', { class: 'problem', id: `${id}-problem`, role: 'alert' })
  const back = button('', 'Back to what it was', () => {
    show(field.value)
    change(field.value)
  })
  back.className = 'quiet was'
  const show = (value: unknown) => {
    if (input instanceof HTMLInputElement && input.type === 'checkbox') input.checked = value === true
    else if (document.activeElement !== input) input.value = textOf(value)
    if (range && typeof value === 'number') range.value = String(slider?.toPosition(value))
    const same = Object.is(value, field.value)
    back.hidden = same
    back.textContent = same ? '' : `was ${textOf(field.value) || 'not given'}`
  }
  const read = () =>
    input instanceof HTMLInputElement && input.type === 'checkbox' ? input.checked : numberOrText(input.value, field)
  input.addEventListener(input instanceof HTMLSelectElement || input.type === 'checkbox' ? 'change' : 'input', () => {
    const value = read()
    show(value)
    change(value)
  })
  range?.addEventListener('input', () => {
    const value = slider?.toNumber(range.valueAsNumber)
    input.value = textOf(value)
    show(value)
    change(value)
  })
  const label = el(
    'label',
    { for: id, title: `${parameter.about}\n${describeParameter(key, parameter)}` },
    nameWithoutUnit(key).replaceAll('_', ' '),
  )
  const element = el(
    'div',
    { class: 'field' },
    label,
    el(
      'span',
      { class: 'entry' },
      input,
      el('span', { class: 'unit' }, unit === undefined || unit === '1' ? '' : unit),
    ),
    ...(range ? [range] : []),
    back,
    problem,
  )
  show(field.value)
  return {
    field,
    element,
    show,
    complain(text) {
      problem.textContent = text
      input.setAttribute('aria-invalid', String(text !== ''))
    },
  }
}

function inputOf({ parameter, value }: Field): HTMLInputElement | HTMLSelectElement {
  if (parameter.type === 'flag') return el('input', { type: 'checkbox' })
  if (parameter.type !== 'choice')
    return el('input', {
      type: 'text',
      inputmode: parameter.type === 'number' ? 'decimal' : 'text',
      autocomplete: 'off',
    })
  const words = parameter.words ?? []
  const known = typeof value === 'string' && !words.includes(value) ? [value, ...words] : words
  return el('select', {}, ...known.map(word => el('option', { value: word }, word)))
}

const textOf = (value: unknown) => (value === undefined || value === null ? '' : String(value))

function numberOrText(text: string, { parameter }: Field): unknown {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  const number = Number(trimmed)
  return parameter.type === 'number' && Number.isFinite(number) ? number : trimmed
}
