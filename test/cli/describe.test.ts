import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import { GENERATED_PAGES } from '../../cli/reference.ts'
import { builtin, LIMIT_KINDS, scenarioJsonSchema } from '../../engine/index.ts'
import { heliosync } from './program.ts'

type Json = Readonly<Record<string, unknown>>

const root = join(import.meta.dirname, '../..')

describe('describe', () => {
  it('lists every kind', () => {
    const { status, stdout } = heliosync(['describe'])
    expect(status).toBe(0)
    for (const { kind } of builtin) expect(stdout).toContain(kind)
  })

  it('tells unit, range, default and meaning of the parameters of a kind', () => {
    const { status, stdout } = heliosync(['describe', 'battery.bucket'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/capacity_Wh .*Wh/)
    expect(stdout).toContain('Energy held when full and new.')
  })

  it('tells of any limit what all have, and of each sort what it has beside', () => {
    const { status, stdout } = heliosync(['describe', 'limit'])
    expect(status).toBe(0)
    for (const { kind, about, parameters } of LIMIT_KINDS) {
      const section = stdout.split('\n\n').find(s => s.startsWith(`${kind}: `)) ?? ''
      expect(`${kind}: ${about}`.startsWith(section.split('\n')[0]), kind).toBe(true)
      for (const name of Object.keys(parameters))
        expect(stdout, `${kind} ${name}`).toMatch(new RegExp(`^${name} `, 'm'))
    }
    for (const shared of ['min', 'max', 'why']) expect(stdout.match(new RegExp(`^${shared} `, 'gm'))).toHaveLength(1)
    expect(stdout.match(/^column +yes/gm)).toHaveLength(LIMIT_KINDS.length - 1)
    expect(stdout).toMatch(/^percent +yes +0 to 100/m)
  })

  it('tells of a fleet and its groups every key that the schema has', () => {
    const { properties } = scenarioJsonSchema(builtin) as { properties: Record<string, Json> }
    const fleet = properties.fleet as { properties: Record<string, Json> }
    const group = (fleet.properties.groups as { items: { properties: Json } }).items
    for (const [kind, keys] of [
      ['fleet', Object.keys(fleet.properties)],
      ['group', Object.keys(group.properties)],
    ] as const) {
      const { stdout } = heliosync(['describe', kind])
      const told = [...stdout.matchAll(/^(\w+) {2}/gm)].map(m => m[1]).filter(name => name !== 'Parameter')
      expect(told.sort(), kind).toEqual([...keys].sort())
    }
  })

  it('lists the kinds of a key', () => {
    const { status, stdout } = heliosync(['describe', 'spread'])
    expect(status).toBe(0)
    expect(stdout).toContain('lognormal')
    expect(stdout).not.toContain('array.flat')
  })

  it('suggests the near kind', () => {
    const { status, stderr } = heliosync(['describe', 'battery.buckt'])
    expect(status).toBe(2)
    expect(stderr).toContain('Did you mean battery.bucket?')
  })

  it('--schema prints the schema alone', () => {
    const { status, stdout } = heliosync(['describe', '--schema'])
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(scenarioJsonSchema(builtin))))
  })
})

describe('the generated pages', () => {
  it.each(Object.entries(GENERATED_PAGES))('%s is as `npm run docs` writes it', (path, page) => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(page())
  })

  const schema = z.fromJSONSchema(JSON.parse(JSON.stringify(scenarioJsonSchema(builtin))))
  const examples = readdirSync(join(root, 'examples')).filter(f => f.endsWith('.yaml'))
  it.each(examples)('the schema accepts examples/%s, which names it', file => {
    const text = readFileSync(join(root, 'examples', file), 'utf8')
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../docs/scenario.schema.json')
    expect(schema.safeParse(parse(text)).error).toBeUndefined()
  })

  it('and refuses an unknown key', () => {
    const text = readFileSync(join(root, 'examples/first-day.yaml'), 'utf8').replace('area_m2', 'area_m')
    expect(schema.safeParse(parse(text)).success).toBe(false)
  })
})
