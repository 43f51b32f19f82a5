import type { Parameter } from './parameter.ts'
import { unitOf } from './unit.ts'

/** `W, 0 or more, default 12`: the unit, range and default of a parameter as one phrase. */
export function describeParameter(name: string, p: Parameter): string {
  const unit = unitOf(name)
  const parts: string[] = []
  if (unit !== undefined && unit !== '1') parts.push(unit)
  const r = p.range
  if (r?.min !== undefined && r.max !== undefined) parts.push(`${r.min} to ${r.max}`)
  else if (r?.min !== undefined) parts.push(`${r.min} or more`)
  else if (r?.max !== undefined) parts.push(`at most ${r.max}`)
  if (r?.above !== undefined) parts.push(`above ${r.above}`)
  if (r?.below !== undefined) parts.push(`below ${r.below}`)
  if (r?.integer) parts.push('whole')
  if (p.type === 'pairs' || p.type === 'stations') parts.push(`[[${p.words?.join(', ')}], ...]`)
  else if (p.type === 'vector') parts.push(`[${p.words?.join(', ')}]`)
  else if (p.type === 'list') parts.push(`[${p.words?.join(' or ') ?? 'number'}, ...]`)
  else if (p.words !== undefined) parts.push(p.words.join(' | '))
  if (p.type === 'part') parts.push(`id of a ${p.port}`)
  if (p.type === 'table') parts.push('[[time_s, value], ...]')
  if (p.type === 'attitudes') parts.push('[[time_s, x, y, z, w], ...]')
  if (p.type === 'flag') parts.push('true | false')
  if (p.fallback !== undefined) parts.push(`default ${JSON.stringify(p.fallback)}`)
  else if (p.type === 'part' && !p.optional) parts.push(`default the only ${p.port}`)
  else if (p.optional) parts.push('optional')
  return parts.join(', ')
}
