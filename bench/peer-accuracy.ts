import { type Cell, table } from '../cli/table.ts'
import { type Course, courseError, fastCourse, peerCourse, plainCourse } from './course.ts'
import { PLANES, sunAtTicks } from './fleet-case.ts'
import { machine } from './machine.ts'
import { findPython } from './peers/numpy.ts'
import { quoteSpeed } from './quote.ts'

/**
 * npm run peer-accuracy: how far the numpy peers, the fast path and the plain one are from each other, on a satellite of each plane for six hours.
 * `-- --write` puts the table into docs/speed.md.
 */
const DURATION_s = 6 * 3600
const FINEST_s = 1

const python = findPython()
if (python === undefined) throw new Error('No Python here has numpy and sgp4; PYTHON names another.')
const of = (script: 'numpy_fleet' | 'numpy_edges', step_s: number, sun_km?: Float64Array) =>
  peerCourse(python, { script, satellites: PLANES, step_s, duration_s: DURATION_s, ...(sun_km && { sun_km }) })

const finest = of('numpy_edges', FINEST_s)
const plain = plainCourse(PLANES, 1, DURATION_s)
const share = (value: number) => value.toExponential(1)
const cells: Cell[][] = []
const say = (what: string, course: Course, reference: Course) => {
  const e = courseError(course, reference)
  const temps = [e.wing_K, e.wingRms_K, e.others_K].map(v => v.toFixed(3))
  cells.push([what, ...temps, share(e.generated_frac), share(e.fleet_frac), e.lit_s.toFixed(3), share(e.charge_frac)])
}

for (const step_s of [60, 30, 10, 5, 2, 1])
  say(`numpy, one look a tick of ${step_s} s`, of('numpy_fleet', step_s), finest)
for (const step_s of [60, 30, 10]) say(`numpy, edges found, ${step_s} s`, of('numpy_edges', step_s), finest)
say('the fast path, 60 s', fastCourse(PLANES, DURATION_s), finest)
say('the fast path, 60 s, beside the plain path at 1 s', fastCourse(PLANES, DURATION_s), plain)
say('the plain path, 60 s, beside itself at 1 s', plainCourse(PLANES, 60, DURATION_s), plain)
say('numpy, edges found, 1 s, beside the plain path at 1 s', finest, plain)
const ours = of('numpy_edges', FINEST_s, sunAtTicks(DURATION_s / 60))
say('the same with the Sun of heliosync', ours, plain)

const right = (title: string) => ({ title, right: true })
const titles = ['wing, K', 'rms', 'other nodes, K', 'generated', 'by the fleet', 'sunlit, s', 'charge']
const text = [machine(), ...table([{ title: 'Worst difference' }, ...titles.map(right)], cells, t => t)].join('\n')
console.log(text)
if (process.argv.includes('--write')) quoteSpeed('As near as ours', `\`\`\`\n${text}\n\`\`\``)
