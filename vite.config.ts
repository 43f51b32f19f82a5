import { join } from 'node:path'
import { transform } from 'esbuild'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { defineConfig, type Plugin } from 'vite'
import atlas from 'world-atlas/land-50m.json' with { type: 'json' }

/** Units of the coastlines' numbers: a 182nd of a degree, 0.6 km, is the finest that fills 16 bits. */
const UNITS_A_DEGREE = 182

/**
 * `virtual:land`: the shores of Natural Earth's 1:50 m land (public domain), as base64 of 16-bit numbers: for each ring how many points, then
 * longitude and latitude of each.
 */
function land(): Plugin {
  return {
    name: 'land',
    resolveId: id => (id === 'virtual:land' ? `\0${id}` : undefined),
    load: id => (id === '\0virtual:land' ? `export default '${encodedLand()}'` : undefined),
  }
}

function encodedLand(): string {
  const topology = atlas as unknown as Topology<{ land: GeometryCollection }>
  const rings = feature(topology, topology.objects.land).features.flatMap(({ geometry }) =>
    geometry.type === 'MultiPolygon'
      ? geometry.coordinates.flat()
      : geometry.type === 'Polygon'
        ? geometry.coordinates
        : [],
  )
  const numbers = rings.flatMap(ring => [ring.length, ...ring.flat().map(deg => Math.round(deg * UNITS_A_DEGREE))])
  return Buffer.from(Int16Array.from(numbers).buffer).toString('base64')
}

const ELEMENTARY = join(import.meta.dirname, 'viz/elementary')

/**
 * Writes `a ** b` and Math.pow(a, b) as calls of the power in viz/elementary, whose bits are known: an operator cannot be replaced, and minifiers write the
 * call as one.
 */
function ownPowers(): Plugin {
  return {
    name: 'own-powers',
    enforce: 'post',
    async transform(source, id) {
      if (id.startsWith(ELEMENTARY) || !/\*\*|Math\.pow/.test(source)) return null
      const { code } = await transform(source, { loader: 'js', supported: { 'exponent-operator': false } })
      if (!code.includes('Math.pow')) return null
      const ours = code.replace('var __pow = Math.pow;', '').replaceAll(/\bMath\.pow\b/g, '__pow')
      return { code: `import { pow as __pow } from '${ELEMENTARY}/functions.ts';\n${ours}`, map: null }
    },
  }
}

/** The viewer: viz/ to dist/viz, with relative addresses, so that it runs from any folder that is served. */
export default defineConfig({
  root: join(import.meta.dirname, 'viz'),
  base: './',
  plugins: [land()],
  worker: { format: 'es', plugins: () => [ownPowers()] },
  build: {
    outDir: join(import.meta.dirname, 'dist/viz'),
    emptyOutDir: true,
    target: 'es2023',
    // three.js is one large piece; splitting it would not make the page come sooner.
    chunkSizeWarningLimit: 2000,
  },
})
