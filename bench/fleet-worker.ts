import { parentPort, workerData } from 'node:worker_threads'
import { ROW, TALLIES, TILE_LANES } from '../engine/fleet/tile/tile.ts'
import { makeFleetTile, runFleet, sunAtTicks } from './fleet-case.ts'

/** Runs a part of the fleet again for every message [from, to] and answers with every total of every satellite. */
const { ticks } = workerData as { ticks: number }
const sun_km = sunAtTicks(ticks)
const tile = makeFleetTile()
runFleet(tile, 0, TILE_LANES, ticks, sun_km)
parentPort?.on('message', ([from, to]: [number, number]) => {
  const totals = new Float64Array((to - from) * TALLIES)
  runFleet(tile, from, to, ticks, sun_km, {}, (first, count) => {
    for (let row = 0; row < TALLIES; row++)
      for (let lane = 0; lane < count; lane++)
        totals[(first + lane - from) * TALLIES + row] = tile.table.total[row * ROW + lane]
  })
  parentPort?.postMessage(totals)
})
parentPort?.postMessage('ready')
