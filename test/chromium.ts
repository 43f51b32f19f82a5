import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const PATH = '/usr/bin/chromium'

/** A real browser that fetches nothing of its own accord. */
export function launchChromium(more: readonly string[] = []): Promise<Browser> {
  if (!existsSync(PATH))
    throw new Error(`This test opens a page in Chromium, and there is none at ${PATH}: apt-get install -y chromium`)
  return chromium.launch({
    executablePath: PATH,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  })
}
