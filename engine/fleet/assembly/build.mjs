// npm run kernel: compiles kernel.ts (AssemblyScript, two lanes at a time) and writes the bytes into ../tile/kernel-code.ts.
import { writeFileSync } from 'node:fs'
import asc from 'assemblyscript/asc'

const here = new URL('.', import.meta.url)

/** The compiled kernel as base64. Throws what the compiler says. */
export async function compileKernel() {
  const options = [
    '-O3',
    '--noAssert',
    '--runtime',
    'stub',
    '--enable',
    'simd',
    '--importMemory',
    '--initialMemory',
    '1',
  ]
  const files = new Map()
  const { error, stderr } = await asc.main(
    ['kernel.ts', ...options, '--baseDir', here.pathname, '--outFile', 'kernel.wasm'],
    {
      writeFile: (name, contents) => files.set(name, contents),
    },
  )
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`)
  return Buffer.from(files.get('kernel.wasm')).toString('base64')
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const code = await compileKernel()
  writeFileSync(
    new URL('../tile/kernel-code.ts', here),
    `/** assembly/kernel.ts compiled; written by npm run kernel. */\nexport const KERNEL_BASE64 =\n  '${code}'\n`,
  )
}
