import { describe, expect, it } from 'vitest'
import { InputError } from '../../cli/input-error.ts'
import { inOrder, Moved, type PoolOptions } from '../../cli/pool.ts'
import type { PoolJob } from './fixtures/pool-work.ts'

const work = new URL('./fixtures/pool-work.ts', import.meta.url).href

async function results(jobs: Iterable<PoolJob | Moved<PoolJob>>, options: Partial<PoolOptions> = {}) {
  const all: unknown[] = []
  for await (const r of inOrder(jobs, { work, setup: { greeting: 'Hello' }, workers: 2, ...options })) all.push(r)
  return all
}

const slowFirst: PoolJob[] = [200, 0, 0, 0].map((wait_ms, k) => ({ wait_ms, name: `job ${k}` }))

describe('the pool', () => {
  it.each([0, 1, 2, 3])('gives the same results in the order of the jobs on %s threads', async workers => {
    const done: number[] = []
    const all = await results(slowFirst, { workers, onDone: n => done.push(n) })
    expect(all).toEqual([0, 1, 2, 3].map(k => `Hello job ${k}, set up 1 time`))
    expect(done).toEqual([1, 2, 3, 4])
  })

  it('needs no jobs', async () => {
    expect(await results([])).toEqual([])
  })

  it('takes jobs no further ahead than it may', async () => {
    let taken = 0
    function* jobs() {
      for (const job of slowFirst) {
        taken++
        yield job
      }
    }
    for await (const _ of inOrder(jobs(), { work, setup: { greeting: 'Hello' }, workers: 1, ahead: 2 })) {
      expect(taken).toBeLessThanOrEqual(3)
      if (taken === 3) break
    }
    expect(taken).toBe(3)
  })

  it('moves buffers both ways', async () => {
    const double = Float64Array.of(1, 2, 3)
    expect(await results([new Moved<PoolJob>({ double }, [double.buffer])])).toEqual([Float64Array.of(2, 4, 6)])
    expect(double.length, 'it was handed over').toBe(0)
  })

  it.each([0, 2])('brings an error with its class and message from %s threads', async workers => {
    const refused = await results([{ refuse: 'Not so.' }], { workers }).catch(e => e)
    expect(refused).toBeInstanceOf(InputError)
    expect(refused.message).toBe('Not so.')
    const fault = await results([{ fault: 'odd' }], { workers }).catch(e => e)
    expect([fault.name, fault.message, fault.tick]).toEqual(['TypeError', 'odd', 12])
    expect(fault.stack).toContain('pool-work.ts')
  })

  it('says what the set-up says', async () => {
    const error = await results(slowFirst, { setup: { greeting: '' } }).catch(e => e)
    expect(error).toBeInstanceOf(InputError)
    expect(error.message).toBe('A greeting is needed.')
  })

  it('gives the results before an error, then the error', async () => {
    const all: unknown[] = []
    const jobs: PoolJob[] = [slowFirst[0], { refuse: 'Not so.' }]
    const run = async () => {
      for await (const r of inOrder(jobs, { work, setup: { greeting: 'Hello' }, workers: 2 })) all.push(r)
    }
    await expect(run()).rejects.toThrow('Not so.')
    expect(all.length).toBe(1)
  })

  it('does not wait for a thread that is gone, nor for a result that cannot be sent', async () => {
    await expect(results([{ exit: 4 }])).rejects.toThrow('ended by itself with code 4')
    await expect(results([{ uncopyable: true }])).rejects.toThrow(/could not be cloned/)
  })
})
