import { request } from 'node:http'
import { beforeAll, describe, expect, it } from 'vitest'
import { truth } from '../load.ts'
import { heliosync, SHORT, startProgram, temporaryFolder, write } from './program.ts'

describe('view', () => {
  const folder = temporaryFolder()
  const scenario = write(folder, 'short.yaml', SHORT)
  write(folder, 'secret.yaml', 'not for pages')
  let address: URL
  beforeAll(async () => {
    address = new URL((await startProgram(['view', scenario])).address)
  }, 60_000)

  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<{ status: number; body: string; policy: string }>((resolve, reject) => {
      request({ host: address.hostname, port: address.port, path, headers, method }, response => {
        let body = ''
        response.on('data', piece => {
          body += piece
        })
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body,
            policy: String(response.headers['content-security-policy']),
          }),
        )
      })
        .on('error', reject)
        .end()
    })

  it('serves the page and the scenario on loopback', async () => {
    expect(address.hostname).toBe('127.0.0.1')
    expect(address.search).toBe('?scenario=files/short.yaml')
    expect((await ask('/')).body).toContain('<title>heliosync</title>')
    expect((await ask('/files/short.yaml')).body).toBe(SHORT)
  })

  it('lets the page ask nothing of other places', async () => {
    expect((await ask('/')).policy).toMatch(/^default-src 'self' /)
  })

  it.each([
    ['another file beside the scenario', '/files/secret.yaml', 404],
    ['a file that the scenario does not name', '/files/short.yaml?named=secret.yaml', 404],
    ['a way out of the folder', '/../../package.json', 404],
    ['a hidden way out of the folder', '/%2e%2e/%2e%2e/package.json', 404],
    ['no address', '/%ff', 400],
  ])('keeps to itself: %s', async (_what, path, status) => {
    expect((await ask(path)).status).toBe(status)
  })

  it('answers no page of another name, and nothing but GET', async () => {
    expect((await ask('/', { host: 'example.org' })).status).toBe(403)
    expect((await ask('/', {}, 'POST')).status).toBe(405)
  })

  it.each([
    ['a file that is not there', ['view', 'nowhere.yaml'], /^nowhere\.yaml cannot be read: there is no such file/],
    ['a file that is neither', ['view', 'package.json.txt'], /neither a scenario \(\.yaml, \.json\) nor a recording/],
    ['a port that is none', ['view', '--port', '99999'], /Write a number from 1 to 65535/],
    [
      'a scenario that is wrong',
      ['view', write(folder, 'wrong.yaml', 'name: Wrong\n')],
      /wrong\.yaml:1:1 {2}start: is missing/,
    ],
  ])('says what is wrong with %s', (_what, args, message) => {
    const { status, stderr, stdout } = heliosync(args)
    expect(status).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(message)
  })

  it('says that a port is taken', () => {
    const { status, stderr } = heliosync(['view', scenario, '--port', address.port])
    expect(status).toBe(2)
    expect(stderr).toContain(`--port ${address.port}: another program has it`)
    expect(heliosync(['run', scenario, '--view', '--port', address.port]).status).toBe(2)
  })

  it('serves the files that a scenario names, by the name it uses', async () => {
    const [{ omm }] = truth<{ cases: { omm: { EPOCH: string } }[] }>('eclipse-day.json').cases
    write(folder, 'orbit.json', JSON.stringify(omm))
    const named = SHORT.replace(/start: .*/, `start: ${omm.EPOCH.slice(0, 19)}Z`).replace(
      /orbit: .*/,
      'orbit: { kind: omm, file: ./orbit.json }',
    )
    const { address: other } = await startProgram(['view', write(folder, 'named.yaml', named)])
    const answer = await fetch(
      `${other.replace(/\?.*/, '')}files/named.yaml?named=${encodeURIComponent('./orbit.json')}`,
    )
    expect(await answer.json()).toEqual(omm)
  })
})
