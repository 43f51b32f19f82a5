import './panels.css'
import { keepInAddress, openedFrom } from './address.ts'
import { makeCharts } from './charts/charts.ts'
import { makeLook } from './charts/look.ts'
import { makeZoom } from './charts/zoom.ts'
import { makeExport } from './export/dialog.ts'
import { mountFleet } from './fleet/fleet.ts'
import { makeForm } from './form/form.ts'
import { makeRerun } from './form/rerun.ts'
import type { Page } from './page.ts'
import { makeResults } from './panels/results.ts'
import { makeSharedJobs } from './panels/shared-jobs.ts'
import { makeValues } from './panels/values.ts'
import type { SceneHandle } from './scene/scene.ts'

/** Everything beside the scene: charts, results, values and the form, and what of them the address keeps. */
export function mountPanels(page: Page, scene: SceneHandle): void {
  const look = makeLook()
  // Workers ask at this address, and theirs is not the page's.
  const address = () => {
    const from = openedFrom(new URLSearchParams(location.search))
    return from === undefined ? undefined : new URL(from, document.baseURI).href
  }
  const rerun = makeRerun(page, look, address)
  keepInAddress(page, rerun)
  page
    .slot('panels')
    .append(
      makeZoom(page, look),
      makeSharedJobs(page),
      makeCharts(page, look),
      makeResults(page, look),
      makeValues(page, look),
    )
  page.slot('form').append(makeForm(rerun))
  mountFleet(page, scene, address, rerun.pick)
  page.slot('toolbar').append(makeExport(page, look, scene))
}
