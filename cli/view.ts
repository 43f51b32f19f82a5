import { accessSync, constants } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { basename, dirname, extname, resolve } from 'node:path'
import { builtin, readScenario } from '../engine/index.ts'
import { InputError, reasonOf } from './input-error.ts'
import { readUtf8 } from './load.ts'
import { type Answerer, refuse, sendFile, serve } from './serve.ts'
import { viewerFolder } from './viewer-files.ts'

/** What the page's address says of a file, by its ending: a scenario is run in the page, a recording is shown. */
const OPENS: Readonly<Record<string, 'scenario' | 'run'>> = {
  '.yaml': 'scenario',
  '.yml': 'scenario',
  '.json': 'scenario',
  '.parquet': 'run',
  '.csv': 'run',
  '.ndjson': 'run',
}

/** Serves the viewer with a scenario or a recording until it is interrupted, and prints its address. */
export async function viewCommand(given: string, { port }: { readonly port: number }): Promise<void> {
  const opens = OPENS[extname(given).toLowerCase()]
  if (opens === undefined)
    throw new InputError(`${given}: neither a scenario (.yaml, .json) nor a recording (.parquet, .csv, .ndjson).`)
  try {
    accessSync(given, constants.R_OK)
  } catch (error) {
    throw new InputError(`${given} cannot be read: ${reasonOf(error)}`)
  }
  const named = opens === 'scenario' ? filesNamedBy(given) : new Map<string, string>()
  const file = basename(given)
  const beside: Answerer = (path, query, response) => {
    if (path !== `/files/${file}`) return false
    const name = query.get('named')
    if (name === null) sendFile(response, given)
    else sendNamed(response, named.get(name))
    return true
  }
  const { address } = await serve(await viewerFolder(), port, beside)
  process.stdout.write(`${given} is on ${address}?${opens}=files/${encodeURIComponent(file)}\n`)
  process.stderr.write('Nothing leaves this machine. Ctrl-C ends it.\n')
}

function sendNamed(response: ServerResponse, text: string | undefined): void {
  if (text === undefined) refuse(response, 404, 'the scenario does not name it')
  else response.end(text)
}

/** The files that a scenario names, by the name it uses. They alone are served beside it. Throws ScenarioError. */
function filesNamedBy(path: string): Map<string, string> {
  const named = new Map<string, string>()
  readScenario(readUtf8(path), {
    components: builtin,
    file: path,
    readText: name => {
      const text = readUtf8(resolve(dirname(path), name), name)
      named.set(name, text)
      return text
    },
  })
  return named
}
