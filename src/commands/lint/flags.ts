/** The flags of `cuspec lint`, once: for the quick way in, and for oclif, which writes the help from them. */

export const reportFormats = [
  'text',
  'json',
  'compact',
  'sarif',
  'junit',
  'github',
  'summary',
  'gitlab',
  'checkstyle',
  'markdown',
  'agent',
] as const
export const failLevels = ['error', 'warning', 'note'] as const
export const colourModes = ['auto', 'always', 'never'] as const

export const applicabilities = ['safe', 'suggested'] as const

interface Flag {
  readonly summary: string
  /** What it takes; absent for a flag that takes nothing. */
  readonly value?: string
  /** What it stands for where it is given alone; a value then comes after `=` only. No revision is a blank. */
  readonly bare?: string
  readonly several?: true
  readonly options?: readonly string[]
}

export const lintFlags = {
  report: {
    summary: `${reportFormats.join(', ')}; FORMAT=FILE writes to a file. May be given several times.`,
    value: 'FORMAT[=FILE]',
    several: true,
  },
  'fail-on': { summary: 'The least severity that makes the exit code 1.', value: 'error|warning|note', options: failLevels },
  config: { summary: 'The configuration, in place of the .cuspec.yaml that would be found.', value: 'FILE' },
  'no-config': { summary: 'Let no configuration hold, as for an audit.' },
  'stdin-filename': { summary: 'The name by which standard input is reported.', value: 'NAME' },
  'as-of': { summary: 'The day on which expiry dates are judged, in place of what the specs say.', value: 'YYYY-MM-DD' },
  'strict-coverage': { summary: 'Make an error of everything that could not be checked.' },
  fix: {
    summary: 'Write the safe fixes into the files: --fix, or --fix=safe. --fix=suggested writes those, too, that somebody has to look at.',
    value: 'safe|suggested',
    bare: 'safe',
    options: applicabilities,
  },
  diff: { summary: 'Show as a unified diff what --fix would write, and write nothing. Exit code 1 if there is something to fix.' },
  changed: {
    summary:
      'Check all, but report what the change since a revision of git has caused: since where HEAD left it, or the branch that it goes back to.',
    value: 'REF',
    bare: ' ',
  },
  headroom: {
    summary: 'Show how much room is left: of every quantity what is used, licensed and published as the most; and what a server takes.',
  },
  grow: {
    summary:
      'Show what breaks first if every server had so many more: users (of each kind), ports, or a name of an entitlement; 20% or 8. Findings and exit code stay those of the specs as they are.',
    value: 'users=20%,ports=8',
    several: true,
  },
  without: {
    summary:
      "Show what is left when a server fails, and when several fail together; '*' for every server in turn. Findings and exit code stay those of the specs as they are.",
    value: 'SERVER',
    several: true,
  },
  baseline: {
    summary: 'Leave out of the count what this baseline knows; cuspec baseline writes one.',
    value: 'FILE',
    several: true,
  },
  'no-waivers': { summary: 'Count everything, whatever waivers and a baseline say.' },
  'show-suppressed': { summary: 'List in the report for people what waivers and a baseline leave out of the count.' },
  color: { summary: 'When to colour the report for people.', value: 'auto|always|never', options: colourModes },
} as const satisfies Readonly<Record<string, Flag>>

export type LintFlag = keyof typeof lintFlags

/** What was typed: flags by name, in order, and the rest. */
export interface Typed {
  readonly flags: Readonly<Partial<Record<LintFlag, readonly string[]>>>
  readonly paths: readonly string[]
}

/** The same command line with a value for every flag that may go without, as oclif does not know them. */
export function spelledOut(argv: readonly string[]): string[] {
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length
  return argv.map((word, index) => {
    const name = word.slice(2)
    const flag: Flag | undefined = index < end && word.startsWith('--') && isFlag(name) ? lintFlags[name] : undefined
    return flag?.bare === undefined ? word : `${word}=${flag.bare}`
  })
}

const isFlag = (name: string): name is LintFlag => Object.hasOwn(lintFlags, name)

/** Reads arguments that are plainly right. Undefined for any other, which oclif then explains, and for a call for help. */
export function readArguments(argv: readonly string[]): Typed | undefined {
  const flags: Partial<Record<LintFlag, string[]>> = {}
  const paths: string[] = []
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? ''
    if (word === '--') {
      paths.push(...argv.slice(index + 1))
      break
    }
    if (!word.startsWith('-') || word === '-') {
      paths.push(word)
      continue
    }
    const [, name = '', attached] = /^--([a-z-]+)(?:=([\s\S]*))?$/.exec(word) ?? []
    if (!isFlag(name)) return undefined
    const flag: Flag = lintFlags[name]
    if (flag.value === undefined) {
      if (attached !== undefined || flags[name]) return undefined
      flags[name] = ['']
      continue
    }
    const value = attached ?? flag.bare ?? argv[++index]
    if (value === undefined || value === '' || (attached === undefined && value.startsWith('-'))) return undefined
    if (flags[name] && !flag.several) return undefined
    if (flag.options && !flag.options.includes(value)) return undefined
    flags[name] = [...(flags[name] ?? []), value]
  }
  return { flags, paths }
}
