import type { Checked } from './check-one.ts'
import { type Verdict, verdictOf } from './finding.ts'
import { InputError } from './input-error.ts'
import { outputTo, PLAIN } from './output.ts'
import { REPORTERS, type Reporter } from './reporter.ts'
import { prepareFile } from './whole-file.ts'

/** A reporter and where it writes. */
export interface Report {
  tell(checked: Checked, first: boolean): void
  close(all: readonly Checked[]): void
}

type MakeReporter = (typeof REPORTERS)[string]

/** Tells every report of each result as it comes, and stderr what is wrong with it. Returns the worst verdict. */
export async function tellAll(
  results: AsyncIterable<Checked> | Iterable<Checked>,
  reports: readonly Report[],
  clear = () => {},
): Promise<Verdict> {
  const all: Checked[] = []
  try {
    for await (const checked of results) {
      clear()
      for (const { message } of checked.wrong) process.stderr.write(`${message}\n`)
      for (const r of reports) r.tell(checked, all.length === 0)
      all.push(checked)
    }
  } finally {
    clear()
  }
  for (const r of reports) r.close(all)
  return Math.max(0, ...all.map(verdictOf)) as Verdict
}

/** Reporters with where they write: stdout, or a file that is written whole at the end. */
export async function openReports(wanted: readonly string[], makers = REPORTERS): Promise<Report[]> {
  const given = (wanted.length === 0 ? ['text'] : wanted).map(w => {
    const [name, ...file] = w.split('=')
    return { name, file: file.length === 0 ? undefined : file.join('=') }
  })
  const known = Object.keys(makers)
  for (const { name } of given)
    if (!known.includes(name))
      throw new InputError(`--reporter ${name}: there is none of that name. Known: ${known.join(', ')}.`)
  if (given.filter(g => g.file === undefined).length > 1)
    throw new InputError('Two reporters cannot both print. Give all but one a file: --reporter junit=report.xml.')
  return Promise.all(
    given.map(({ name, file }) => (file === undefined ? printed(makers[name]) : filed(makers[name], file))),
  )
}

async function printed(make: MakeReporter): Promise<Report> {
  const reporter: Reporter = await make(outputTo(process.stdout).paint)
  return {
    tell: (checked, first) => process.stdout.write(reporter.each?.(checked, first) ?? ''),
    close: all => process.stdout.write(reporter.end?.(all) ?? ''),
  }
}

async function filed(make: MakeReporter, file: string): Promise<Report> {
  const write = prepareFile('--reporter', file)
  const reporter: Reporter = await make(PLAIN)
  let text = ''
  return {
    tell: (checked, first) => {
      text += reporter.each?.(checked, first) ?? ''
    },
    close: all => write(piece => piece(text + (reporter.end?.(all) ?? ''))),
  }
}
