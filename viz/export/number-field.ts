import { el } from '../element.ts'

/** A number that is asked for. */
export interface NumberField {
  readonly element: HTMLElement
  readonly input: HTMLInputElement
}

/** Pixels are whole. */
export function numberField(word: string, unit: 'px' | 's', value: number): NumberField {
  const input = el('input', {
    type: 'number',
    min: unit === 'px' ? 1 : 0.1,
    max: 16384,
    value,
    step: unit === 'px' ? 1 : 'any',
  })
  return { input, element: el('label', {}, `${word} `, input, ` ${unit}`) }
}

/** Throws an error that says what to write instead. */
export function numberOf({ input }: NumberField): number {
  if (!input.checkValidity() || Number.isNaN(input.valueAsNumber))
    throw new Error(`${JSON.stringify(input.value)} does not fit. Write a number from ${input.min} to ${input.max}.`)
  return input.valueAsNumber
}

export const wholeOf = (f: NumberField) => Math.round(numberOf(f))
