import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checkHere } from './check-here.ts'
import { temporaryFolder, write } from './program.ts'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/budget-tests.md'), 'utf8')
const example = readFileSync(join(root, 'examples/budget-test.yaml'), 'utf8')
const baseline = readFileSync(join(root, 'examples/budget-test.baseline.json'), 'utf8')
const folder = temporaryFolder()
const blocks = [...page.matchAll(/```(\w*)\n([\s\S]*?)```/g)].map(([, language, text]) => ({ language, text }))

/** Spaces line up with the rest of a table, of which the page shows some; hashes change when a part gains a parameter. */
const squeezed = (line: string) =>
  line
    .trim()
    .replace(/ +/g, ' ')
    .replace(/\b[0-9a-f]{12}\b/g, '(hash)')

it('docs/budget-tests.md shows the example as it is', () => {
  expect(blocks[0]).toEqual({ language: 'yaml', text: example.replace(/^#.*\n/, '') })
})

it('shows what check says of it, as it is and with a larger payload', async () => {
  write(folder, 'budget-test.baseline.json', baseline)
  expect(await checkHere(write(folder, 'budget-test.yaml', example))).toMatchObject({ status: 0, stderr: '' })
  const heavier = write(folder, 'budget-test.yaml', example.replace('power_W: 1500', 'power_W: 2000'))
  const { status, stdout } = await checkHere(heavier)
  expect(status).toBe(1)
  const said = new Set([...stdout.replaceAll(folder, 'examples').split('\n'), ...baseline.split('\n')].map(squeezed))
  const shown = blocks.filter(b => b.language === '').flatMap(b => b.text.trimEnd().split('\n').map(squeezed))
  expect(shown.length).toBeGreaterThan(12)
  expect(shown.filter(line => line !== '...' && !said.has(line))).toEqual([])
})
