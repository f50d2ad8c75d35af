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

interface Flag {
  readonly summary: string
  /** What it takes; absent for a flag that takes nothing. */
  readonly value?: string
  readonly several?: true
  /** Whether it may stand without a value, which then only follows `=`. */
  readonly bare?: true
  readonly options?: readonly string[]
}

export const lintFlags = {
  report: {
    summary: `${reportFormats.join(', ')}; FORMAT=FILE writes to a file. May be given several times.`,
    value: 'FORMAT[=FILE]',
    several: true,
  },
  'fail-on': { summary: 'The least severity that makes the exit code 1.', value: 'error|warning|note', options: failLevels },
  'stdin-filename': { summary: 'The name by which standard input is reported.', value: 'NAME' },
  'as-of': { summary: 'The day on which expiry dates are judged, in place of what the specs say.', value: 'YYYY-MM-DD' },
  'strict-coverage': { summary: 'Make an error of everything that could not be checked.' },
  changed: {
    summary:
      'Check all, but report what the change since a revision of git has caused: since where HEAD left it, or the branch that it goes back to.',
    value: 'REF',
    bare: true,
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
  color: { summary: 'When to colour the report for people.', value: 'auto|always|never', options: colourModes },
} as const satisfies Readonly<Record<string, Flag>>

export type LintFlag = keyof typeof lintFlags

/** What was typed: flags by name, in order, and the rest. */
export interface Typed {
  readonly flags: Readonly<Partial<Record<LintFlag, readonly string[]>>>
  readonly paths: readonly string[]
}

/** Of a flag without its value. No revision is called so. */
export const bareValue = ' '

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
    const value = attached ?? (flag.bare ? bareValue : argv[++index])
    if (value === undefined || value === '' || (attached === undefined && value.startsWith('-'))) return undefined
    if (flags[name] && !flag.several) return undefined
    if (flag.options && !flag.options.includes(value)) return undefined
    flags[name] = [...(flags[name] ?? []), value]
  }
  return { flags, paths }
}
