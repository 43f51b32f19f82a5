#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { mainExample, packageVersion } from './package.ts'

/** 0 good, 1 a limit is broken (check), 2 the input is wrong, 3 a fault of heliosync itself, 130 stopped by Ctrl-C as shells have it. */
const INPUT_WRONG = 2
const OWN_FAULT = 3
const INTERRUPTED = 130

/** A reader that goes away (`| head`) is no error. */
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })

// The commands are loaded when they are asked for, so that help comes at once.
const program = new Command('heliosync')
  .description('Power and heat of compute satellites in sun-synchronous orbit, tick by tick.')
  .version(packageVersion())
  .exitOverride()
  .showSuggestionAfterError()
  .addHelpText('after', '\nWithout a command the main example runs. A scenario alone is run: heliosync first-day.yaml')

const gather = (value: string, before: readonly string[]) => [...before, value]
const PORT = ['--port <port>', 'of the viewer on this machine; a free one when left out', portNumber, 0] as const
const USE = ['--use <module>', 'a module of your own components; may be repeated', gather, []] as const

program
  .command('run')
  .description('simulate a scenario and print its energy budget')
  .argument('[scenario]', 'YAML or JSON file; the main example when left out')
  .option('--out <file>', 'write the recording to a .csv, .ndjson or .parquet file; of a fleet also a folder/')
  .option('--report <file>', 'write a page with tables, charts, energy flows and sources to an .html file')
  .option('--every <ticks>', 'a row of the recording every so many ticks', text => wholeNumber(text, 1, 'ticks'))
  .option('--view', 'serve the viewer meanwhile, which shows the run as it goes on', false)
  .option(...PORT)
  .option('--json', 'print the summary alone on stdout, as JSON', false)
  .option('--workers <count>', 'threads for a fleet; one a core when left out, 0 for none', text =>
    wholeNumber(text, 0, 'threads'),
  )
  .addOption(
    new Option('--steady', 'no run in time: the temperatures at which heat balances, for hot and cold cases').conflicts(
      ['out', 'report', 'every', 'view'],
    ),
  )
  .option(...USE)
  .action(async (scenario: string | undefined, options) => {
    if (options.steady) return (await import('./steady.ts')).steadyCommand(scenario ?? mainExample(), options)
    const { runCommand } = await import('./run.ts')
    await runCommand(scenario ?? mainExample(), options)
  })

program
  .command('check')
  .description('exit with 0 when limits and budgets hold, 1 when one is broken, 2 when the input is wrong')
  .argument('<scenario...>', 'YAML or JSON files')
  .option('--update', 'write what the scenarios give as their baselines', false)
  .option('--require-baseline', 'a scenario without a baseline is wrong', false)
  .option(
    '--reporter <name>',
    'text, junit, github, markdown or json; junit=FILE writes a file; may be repeated',
    gather,
    [],
  )
  .option('--each-fault', 'run each fault of a scenario alone and tell which limit breaks first', false)
  .option('--workers <count>', 'threads; one a core when left out, 0 for none', text => wholeNumber(text, 0, 'threads'))
  .option(...USE)
  .action(async (scenarios: string[], options) => {
    if (options.eachFault) {
      const { eachFaultCommand } = await import('./each-fault.ts')
      process.exitCode = await eachFaultCommand(scenarios, options)
      return
    }
    const { checkCommand } = await import('./check.ts')
    process.exitCode = await checkCommand(scenarios, options)
  })

program
  .command('diff')
  .description(
    'tell what differs between two scenarios or recordings, what it does to the results, and which change does it',
  )
  .argument('<before>', 'YAML, JSON, .parquet, .csv or .ndjson file')
  .argument('<after>', 'YAML, JSON, .parquet, .csv or .ndjson file')
  .option('--json', 'print the difference on stdout, as JSON', false)
  .option(...USE)
  .addHelpText('after', '\nExits with 0 when no result moves, 1 when one does, 2 when the input is wrong.')
  .action(async (before: string, after: string, options) => {
    const { diffCommand } = await import('./diff.ts')
    process.exitCode = await diffCommand(before, after, options)
  })

program
  .command('describe')
  .description('tell what can be written in a scenario')
  .argument('[kind]', 'such as array.flat; a list of all kinds when left out')
  .option('--schema', 'print the JSON Schema of scenarios, for editors', false)
  .option(...USE)
  .action(async (kind: string | undefined, options) => {
    const { describeCommand } = await import('./describe.ts')
    await describeCommand(kind, options)
  })

program
  .command('view')
  .description('watch a scenario or a recording in the browser, served on this machine alone')
  .argument('[file]', 'scenario (YAML, JSON) or recording (Parquet, CSV, NDJSON); the main example when left out')
  .option(...PORT)
  .action(async (file: string | undefined, options) => {
    const { viewCommand } = await import('./view.ts')
    await viewCommand(file ?? mainExample(), options)
  })

function portNumber(text: string): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value > 65535) throw new InvalidArgumentError('Write a number from 1 to 65535.')
  return value
}

function wholeNumber(text: string, least: number, what: string): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || !(value >= least) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError(`Write a whole number of ${what}, ${least} or more.`)
  return value
}

/** Nothing at all, options alone, or a scenario alone mean `run`. */
function withCommand(args: readonly string[]): readonly string[] {
  const [first] = args
  if (first === undefined) return ['run']
  if (/\.(ya?ml|json)$/i.test(first)) return ['run', ...args]
  const ofProgram = ['-h', '--help', '-V', '--version'].includes(first)
  return first.startsWith('-') && !ofProgram ? ['run', ...args] : args
}

try {
  await program.parseAsync(withCommand(process.argv.slice(2)), { from: 'user' })
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : INPUT_WRONG
  else process.exitCode = await failed(error)
}

async function failed(error: unknown): Promise<number> {
  const { sayWhatIsWrong } = await import('./errors.ts')
  if (sayWhatIsWrong(error)) return INPUT_WRONG
  if (error instanceof Error && error.name === 'Interrupted') {
    process.stderr.write(`${error.message}\n`)
    return INTERRUPTED
  }
  const wanted = process.env.HELIOSYNC_DEBUG !== undefined && error instanceof Error
  const text = wanted
    ? error.stack
    : `${error instanceof Error ? error.message : error} (HELIOSYNC_DEBUG=1 shows where)`
  process.stderr.write(`This is a fault of heliosync itself, please report it: ${text}\n`)
  return OWN_FAULT
}
