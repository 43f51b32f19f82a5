import { afterAll } from 'vitest'

const endings: (() => unknown)[] = []

// Heard because it stands at the top of a module: afterAll called in a hook or a test is not.
afterAll(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

/** Ends something when the tests of the file are done, wherever it was begun. */
export function atTheEnd(end: () => unknown): void {
  endings.push(end)
}
