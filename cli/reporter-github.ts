import { relative, resolve, sep } from 'node:path'
import type { Checked } from './check-one.ts'
import { type Finding, findingsOf } from './finding.ts'
import type { Reporter } from './reporter.ts'

/** Annotations of GitHub Actions: each finding that does not hold stands on its line of the scenario, in the diff of the pull request. */
export const githubReporter: Reporter = {
  each: checked =>
    findingsOf(checked)
      .filter(f => f.verdict > 0)
      .map(f => annotation(f, checked))
      .join(''),
  end: all => {
    const bad = all.filter(c => findingsOf(c).some(f => f.verdict > 0)).length
    return `${bad === 0 ? `All ${all.length} scenarios keep their limits and budgets.` : `${bad} of ${all.length} scenarios fail.`}\n`
  },
}

/** A workflow command, https://docs.github.com/actions/reference/workflow-commands-for-github-actions. */
function annotation({ title, message, place }: Finding, { path }: Checked): string {
  const { line, column } = place ?? { line: 1, column: 1 }
  const properties = { file: inRepository(place?.file ?? path), line, col: column, title: `heliosync: ${title}` }
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
  return `::error ${written.join(',')}::${escapeData(message)}\n`
}

/** GitHub knows files by their path from the root of the repository. */
function inRepository(file: string): string {
  const root = process.env.GITHUB_WORKSPACE
  return (root === undefined ? file : relative(root, resolve(file))).split(sep).join('/')
}

const escapeData = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const escapeProperty = (text: string) => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
