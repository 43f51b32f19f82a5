import { el } from '../element.ts'
import type { Page } from '../page.ts'
import type { FleetPlace } from '../shown.ts'

/** Says of a satellite that shares jobs with others how busy it is shown. */
export function makeSharedJobs(page: Page): HTMLElement {
  const element = el('p', { class: 'shared-jobs' })
  page.shown.watch(shown => {
    const place = shown?.fleet
    element.hidden = place?.busy === undefined
    element.classList.toggle('untrue', place?.busy === 'as-if-alone')
    element.replaceChildren(...(place?.busy === undefined ? [] : wordsOf(place)))
  })
  return element
}

function wordsOf({ satellite, satellites, busy }: FleetPlace): (Node | string)[] {
  const all = satellites.toLocaleString('en')
  if (busy === 'among-others') return [`As busy as it is among the ${all} satellites that share the jobs.`]
  const code = (text: string) => el('code', {}, text)
  return [
    'Not as it is: shown as busy as its parts say, as if it shared no jobs. ',
    `To run all ${all} satellites that share them takes too long here. Write `,
    ...[code(`record: [${satellite}]`), ' in the fleet, run it with ', code('--out'), ', and open that record here.'],
  ]
}
