import { parentPort, workerData } from 'node:worker_threads'
import { carry } from './carried-error.ts'
import { type Answer, Moved, type Task, type WorkerSetup, type WorkModule } from './pool.ts'

/** A thread of the pool: sets the work up once, then does one job after another. */
const port = parentPort as NonNullable<typeof parentPort>
const { work, setup } = workerData as WorkerSetup
const ready = import(work).then((m: WorkModule) => m.default(setup))
// A set-up that fails is told as the failure of the first job.
ready.catch(() => {})

port.on('message', async ({ number, job }: Task) => {
  try {
    const result = await (await ready)(job)
    const { value, buffers } = result instanceof Moved ? result : { value: result, buffers: [] }
    port.postMessage({ number, value } satisfies Answer, buffers)
  } catch (error) {
    port.postMessage({ number, error: carry(error) } satisfies Answer)
  }
})
