import { ELEMENTARY } from './functions.ts'

// A worker is the engine's alone, so its Math may be too. Imported before the engine, this makes a run in the page equal to one in Node.
Object.assign(Math, ELEMENTARY)
