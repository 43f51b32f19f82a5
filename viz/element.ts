/** Makes an element: its class names, attributes and children. Listeners are added by whoever needs them. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  about: Readonly<Record<string, string | number | boolean | undefined>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(about)) {
    if (value === undefined || value === false) continue
    element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...children)
  return element
}

let made = 0
/** A name for an element that labels refer to. */
export const uniqueId = (word: string) => `${word}-${++made}`
