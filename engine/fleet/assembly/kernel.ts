// The fast path's arithmetic, two satellites at a time. AssemblyScript, which alone checks these files: an editor's TypeScript knows no decorator
// of a function and is told to pass over them. What a tile's memory holds is told in ../tile/layout.ts.
export { follow } from './turns'
export { look, move } from './shadow'
export { earthshine } from './earth'
export { place } from './path'
export { cut, goOn } from './pieces'
export { count, sum } from './series'
