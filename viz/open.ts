import type { Page } from './page.ts'

/** Runs a scenario (text or object) in the worker and shows it, or says what is wrong. */
export async function openScenario(
  page: Page,
  scenario: unknown,
  from: { readonly file?: string; readonly address?: string } = {},
): Promise<void> {
  page.say('Running …')
  const outcome = await page.engine.run(scenario, from)
  if (outcome.kind === 'superseded') return
  page.say(outcome.kind === 'wrong' ? outcome.message : '', outcome.kind === 'wrong')
  if (outcome.kind === 'done') page.shown.set(outcome.shown)
}

/** Opens what the page's address names: `?scenario=`, a file beside the page. */
export async function openAddress(page: Page, query: URLSearchParams): Promise<void> {
  const address = query.get('scenario')
  if (address === null) return
  const response = await fetch(address)
  if (!response.ok) return page.say(`${address} cannot be read: ${await response.text()}`, true)
  const file = address.slice(address.lastIndexOf('/') + 1)
  await openScenario(page, await response.text(), { file, address })
}
