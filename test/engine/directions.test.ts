import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

/** From the ground up: a folder may import from itself and from those before it. */
const LAYERS = [
  'quantity',
  'physics',
  'catalogue',
  'tick',
  'measures',
  'environment',
  'parts',
  'scenario',
  'results',
  'fleet',
  'assemble',
  'periodic',
  'simulate',
  'steady-stretches',
  'steady',
  'study',
  'fleet-plain',
  'fleet-plan',
  'fleet-runner',
  'fleet-asked',
  'fleet-record',
  'simulate-fleet',
  'fleet-limits',
  'check-component',
]
/** What else a folder may import; everything else outside is forbidden. */
const OUTSIDE: Record<string, string[]> = { quantity: ['zod'], scenario: ['zod', 'yaml'], physics: [] }

const root = join(import.meta.dirname, '../..')
const files = readdirSync(join(root, 'engine'), { recursive: true, encoding: 'utf8' }).filter(
  // AssemblyScript, which is compiled to the code in fleet/tile/kernel-code.ts.
  f => f.endsWith('.ts') && !f.startsWith('fleet/assembly/'),
)

const importsOf = (file: string) =>
  [...readFileSync(join(root, 'engine', file), 'utf8').matchAll(/from '([^']+)'/g)].map(m => m[1])
const layerOf = (file: string) =>
  LAYERS.indexOf(file.includes('/') ? file.slice(0, file.indexOf('/')) : file.replace('.ts', ''))

describe('imports run one way', () => {
  it.each(files.filter(f => f !== 'index.ts'))('engine/%s', file => {
    expect(layerOf(file), 'a folder that the list of layers knows').toBeGreaterThanOrEqual(0)
    for (const target of importsOf(file)) {
      if (!target.startsWith('.')) {
        const allowed =
          file === 'physics/orbit/orbit.ts' ? ['satellite.js'] : (OUTSIDE[file.slice(0, file.indexOf('/'))] ?? [])
        expect(allowed, `${file} imports ${target}`).toContain(target)
        continue
      }
      const resolved = normalize(join(dirname(file), target))
      // The stepping stone of parts and physics is the same for both: physics knows no quantity, quantity no physics.
      expect(layerOf(resolved), `${file} imports ${target}`).toBeLessThanOrEqual(layerOf(file))
    }
  })

  it('keeps the machine out of the engine', () => {
    for (const file of files) {
      const code = readFileSync(join(root, 'engine', file), 'utf8')
      expect(code, file).not.toMatch(
        /Date\.now|Math\.random|performance\.now|process\.|toLocale|\bdocument\.|\bwindow\./,
      )
    }
  })

  it.each(['recordings', 'cli', 'viz'])('lets %s know only the public door, and the files of recordings', folder => {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter(f => f.endsWith('.ts'))
    for (const file of files)
      for (const m of readFileSync(join(root, folder, file), 'utf8').matchAll(/from '(\.[^']+)'/g)) {
        const target = normalize(join(folder, dirname(file), m[1]))
        const known = [`${folder}/`, 'recordings/'].some(place => target.startsWith(place))
        if (!known) expect(target, file).toBe('engine/index.ts')
      }
  })

  it('keeps the machine out of the viewer', () => {
    for (const folder of ['viz', 'recordings'])
      for (const file of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }))
        if (file.endsWith('.ts'))
          expect(readFileSync(join(root, folder, file), 'utf8'), file).not.toMatch(/from 'node:/)
  })
})
