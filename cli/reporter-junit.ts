import type { Checked } from './check-one.ts'
import { type Finding, findingsOf, titleOf } from './finding.ts'
import type { Reporter } from './reporter.ts'

/** JUnit XML as Jenkins and GitLab read it: a suite a scenario, a case for each thing that was judged. The run's time is that of its first case. */
export const junitReporter: Reporter = {
  end: all => {
    const suites = all.map(c => ({ ...c, findings: findingsOf(c) }))
    const totals = countsOf(
      suites.flatMap(s => s.findings),
      all.reduce((sum, c) => sum + c.elapsed_s, 0),
    )
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites${attributes({ name: 'heliosync check', ...totals })}>`,
      ...suites.flatMap(s => suiteLines(s, s.findings)),
      '</testsuites>',
      '',
    ].join('\n')
  },
}

const countsOf = (findings: readonly Finding[], time_s: number) => ({
  tests: findings.length,
  failures: findings.filter(f => f.verdict === 1).length,
  errors: findings.filter(f => f.verdict === 2).length,
  time: time_s.toFixed(3),
})

function suiteLines(c: Checked, findings: readonly Finding[]): string[] {
  const { path, elapsed_s } = c
  return [
    `  <testsuite${attributes({ name: titleOf(c), ...countsOf(findings, elapsed_s), skipped: 0 })}>`,
    ...findings.flatMap((f, k) => caseLines(f, path, k === 0 ? elapsed_s : 0)),
    '  </testsuite>',
  ]
}

function caseLines(f: Finding, classname: string, time_s: number): string[] {
  const head = `    <testcase${attributes({ name: f.title, classname, time: time_s.toFixed(3) })}`
  if (f.verdict === 0) return [`${head}/>`]
  const [first] = f.message.split('\n')
  const where = f.place === undefined ? '' : `${f.place.file}:${f.place.line}:${f.place.column}\n`
  const element = f.verdict === 1 ? 'failure' : 'error'
  return [
    `${head}>`,
    `      <${element}${attributes({ message: first, type: f.about })}>${escapeXml(where + f.message)}</${element}>`,
    '    </testcase>',
  ]
}

const attributes = (values: Readonly<Record<string, string | number>>) =>
  Object.entries(values)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value)).replaceAll('"', '&quot;').replaceAll('\n', '&#10;')}"`)
    .join('')

/** XML 1.0 has no way to write control characters and halves of surrogate pairs. */
const escapeXml = (text: string) =>
  text
    .replace(/\p{Surrogate}/gu, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
