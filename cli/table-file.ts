import { csvOf, type Run } from '../engine/index.ts'
import { formatOf } from './table-format.ts'
import { prepareFile, type Write } from './whole-file.ts'

type Writer = (run: Run, write: Write) => void

/** The formats by the ending of the file's name; each is loaded only when it is asked for. */
const WRITERS: Readonly<Record<string, () => Promise<Writer>>> = {
  '.csv': async () => (run, write) => {
    for (const piece of csvOf(run.recording)) write(piece)
  },
  '.ndjson': async () => {
    const { writeNdjson } = await import('./ndjson.ts')
    return (run, write) => writeNdjson(run.recording, write)
  },
  '.parquet': async () => (await import('./parquet.ts')).writeParquet,
}

/** Finds the format of `--out` and makes sure, before the run, that the file can be written. Returns what writes it. */
export async function prepareTableFile(path: string): Promise<(run: Run) => void> {
  const load = formatOf(WRITERS, path)
  const writeFile = prepareFile('--out', path)
  const writer = await load()
  return run => writeFile(write => writer(run, write))
}
