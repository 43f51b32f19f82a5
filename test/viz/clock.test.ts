import { describe, expect, it } from 'vitest'
import { makeClock } from '../../viz/clock.ts'

function covering(rows: number, interval_s: number, growing = false) {
  const clock = makeClock()
  clock.cover({ rows, interval_s }, growing)
  return clock
}

describe('the playback clock', () => {
  it('plays at its speed and stops at the last row', () => {
    const clock = covering(11, 10)
    clock.setSpeed(60)
    clock.advance(1)
    expect(clock.time_s).toBe(0)
    clock.play()
    clock.advance(1)
    expect(clock.time_s).toBe(60)
    clock.advance(1)
    expect([clock.time_s, clock.playing]).toEqual([100, false])
    clock.play()
    expect([clock.time_s, clock.playing]).toEqual([0, true])
  })

  it('waits at the last row of a recording that grows', () => {
    const clock = covering(3, 10, true)
    clock.play()
    clock.advance(10)
    expect([clock.time_s, clock.playing]).toEqual([20, true])
    clock.cover({ rows: 5, interval_s: 10 }, false)
    expect(clock.time_s).toBe(20)
    clock.advance(10)
    expect([clock.time_s, clock.playing]).toEqual([40, false])
  })

  it('stands on a row exactly, whatever the interval', () => {
    for (const interval_s of [0.1, 0.3, 1 / 3, 7, 10]) {
      const clock = covering(10_001, interval_s)
      for (let row = 0; row <= 10_000; row += 7) {
        clock.seekRow(row)
        expect(clock.row).toBe(row)
      }
    }
  })

  it('shows the last row reached and steps to whole rows', () => {
    const clock = covering(11, 10)
    clock.seek(39.9)
    expect(clock.row).toBe(3)
    clock.step(1)
    expect([clock.time_s, clock.row]).toEqual([40, 4])
    clock.seek(45)
    clock.step(-1)
    expect(clock.time_s).toBe(40)
    clock.step(-1)
    expect(clock.time_s).toBe(30)
    clock.play()
    clock.step(1)
    expect(clock.playing).toBe(false)
  })

  it('keeps within the recording and refuses nonsense', () => {
    const clock = covering(11, 10)
    clock.seek(1e9)
    expect(clock.time_s).toBe(100)
    clock.seek(-5)
    expect(clock.time_s).toBe(0)
    clock.seek(Number.NaN)
    expect(clock.time_s).toBe(0)
    clock.setSpeed(1e9)
    expect(clock.speed).toBe(10_000)
    clock.setSpeed(0)
    expect(clock.speed).toBe(10_000)
    clock.seekRow(10)
    clock.cover({ rows: 4, interval_s: 10 })
    expect(clock.time_s).toBe(30)
  })

  it('tells its listeners until they leave', () => {
    const clock = covering(11, 10)
    let told = 0
    const leave = clock.subscribe(() => told++)
    clock.seek(5)
    expect(told).toBe(1)
    leave()
    clock.seek(6)
    expect(told).toBe(1)
  })
})
