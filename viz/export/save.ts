import { el } from '../element.ts'
import type { Shown } from '../shown.ts'

/** `Dawn-dusk compute, 650 km` gives `dawn-dusk-compute-650-km.png`. */
export function nameOf({ recording }: Shown, ending: string): string {
  const word = recording.name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  return `${word === '' ? 'run' : word.slice(0, 60)}.${ending}`
}

/** Hands a file to whoever looks at the page. */
export function save(blob: Blob, name: string): void {
  const link = el('a', { href: URL.createObjectURL(blob), download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
