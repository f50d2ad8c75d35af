/** The pages of the commands, written from what oclif knows of each, with their examples run. */
import { fenced, pageOf, table, ways } from './markdown.ts'
import { isDone, isForHere, placeRows, type Run } from './place.ts'
import { shortened, unseen } from './shortened.ts'

interface Flag {
  readonly summary?: string | undefined
  readonly description?: string | undefined
  readonly type: string
  readonly helpValue?: string | string[] | undefined
  readonly options?: readonly string[] | undefined
  readonly multiple?: boolean | undefined
  readonly default?: unknown
}

export interface CommandClass {
  readonly summary?: string | undefined
  readonly description?: string | undefined
  readonly strict: boolean
  readonly examples?: readonly unknown[]
  readonly args?: Readonly<Record<string, { readonly description?: string | undefined; readonly required?: boolean | undefined }>>
  readonly flags?: Readonly<Record<string, Flag>>
}

const introduction = `# Commands

Written by the tests from the commands themselves; \`cuspec COMMAND --help\` says the same. Reports go to standard output, everything else
to standard error. Colour is used where a person looks on, unless \`NO_COLOR\`, \`FORCE_COLOR\` or \`--color\` says otherwise.

| exit code | meaning |
| --- | --- |
| 0 | done, and nothing found at or above \`--fail-on\` |
| 1 | findings at or above \`--fail-on\` |
| 2 | the job could not be done: a mistyped command line, something unreadable, nothing found to check, or a fault of cuspec |
| 10 | with \`--detailed-exitcode\`: there is something to order; for \`diff\` also new findings, licences to have issued anew, waivers, or a policy or setting that is looser |`

const placeHead = `## The files of the examples

The examples on the pages were run, each in a fresh repository of these files. Its branch is \`main\`, its last release \`v1.4\`; \`branch-a\` and \`branch-b\` are open,
and a change in Tasmania is staged. Output is shortened: \`…\` stands for what is left out.`

type Commands = Readonly<Record<string, CommandClass>>

/** The index. */
export function commandsIndex(commands: Commands): string {
  const rows = names(commands).map((name) => [`[\`cuspec ${name}\`](commands/${name}.md)`, commands[name]?.summary ?? ''])
  return pageOf([introduction, table(['command', 'what it does'], rows), placeHead, table(['file', 'a copy of'], placeRows)])
}

export const names = (commands: Commands): readonly string[] => Object.keys(commands).sort()

/** What is run for the page of a command: its own examples, else the command alone. */
export const linesOf = (name: string, { examples = [] }: CommandClass): readonly string[] =>
  examples.length > 0 ? examples.map(String) : [`cuspec ${name}`]

/** What stands beside the words of a command: its runs, the formats that it writes, and the guides that use it. */
export interface Beside {
  readonly runs: readonly Run[]
  readonly formats: readonly string[]
  readonly guides: readonly { readonly file: string; readonly title: string }[]
}

/** The page of one command. */
export function commandPage(name: string, commands: Commands, { runs, formats, guides }: Beside): string {
  const { summary = '', description = '', strict = true, args = {}, flags = {} } = commands[name] ?? {}
  const seen = new Set<string>()
  const words = Object.entries(args).map(([arg, { required }]) =>
    required ? arg.toUpperCase() : `[${arg.toUpperCase()}${strict ? '' : '...'}]`,
  )
  const options = Object.keys(flags).length > 0 ? ['[FLAGS]'] : []
  const listed = [
    ...Object.entries(args).map(([arg, { description: meaning }]) => [`\`${arg.toUpperCase()}\``, meaning ?? '']),
    ...Object.entries(flags).map(([flag, shape]) => [flagWord(flag, shape), flagMeaning(shape)]),
  ]
  const also = [
    ...(formats.length > 0 ? [`- Its reports: ${formats.map((format) => `[\`${format}\`](../reports/${format}.md)`).join(', ')}`] : []),
    ...guides.map(({ file, title }) => `- Guide: [${title}](../guide/${file})`),
  ]
  return pageOf([
    ways(names(commands), name, 'commands', 'all commands'),
    `# cuspec ${name}`,
    summary,
    fenced(`cuspec ${[name, ...words, ...options].join(' ')}`, 'sh'),
    description,
    listed.length > 0 ? table(['', ''], listed) : '',
    '## Examples',
    `Run in [a repository of examples](../commands.md#the-files-of-the-examples); \`…\` stands for what is left out.`,
    ...runs.map((each) => example(each, seen)),
    also.length > 0 ? `## See also\n\n${also.join('\n')}` : '',
  ])
}

/** An example with what came of it that no example before it showed. What needs a terminal or another shell is shown alone. */
function example(run: Run, seen: Set<string>): string {
  const { line, status, stdout, stderr, made } = run
  if (!isDone(run) || !isForHere(run)) return fenced(line, 'sh')
  const some = [...made.keys()].slice(0, 3).map((file) => `\`${file}\``)
  const more = made.size > some.length ? ` and ${made.size - some.length} more` : ''
  const written = made.size > 0 ? [`Writes ${some.join(', ')}${more}.`] : []
  const notes = [...(status === 0 ? [] : [`Exit code ${status}.`]), ...written].join(' ')
  const output = `${shortened(unseen(stdout, seen))}\n${shortened(unseen(stderr, seen))}`.trim()
  return [fenced(line, 'sh'), ...(output ? [fenced(output)] : []), ...(notes ? [notes] : [])].join('\n\n')
}

function flagWord(name: string, { type, helpValue, options }: Flag): string {
  const value = helpValue ?? options?.join('|')
  return `\`--${name}${type === 'boolean' ? '' : `=${value ?? 'VALUE'}`}\``
}

function flagMeaning({ summary, description, multiple, default: fallback }: Flag): string {
  const given = typeof fallback === 'string' ? [`Left out: \`${fallback}\`.`] : []
  const several = multiple && !(summary ?? '').includes('several times') ? ['May be given several times.'] : []
  return [summary ?? description ?? '', ...several, ...given].join(' ')
}
