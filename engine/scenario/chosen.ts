import type { Path, Problem } from '../quantity/problem.ts'
import { nearest } from '../quantity/suggest.ts'
import type { FleetGroup } from './fleet-group.ts'

/** The numbers of satellites that are chosen by number, by published name or by catalogue number, each once and rising. */
export function chooseSatellites(
  chosen: readonly (number | string)[],
  groups: readonly FleetGroup[],
  ticks: number,
  path: Path,
  problems: Problem[],
): number[] {
  const satellites = groups.reduce((sum, g) => sum + g.constellation.satellites, 0)
  const published = groups.filter(g => g.constellation.published)
  const numbers = chosen.map((one, k) => {
    const number = typeof one === 'string' ? byName(one, published) : byNumber(one, satellites, published.length > 0)
    const found = typeof number === 'number' ? (late(number, groups, ticks) ?? number) : number
    if (typeof found === 'number') return found
    problems.push({ path: [...path, k], name: 'fleet.record', ...found })
    return 0
  })
  return [...new Set(numbers)].sort((a, b) => a - b)
}

type Trouble = Pick<Problem, 'what' | 'instead'>

function byNumber(number: number, satellites: number, published: boolean): number | Trouble {
  if (number <= satellites) return number
  const quoted = published ? `, or the catalogue number in quotes: "${number}"` : ''
  return { what: `there is no satellite ${number}`, instead: `Write 1 to ${satellites}${quoted}.` }
}

function late(number: number, groups: readonly FleetGroup[], ticks: number): Trouble | undefined {
  const group = groups.findLast(g => g.first <= number)
  if (group === undefined || group.beginTick(number - group.first) < ticks) return undefined
  return { what: `satellite ${number} begins after the end of the run`, instead: 'Leave it out, or run longer.' }
}

const plainOf = (name: string) => name.trim().toUpperCase()

function byName(name: string, published: readonly FleetGroup[]): number | Trouble {
  if (published.length === 0)
    return { what: `there is no satellite ${name}`, instead: 'Write numbers: names are those of a catalogue.' }
  const wanted = plainOf(name)
  const all = published.flatMap(g =>
    Array.from({ length: g.constellation.satellites }, (_, k) => ({
      number: g.first + k,
      ...g.constellation.elements(k),
    })),
  )
  const found = all.filter(s => plainOf(s.name ?? '') === wanted || String(s.noradId) === wanted)
  const [first] = found
  if (found.length === 1) return first.number
  if (found.length > 1)
    return {
      what: `${found.length} satellites are called ${name}`,
      instead: `Write which: ${first.number}, ${found[1].number}${found.length > 2 ? ' ...' : ''}.`,
    }
  const left = published.flatMap(g => g.constellation.leftOut).find(l => isCalled(l.name, wanted))
  if (left !== undefined) return { what: `${left.name} is left out`, instead: `It cannot fly: ${left.why}.` }
  const names = all.flatMap(s => (s.name === undefined ? [] : [s.name]))
  const near = nearest(name, names)
  const instead =
    near === undefined ? 'Write a name or a catalogue number as the file has it.' : `Did you mean ${near}?`
  return { what: `no satellite is called ${name}`, instead }
}

/** Of an object that is left out, the name and the catalogue number stand in one. */
const isCalled = (label: string, wanted: string) => {
  const words = plainOf(label)
  return words === wanted || words.startsWith(`${wanted} `) || words.endsWith(` ${wanted}`)
}
