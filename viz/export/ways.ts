import { columnOf, csvOf } from '../../engine/index.ts'
import { eclipsesOf } from '../bands.ts'
import { usualColumns } from '../charts/choose.ts'
import { type Look, rowsIn } from '../charts/look.ts'
import type { Page } from '../page.ts'
import type { SceneHandle } from '../scene/scene.ts'
import { partsOf } from '../scene/shape.ts'
import type { Shown } from '../shown.ts'
import { czmlOf, type Station } from './czml.ts'
import { type NumberField, numberField, numberOf, wholeOf } from './number-field.ts'
import { png, withPictures } from './picture.ts'
import { FRAMES_A_SECOND, recordVideo } from './video.ts'

/** A way to take something away. */
export interface Way {
  readonly word: string
  readonly about: string
  readonly ending: string
  readonly fields: readonly NumberField[]
  readonly fits: (shown: Shown) => boolean
  /** Makes the file. Rejects with what to do instead. */
  readonly make: (shown: Shown, progress: (text: string) => void) => Promise<Blob>
}

/** Rows that timeline and charts show. */
export const visibleRows = ({ visible }: Page, { recording }: Shown) =>
  rowsIn(visible.now, recording.interval_s, recording.rows)

/** Every way. Without WebGL there are no pictures. */
export function waysOf(page: Page, look: Look, scene: SceneHandle): readonly Way[] {
  return [
    ...(scene.canvas === undefined ? [] : drawn(page, scene)),
    {
      word: 'Rows',
      about: 'CSV, every column, numbers to their last bit',
      ending: 'csv',
      fields: [],
      fits: () => true,
      make: async shown => new Blob([...csvOf(shown.recording, ...visibleRows(page, shown))], { type: 'text/csv' }),
    },
    {
      word: 'Orbit',
      about: 'CZML for Cesium, with the charted columns',
      ending: 'czml',
      fields: [],
      fits: hasOrbit,
      make: async shown => json(orbitOf(page, look, shown)),
    },
    {
      word: 'Scenario',
      about: 'JSON as it is now, changes included, for heliosync run',
      ending: 'json',
      fields: [],
      fits: ({ scenario }) => scenario !== undefined,
      make: async ({ scenario }) => json(scenario),
    },
    {
      word: 'Summary',
      about: 'JSON, as heliosync run --json prints it',
      ending: 'summary.json',
      fields: [],
      fits: ({ summary }) => summary !== undefined,
      make: async ({ summary }) => json(summary),
    },
  ]
}

const hasOrbit = ({ recording }: Shown) => columnOf(recording, 'orbit.x_km') !== undefined
const json = (value: unknown) => new Blob([`${JSON.stringify(value, null, 1)}\n`], { type: 'application/json' })

/** Picture and film, in one size. */
function drawn(page: Page, scene: SceneHandle): readonly Way[] {
  const width = numberField('Width', 'px', 1920)
  const height = numberField('Height', 'px', 1080)
  const length = numberField('Length', 's', 10)
  const size = () => ({ width_px: wholeOf(width), height_px: wholeOf(height) })
  return [
    {
      word: 'Picture',
      about: 'PNG of the scene at this tick',
      ending: 'png',
      fields: [width, height],
      fits: hasOrbit,
      make: async ({ recording }) => withPictures(scene, recording, size(), at => png(at(page.clock.time_s))),
    },
    {
      word: 'Film',
      about: `WebM of the scene in that size, ${FRAMES_A_SECOND} pictures a second`,
      ending: 'webm',
      fields: [length],
      fits: hasOrbit,
      make: async (shown, progress) => {
        const { recording } = shown
        const [first, last] = visibleRows(page, shown)
        const timeAt_s = (place: number) => (first + place * (last - first)) * recording.interval_s
        const film = { ...size(), duration_s: numberOf(length) }
        return withPictures(scene, recording, film, at =>
          recordVideo({
            ...film,
            draw: place => at(timeAt_s(place)),
            progress: (done, of) => progress(`Picture ${done} of ${of}`),
          }),
        )
      },
    },
  ]
}

function orbitOf(page: Page, look: Look, shown: Shown) {
  const { recording, scenario, summary } = shown
  const [first, last] = visibleRows(page, shown)
  const stations = partsOf(scenario)
    .filter(p => p.kind === 'ground.station')
    .map(
      (p): Station => ({
        id: p.id,
        longitude_deg: Number(p.longitude_deg),
        latitude_deg: Number(p.latitude_deg),
        altitude_m: Number(p.altitude_m),
      }),
    )
  return czmlOf({
    recording,
    first,
    last,
    eclipses: eclipsesOf(shown),
    properties: [...(look.ticked.now ?? usualColumns(recording))],
    stations,
    period_s: summary?.orbit?.period_s ?? (last - first) * recording.interval_s,
  })
}
