import { readFileSync, writeFileSync } from 'node:fs'

/** Prints a script's result; with `--write` it also takes the place of the block under `heading` in docs/physics.md. */
export function printAndQuote(heading: string, text: string): void {
  console.log(text)
  if (!process.argv.includes('--write')) return
  const file = new URL('../docs/physics.md', import.meta.url)
  const page = readFileSync(file, 'utf8')
  const head = page.indexOf(`\n## ${heading}\n`)
  const from = page.indexOf('```\n', head) + 4
  const to = page.indexOf('```', from)
  if (head < 0 || from < 4 || to < 0) throw new Error(`docs/physics.md has no block under "## ${heading}".`)
  writeFileSync(file, `${page.slice(0, from)}${text}\n${page.slice(to)}`)
}

/** Takes the place of what stands under `heading` in docs/speed.md, up to the next heading. */
export function quoteSpeed(heading: string, text: string): void {
  const file = new URL('../docs/speed.md', import.meta.url)
  const page = readFileSync(file, 'utf8')
  const head = page.indexOf(`\n## ${heading}\n`)
  if (head < 0) throw new Error(`docs/speed.md has no "## ${heading}".`)
  const from = head + heading.length + 5
  const next = page.indexOf('\n## ', from)
  writeFileSync(file, `${page.slice(0, from)}\n${text}\n${next < 0 ? '' : page.slice(next)}`)
}
