import { describe, expect, it } from 'vitest'
import {
  type AnyComponent,
  builtin,
  checkComponent,
  component,
  fault,
  fraction,
  heatOf,
  partRef,
  quantity,
  simulate,
  step,
} from '../../engine/index.ts'
import crew from '../cli/fixtures/crew.ts'
import { EVERY_KIND } from '../every-kind.ts'

const node = { id: 'bay', kind: 'node.lumped', capacity_J_K: 20000 }

describe('the engine’s own components keep what they promise', () => {
  it.each(builtin.map(c => [c.kind, c] as const))(
    '%s',
    (kind, c) => {
      const mine = EVERY_KIND.parts.find(p => p.kind === kind) as Record<string, unknown>
      const { id, kind: _kind, ...values } = mine
      const others = EVERY_KIND.parts.filter(p => p.id !== id && !(kind === 'bus.dc'))
      checkComponent(c, {
        values,
        parts:
          kind === 'bus.dc'
            ? [
                { id: 'load', kind: 'load.constant', power_W: 5, conversion_efficiency_frac: 0.9 },
                { id: 'cell', kind: 'battery.bucket', capacity_Wh: 3, initial_charge_frac: 0.3 },
              ]
            : others.map(p => rename(p, String(id))),
      })
    },
    60_000,
  )
})

/** What named the part that is checked names it by its new id. */
function rename(part: Record<string, unknown>, id: string): Record<string, unknown> {
  const renamed = (v: unknown): unknown => (Array.isArray(v) ? v.map(renamed) : v === id ? 'subject' : v)
  return Object.fromEntries(Object.entries(part).map(([k, v]) => [k, k === 'id' || k === 'kind' ? v : renamed(v)]))
}

describe('a user’s own component', () => {
  it('is checked, and runs beside the engine’s', () => {
    checkComponent(crew, { values: { count: 3, node: 'bay' }, parts: [node] })
    const run = simulate(
      {
        name: 'crew',
        start: '2026-06-21T00:00:00Z',
        duration: '10 min',
        step_s: 60,
        parts: [node, { id: 'crew', kind: 'heat.crew', count: 2 }],
      },
      { components: [...builtin, crew] },
    )
    // 200 W for 600 s into 20 kJ/K.
    expect(run.recording.columns.find(c => c.name === 'bay.temp_K')?.values.at(-1)).toBeCloseTo(293.15 + 6, 9)
  })

  const wrongHeater = (o: {
    parameter?: string
    column?: string
    booked?: boolean
    value?: (v: number, lane: number) => number
  }) =>
    component({
      kind: 'heat.wrong',
      about: 'A heater with a fault.',
      parameters: {
        [o.parameter ?? 'heat_W']: quantity({ min: 0, max: 100, about: 'Heat.' }),
        node: partRef('node', { about: 'Where.' }),
      },
      build({ id, values, lanes }) {
        const given = lanes(o.parameter ?? 'heat_W')
        const heat = `${id}.${o.column ?? 'heat_W'}`
        return {
          steps: [
            step(
              'spend',
              { writes: { heat_W: heat }, adds: { node_W: heatOf(String(values.node)) } },
              io =>
                ({ from, to }) => {
                  for (let i = from; i < to; i++) {
                    io.heat_W[i] = o.value === undefined ? given[i] : o.value(given[i], i)
                    io.node_W[i] += io.heat_W[i]
                  }
                },
            ),
          ],
          flows: o.booked === false ? [] : [{ ledger: 'total', sign: 1, column: heat }],
        }
      },
    }) as AnyComponent
  it.each([
    ['a parameter without a unit', { parameter: 'heat' }, /heat: its name states no unit/],
    ['a column without a unit', { column: 'heat' }, /heat.*unit/],
    ['a flow that is not booked', { booked: false }, /ledger does not close/],
    [
      'a value that is no number at the end of the range',
      { value: (v: number) => 1 / (v - 100) },
      /heat_W: 100: .*not a finite number|heat_W: 100: /,
    ],
    [
      'a lane that looks at its place',
      { value: (v: number, lane: number) => v + lane },
      /another value beside other lanes/,
    ],
  ])('with %s is told so', (_name, fault, message) => {
    const values = { [(fault as { parameter?: string }).parameter ?? 'heat_W']: 50, node: 'bay' }
    expect(() => checkComponent(wrongHeater(fault), { values, parts: [node] })).toThrow(message)
  })
})

describe('a user’s own fault', () => {
  /** A valve that lets heat out of a node, and may jam. */
  const valve = component({
    kind: 'heat.valve',
    about: 'Takes heat out of a node.',
    parameters: {
      heat_W: quantity({ min: 0, max: 1000, about: 'Heat that it takes.' }),
      node: partRef('node', { about: 'From where.' }),
    },
    faults: {
      jammed: fault({
        about: 'It no longer opens all the way.',
        parameters: { opening_frac: fraction({ fallback: 0, about: 'How far it still opens.' }) },
        lost_frac: f => 1 - f.opening_frac,
      }),
    },
    build({ id, values, lanes }, plant) {
      const heat_W = lanes('heat_W')
      const jammed = plant.fault(id, 'jammed')
      const out = `${id}.out_W`
      return {
        steps: [
          step(
            'spend',
            {
              reads: (jammed === undefined ? {} : { lost_frac: jammed }) as Readonly<Record<string, string>>,
              writes: { out_W: out },
              adds: { node_W: heatOf(values.node) },
            },
            io => span => {
              for (let i = span.from; i < span.to; i++) {
                io.out_W[i] = heat_W[i] * (jammed === undefined ? 1 : 1 - io.lost_frac[i])
                io.node_W[i] -= io.out_W[i]
              }
            },
          ),
        ],
        flows: [{ ledger: 'total', sign: -1, column: out }],
      }
    },
  })
  const warm = { ...node, capacity_J_K: 1e7 }

  it('is checked with the component, and happens in a scenario', () => {
    checkComponent(valve, { values: { heat_W: 50, node: 'bay' }, parts: [warm] })
    const scenario = {
      name: 'jammed',
      start: '2026-06-21T00:00:00Z',
      duration: '10 min',
      step_s: 60,
      parts: [warm, { id: 'valve', kind: 'heat.valve', heat_W: 50, node: 'bay' }],
      faults: [{ part: 'valve', fault: 'jammed', at: '5 min', opening_frac: 0.5 }],
    }
    const { recording } = simulate(scenario, { components: [...builtin, valve] })
    const out = recording.columns.find(c => c.name === 'valve.out_W')?.values
    expect([out?.[5], out?.[6]]).toEqual([50, 25])
  })

  it('that makes energy is found', () => {
    const wrong = component({
      ...valve,
      build: (part, plant) => {
        const built = valve.build(part, plant)
        return { ...built, flows: plant.fault(part.id, 'jammed') === undefined ? (built.flows ?? []) : [] }
      },
    })
    expect(() => checkComponent(wrong, { values: { heat_W: 50, node: 'bay' }, parts: [warm] })).toThrow(
      /with jammed: .*ledger/,
    )
  })
})
