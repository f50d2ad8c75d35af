import type { Fleet } from '../model/fleet.ts'
import { didYouMeanWord } from '../model/names.ts'
import { at, type Place } from '../model/part.ts'
import type { Problem, Rule } from './rule.ts'

type Config = Fleet['configs'][number]

/** Rules that no configuration makes milder: a document that was not read is never clean, and what is settled is told. */
export const unsilenced: ReadonlySet<string> = new Set(['yaml-syntax', 'schema', 'config-sound'])

/** Whether some problem of a rule says that a server goes into shutdown mode. */
export const foreseesShutdown = ({ consequence, gravest = consequence }: Pick<Rule, 'consequence' | 'gravest'>): boolean =>
  gravest === 'shutdown'

const keyOf = (config: Config, rule: string): Place => ({ ...at(config, 'severities', rule), on: 'key' })

/** Ids that no rule has, and severities that a rule cannot have. */
function* misnamed(config: Config, rules: readonly Rule[]): Iterable<Problem> {
  // A team's own rules are in the specs, which are read only once it is settled where they are.
  const isTeams = (id: string): boolean => /^policy\/[^/]+\/[^/]+$/.test(id)
  const ids = rules.map(({ id }) => id)
  const unknown = (id: string): string => `no rule is called \`${id}\`${didYouMeanWord(id, ids) || '; see cuspec rules'}`
  const { severities = {}, locked = [] } = config.spec
  for (const [id, severity] of Object.entries(severities)) {
    if (!ids.includes(id) && !isTeams(id)) yield { at: keyOf(config, id), message: unknown(id) }
    else if (unsilenced.has(id) && severity !== 'error')
      yield {
        at: keyOf(config, id),
        message: `\`${id}\` keeps its severity: ${id === 'config-sound' ? 'what is settled is told' : 'a document that was not read is never clean'}`,
      }
    else if (severity === 'off' && locked.includes(id))
      yield {
        at: keyOf(config, id),
        message: `\`${id}\` is off and locked: what nobody may waive cannot be silenced`,
        related: [{ at: at(config, 'locked', locked.indexOf(id)), message: 'it is locked here' }],
      }
  }
  for (const [index, id] of locked.entries())
    if (!ids.includes(id) && !isTeams(id)) yield { at: at(config, 'locked', index), message: unknown(id) }
}

/** What is said loudly: that nothing looks any more for what puts a server into shutdown mode, or for anything. */
function* silent(config: Config, rules: readonly Rule[]): Iterable<Problem> {
  const severities = new Map(Object.entries(config.spec.severities ?? {}))
  const off = rules.filter(({ id }) => !unsilenced.has(id) && severities.get(id) === 'off')
  const grave = off.filter(foreseesShutdown)
  const whole: Place = { ...at(config, 'severities'), on: 'key' }
  const names = grave.map(({ id }) => `\`${id}\``).join(', ')
  if (off.length > 0 && off.length === rules.filter(({ id }) => !unsilenced.has(id)).length)
    yield {
      at: whole,
      severity: 'warning',
      message: 'every rule that can be off is off: nothing is checked but whether documents can be read',
    }
  else if (grave.length > 0 && grave.length === rules.filter(foreseesShutdown).length)
    yield {
      at: whole,
      severity: 'warning',
      message: `every rule that foresees shutdown mode is off (${names}): nothing says any more that a server will shut down`,
    }
  else
    for (const { id } of grave)
      yield { at: keyOf(config, id), severity: 'note', message: `\`${id}\` is off, which foresees shutdown mode: nothing else says so` }
}

/** More wildcards take longer than anybody waits, where the names of files are made for it. */
const most = { inPattern: 4, inName: 2 } as const

function* slow(config: Config): Iterable<Problem> {
  for (const key of ['paths', 'ignores'] as const)
    for (const [index, pattern] of (config.spec[key] ?? []).entries()) {
      const stars = (text: string): number => text.match(/\*+/g)?.length ?? 0
      if (stars(pattern) > most.inPattern || pattern.split('/').some((name) => stars(name) > most.inName))
        yield {
          at: at(config, key, index),
          message: `${stars(pattern)} wildcards \`*\`, but a pattern may have ${most.inPattern}, and ${most.inName} between two slashes`,
        }
    }
}

export default {
  id: 'config-sound',
  title: 'A configuration names rules that there are, and silences none that must speak',
  severity: 'error',
  rationale:
    'Found in `.cuspec.yaml`, and no severity there changes it. A misspelt id would leave a rule as it was without a word; a path that leads nowhere would leave out what it should bring in. A configuration with an error settles nothing, and nothing is checked. That rules are off which foresee shutdown mode, or all of them, is told in every report.',
  parts: [],
  cites: [],

  *check({ configs }, rules) {
    const files = new Set<string>()
    for (const config of configs) {
      yield* misnamed(config, rules)
      yield* silent(config, rules)
      yield* slow(config)
      const { file } = config.document
      if (files.has(file)) yield { at: { ...at(config, 'kind'), on: 'key' }, message: 'a second Config stands in one file; keep one' }
      files.add(file)
    }
  },

  good: [
    `
apiVersion: cuspec/v1
kind: Config
paths: [sites/]
ignores: [archive/]
failOn: warning
severities:
  ports-sized: off
  license-unexpired: error
locked: [license-covers-use]
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Config
severities:
  port-sized: off # <- no rule is called \`port-sized\`; did you mean \`ports-sized\`?
  schema: note # <- \`schema\` keeps its severity: a document that was not read is never clean
  mac-unique: off # <- \`mac-unique\` is off and locked: what nobody may waive cannot be silenced
  license-covers-use: off # <- \`license-covers-use\` is off, which foresees shutdown mode: nothing else says so
locked:
  - mac-unique
  - ram-enough # <- no rule is called \`ram-enough\`; see cuspec rules
`,
    `
apiVersion: cuspec/v1
kind: Config
severities: # <- every rule that foresees shutdown mode is off (\`license-covers-use\`, \`default-license-suffices\`, \`demo-license-once\`, \`license-within-maximum\`): nothing says any more that a server will shut down
  license-covers-use: off
  license-within-maximum: off
  default-license-suffices: off
  demo-license-once: off
`,
  ],
} satisfies Rule
