import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { InputError } from './input-error.ts'

/** Answers what lies beside the built page, such as `/files/iss.yaml`; false when it knows nothing of the address. */
export type Answerer = (path: string, query: URLSearchParams, response: ServerResponse) => boolean

export interface Served {
  readonly address: string
  close(): void
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

/** Nothing on the page may ask anything of another place; nothing of another place may put the page in a frame. */
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
}

/** Serves a folder on loopback alone. Port 0 takes a free one. Throws InputError when the port cannot be had. */
export function serve(folder: string, port: number, beside: Answerer): Promise<Served> {
  const server = createServer((request, response) => answer(folder, beside, request, response))
  return new Promise((resolve, reject) => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'another program has it' : error.message
      reject(new InputError(`--port ${port}: ${why}. Write another port, or leave it out for a free one.`))
    })
    server.listen(port, '127.0.0.1', () => {
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
      resolve({
        address,
        close: () => {
          server.close()
          server.closeAllConnections()
        },
      })
    })
  })
}

function answer(folder: string, beside: Answerer, request: IncomingMessage, response: ServerResponse): void {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
  const path = pathOf(request.url ?? '/')
  // A page of another place that has its own name point here (DNS rebinding) says that name.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) refuse(response, 403, 'Not from here.')
  else if (request.method !== 'GET' && request.method !== 'HEAD') refuse(response, 405, 'Only GET.')
  else if (path === undefined) refuse(response, 400, 'This is no address.')
  else if (!beside(path, queryOf(request.url ?? '/'), response))
    sendFile(response, join(folder, normalize(path === '/' ? '/index.html' : path)))
}

/** The path of an address in plain characters; undefined where it cannot be read. */
function pathOf(address: string): string | undefined {
  try {
    return decodeURIComponent(address.replace(/[?#].*/s, ''))
  } catch {
    return undefined
  }
}

const queryOf = (address: string) =>
  new URLSearchParams(address.includes('?') ? address.slice(address.indexOf('?')) : '')

export function sendFile(response: ServerResponse, path: string): void {
  if (!existsSync(path) || !statSync(path).isFile()) {
    refuse(response, 404, 'There is no such file.')
    return
  }
  response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream')
  createReadStream(path).pipe(response)
}

export function refuse(response: ServerResponse, status: number, why: string): void {
  response.statusCode = status
  response.setHeader('Content-Type', 'text/plain; charset=utf-8')
  response.end(why)
}
