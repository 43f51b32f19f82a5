import { join } from 'node:path'
import { defineConfig } from 'vite'

/** The viewer: viz/ to dist/viz, with relative addresses, so that it runs from any folder that is served. */
export default defineConfig({
  root: join(import.meta.dirname, 'viz'),
  base: './',
  worker: { format: 'es' },
  build: {
    outDir: join(import.meta.dirname, 'dist/viz'),
    emptyOutDir: true,
    target: 'es2023',
    // three.js is one large piece; splitting it would not make the page come sooner.
    chunkSizeWarningLimit: 2000,
  },
})
