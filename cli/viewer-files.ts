import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { PACKAGE_FOLDER } from './package.ts'

const BUILT = join(PACKAGE_FOLDER, 'dist', 'viz')
/** What the built viewer is made of; absent in an installed package, which brings it built. */
const SOURCES = ['viz', 'engine', 'recordings', 'vite.config.ts', 'package-lock.json'].map(name =>
  join(PACKAGE_FOLDER, name),
)

/** The folder of the built viewer. In a checkout it is built when it is missing or older than its sources. */
export async function viewerFolder(): Promise<string> {
  const [sources] = SOURCES
  if (existsSync(sources) && newest_ms(SOURCES) > newest_ms([join(BUILT, 'index.html')])) await build()
  if (!existsSync(BUILT)) throw new Error('The viewer is missing from this package; install it again.')
  return BUILT
}

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

/** Builds beside the target and moves at the end, so that two that build at once do not meet. */
async function build(): Promise<void> {
  const vite = await import('vite')
  const beside = `${BUILT}.${process.pid}`
  await vite.build({
    configFile: join(PACKAGE_FOLDER, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: beside },
  })
  rmSync(BUILT, { recursive: true, force: true })
  renameSync(beside, BUILT)
}
