import { builtin, readScenario, type Scenario } from '../engine/index.ts'

/** A worker may wait for an answer, and the engine reads synchronously. The place is on the server that served the page. */
function readNamed(address: string, path: string): string {
  const request = new XMLHttpRequest()
  request.open('GET', `${address}?named=${encodeURIComponent(path)}`, false)
  request.send()
  if (request.status !== 200) throw new Error(`${path} cannot be read: ${request.responseText}`)
  return request.responseText
}

/** Reads a scenario in a worker; the files it names are asked for at the address that it came from. Throws ScenarioError. */
export function readFrom(input: unknown, file: string | undefined, address: string | undefined): Scenario {
  return readScenario(input, {
    components: builtin,
    ...(file === undefined ? {} : { file }),
    ...(address === undefined ? {} : { readText: (path: string) => readNamed(address, path) }),
  })
}
