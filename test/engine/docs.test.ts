import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const folders = [
  '',
  'engine',
  'engine/physics',
  ...['heat', 'light', 'numbers', 'orbit', 'pointing', 'power'].map(topic => `engine/physics/${topic}`),
  'engine/parts',
  'engine/tick',
  'engine/environment',
  'engine/quantity',
]

/** Places a page names: targets of links, and `folder/file.ts` in code marks, which may leave out the first folders. */
function placesOf(page: string): { text: string; found: boolean }[] {
  const text = readFileSync(join(root, page), 'utf8')
  const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(m => ({
    text: m[1],
    found: existsSync(join(root, page, '..', m[1])),
  }))
  const named = [...text.matchAll(/`([\w./-]+\.(?:ts|yaml|json|svg))`/g)].map(m => ({
    text: m[1],
    found: folders.some(f => existsSync(join(root, f, m[1]))),
  }))
  return [...links, ...named]
}

function anchorsOf(page: string): { text: string; found: boolean }[] {
  const text = readFileSync(join(root, page), 'utf8')
  const heads = [...text.matchAll(/^#+ (.+)$/gm)].map(m =>
    m[1]
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replace(/\s/g, '-'),
  )
  return [...text.matchAll(/\]\(#([^)]+)\)/g)].map(m => ({ text: m[1], found: heads.includes(m[1]) }))
}

describe.each(['README.md', 'docs/design.md', 'docs/physics.md', 'docs/budget-tests.md'])('%s', page => {
  it('names only what is there', () => {
    const missing = [...placesOf(page), ...anchorsOf(page)].filter(p => !p.found).map(p => p.text)
    expect(missing).toEqual([])
    expect(placesOf(page).length).toBeGreaterThan(3)
  })
})
