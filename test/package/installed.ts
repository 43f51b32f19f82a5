import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const npm = (folder: string, ...args: string[]) =>
  execFileSync('npm', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

/** What the package is not built from. The rest is copied and packed there, so that no other test sees a `dist` come and go. */
const NOT_SOURCES = /^(node_modules|dist|out|coverage|test|bench|\..*|.*\.tgz)$/

/** Packs the package as `npm publish` would, from a copy in `folder`. Returns the tarball. */
export function packInto(folder: string): string {
  const copy = join(folder, 'sources')
  mkdirSync(copy)
  for (const name of readdirSync(root).filter(n => !NOT_SOURCES.test(n)))
    cpSync(join(root, name), join(copy, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  const [packed] = JSON.parse(npm(copy, 'pack', '--json', '--silent').replace(/^[^[]*/, ''))
  return join(copy, packed.filename)
}

/** A project of a user's, with the tarball installed and the tools that it brings itself: vitest and TypeScript. */
export function projectWith(tarball: string, folder: string, files: Readonly<Record<string, string>>): string {
  const project = join(folder, 'project')
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, name)), { recursive: true })
    writeFileSync(join(project, name), text)
  }
  npm(project, 'install', '--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock', tarball)
  mkdirSync(join(project, 'node_modules/@types'), { recursive: true })
  for (const tool of ['vitest', 'typescript', '@types/node'])
    symlinkSync(join(root, 'node_modules', tool), join(project, 'node_modules', tool))
  return project
}

/** Runs a program of the project, its output piped. */
export function inProject(project: string, command: string, args: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', ...env },
  })
  return { status, stdout, stderr }
}
