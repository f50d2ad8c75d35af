/** The reference of the command line, written from what oclif knows of each command. */

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
| 2 | the job could not be done: a mistyped command line, something unreadable, nothing found to check, or a fault of cuspec |`

/** The whole page, in Markdown. */
export function commandsPage(commands: Readonly<Record<string, CommandClass>>): string {
  const names = Object.keys(commands).sort()
  const list = names.map((name) => `- [\`cuspec ${name}\`](#cuspec-${name}): ${commands[name]?.summary ?? ''}`).join('\n')
  const sections = names.flatMap((name) => (commands[name] ? [section(name, commands[name])] : []))
  return `${[introduction, list, ...sections].join('\n\n')}\n`
}

function section(name: string, { summary, description, strict, examples = [], args = {}, flags = {} }: CommandClass): string {
  const words = Object.entries(args).map(([arg, { required }]) =>
    required ? arg.toUpperCase() : `[${arg.toUpperCase()}${strict ? '' : '...'}]`,
  )
  const options = Object.keys(flags).length > 0 ? ['[FLAGS]'] : []
  const listed = [
    ...Object.entries(args).map(([arg, { description: meaning }]) => [`\`${arg.toUpperCase()}\``, meaning ?? '']),
    ...Object.entries(flags).map(([flag, shape]) => [flagWord(flag, shape), flagMeaning(shape)]),
  ]
  return [
    `## cuspec ${name}`,
    summary ?? '',
    fenced([`cuspec ${[name, ...words, ...options].join(' ')}`]),
    ...(description ? [description] : []),
    ...(listed.length > 0 ? [table(listed)] : []),
    ...(examples.length > 0 ? ['Examples:', fenced(examples.map(String))] : []),
  ].join('\n\n')
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

const fenced = (lines: readonly string[]): string => ['```sh', ...lines, '```'].join('\n')

const table = (rows: readonly (readonly string[])[]): string =>
  ['| | |', '| --- | --- |', ...rows.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)].join('\n')
