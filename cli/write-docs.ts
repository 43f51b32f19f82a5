import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PACKAGE_FOLDER } from './package.ts'
import { GENERATED_PAGES } from './reference.ts'

/** `npm run docs`: writes the generated pages anew. A test fails while they are stale. */
for (const [path, page] of Object.entries(GENERATED_PAGES)) {
  const file = join(PACKAGE_FOLDER, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, page())
  console.log(path)
}
