import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const WANTED = [/^Height /, /^$/, /^Energy, whole run/, /^generated/, /^demanded/, /^ {2}served/, /^ {2}unserved/]

/** Puts what the main example prints today into the README: the block after its command, and the share in its first sentence. */
export function quoteResult(unserved_frac: number): void {
  const file = new URL('../README.md', import.meta.url)
  const page = readFileSync(file, 'utf8')
  const tsx = new URL('../node_modules/.bin/tsx', import.meta.url).pathname
  const cli = new URL('../cli/main.ts', import.meta.url).pathname
  // Piped, the report goes to stderr.
  const { stdout, stderr } = spawnSync(tsx, [cli], { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } })
  const printed = `${stdout}${stderr}`.split('\n')
  const lines = WANTED.map(want => {
    const line = printed.find(l => want.test(l))
    if (line === undefined) throw new Error(`The main example prints no line like ${want}.`)
    return line
  })
  const head = page.indexOf('whether the books close:')
  const from = page.indexOf('```\n', head) + 4
  const to = page.indexOf('```', from)
  if (head < 0 || from < 4 || to < 0) throw new Error('README.md has no block after "whether the books close:".')
  const quoted = `${page.slice(0, from)}${lines.join('\n')}\n${page.slice(to)}`
  writeFileSync(file, quoted.replace(/satellite: [\d.]+ %/, `satellite: ${(100 * unserved_frac).toFixed(1)} %`))
}
