import type { Checked } from './check-one.ts'
import type { Paint } from './output.ts'

/** Tells what became of scenarios: each as soon as it is its turn, or all at the end. What they return is printed as it is. */
export interface Reporter {
  each?(checked: Checked, first: boolean): string
  end?(all: readonly Checked[]): string
}

/** Reporters by name; each is loaded only when it is asked for. */
export const REPORTERS: Readonly<Record<string, (paint: Paint) => Promise<Reporter>>> = {
  text: async paint => (await import('./reporter-text.ts')).textReporter(paint),
  junit: async () => (await import('./reporter-junit.ts')).junitReporter,
  github: async () => (await import('./reporter-github.ts')).githubReporter,
  markdown: async () => (await import('./reporter-markdown.ts')).markdownReporter,
  json: async () => (await import('./reporter-json.ts')).jsonReporter,
}
