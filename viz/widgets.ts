const SVG = 'http://www.w3.org/2000/svg'

/** Shapes on buttons, in a square of 16: no font need have them. */
export const ICONS = {
  start: 'M3 3h2v10H3zM13 3v10L6 8z',
  back: 'M11 3v10L4 8z',
  play: 'M4 2.5v11L14 8z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  on: 'M5 3v10l7-5z',
  end: 'M11 3h2v10h-2zM3 3v10l7-5z',
} as const

const isIcon = (text: string) => (Object.values(ICONS) as string[]).includes(text)

/** A button of the page: a word or an icon on it, what it does in words, and what happens. */
export function button(face: string, about: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.title = about
  made.setAttribute('aria-label', about)
  if (isIcon(face)) made.append(icon(face))
  else made.textContent = face
  made.addEventListener('click', act)
  return made
}

function icon(shape: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 16 16')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(SVG, 'path')
  path.setAttribute('d', shape)
  svg.append(path)
  return svg
}

/** A choice between words. */
export function chooser<T extends string>(
  about: string,
  words: readonly T[],
  choose: (word: T) => void,
): { readonly element: HTMLElement; show(word: T): void } {
  const element = document.createElement('label')
  const name = document.createElement('span')
  name.textContent = `${about} `
  const select = document.createElement('select')
  select.setAttribute('aria-label', about)
  for (const word of words) select.add(new Option(word, word))
  select.addEventListener('change', () => choose(select.value as T))
  element.append(name, select)
  return {
    element,
    show(word) {
      select.value = word
    },
  }
}
