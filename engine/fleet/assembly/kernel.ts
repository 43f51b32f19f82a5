// The fast path's arithmetic, two satellites at a time. AssemblyScript, which alone checks these files: TypeScript, which knows neither its types
// nor decorators of functions, leaves this folder out. What a tile's memory holds is told in ../tile/layout.ts.
export { follow } from './turns'
export { look, move } from './shadow'
export { earthshine } from './earth'
export { place } from './path'
export { cut, goOn } from './pieces'
export { count, sum } from './series'
