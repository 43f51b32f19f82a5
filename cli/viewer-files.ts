import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PACKAGE_FOLDER } from './package.ts'

const BUILT = join(PACKAGE_FOLDER, 'dist', 'viz')
/** What the built viewer is made of; absent in an installed package, which brings it built. */
const SOURCES = ['viz', 'engine', 'recordings', 'vite.config.ts', 'package-lock.json'].map(name =>
  join(PACKAGE_FOLDER, name),
)

/** The folder of the built viewer. In a checkout it is built when it is missing or older than its sources. */
export async function viewerFolder(): Promise<string> {
  if (existsSync(SOURCES[0]) && !isFresh()) await build()
  if (!existsSync(BUILT)) throw new Error('The viewer is missing from this package; install it again.')
  return BUILT
}

const isFresh = () => newest_ms([join(BUILT, 'index.html')]) > newest_ms(SOURCES)

function newest_ms(paths: readonly string[]): number {
  let newest = 0
  for (const path of paths) {
    if (!existsSync(path)) continue
    const about = statSync(path)
    const inside = about.isDirectory() ? newest_ms(readdirSync(path).map(name => join(path, name))) : about.mtimeMs
    newest = Math.max(newest, inside)
  }
  return newest
}

/** Builds elsewhere and moves at the end. Of several that build at once the first moves, and the others find it done. */
async function build(): Promise<void> {
  const vite = await import('vite')
  const elsewhere = join(PACKAGE_FOLDER, 'node_modules', `.viewer-${process.pid}`)
  await vite.build({
    configFile: join(PACKAGE_FOLDER, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: elsewhere },
  })
  if (isFresh()) rmSync(elsewhere, { recursive: true, force: true })
  else {
    rmSync(BUILT, { recursive: true, force: true })
    mkdirSync(dirname(BUILT), { recursive: true })
    renameSync(elsewhere, BUILT)
  }
}
