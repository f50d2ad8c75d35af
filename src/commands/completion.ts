import { Args, Command } from '@oclif/core'
import { versionLine } from '../knowledge/release.ts'
import { bashCompletion } from '../report/completion/bash.ts'
import { fishCompletion } from '../report/completion/fish.ts'
import type { Offer, OfferedFlag } from '../report/completion/offer.ts'
import { zshCompletion } from '../report/completion/zsh.ts'
import { topicsOf } from '../report/explain/topics.ts'
import { rules } from '../rules/index.ts'
import { print } from './print.ts'
import { didYouMean, Refusal } from './refusal.ts'
import { documentSchemas, schemaNames } from './schema.ts'

const shells = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const

/** `cuspec completion SHELL`. */
export class Completion extends Command {
  static override summary = 'Print what a shell needs to complete commands, flags and words that cuspec knows.'
  static override examples = ['source <(cuspec completion bash)', 'source <(cuspec completion zsh)', 'cuspec completion fish | source']
  static override args = { shell: Args.string({ description: Object.keys(shells).join(', '), required: true }) }

  override async run(): Promise<number> {
    const { shell } = (await this.parse(Completion)).args
    const [, render] = Object.entries(shells).find(([name]) => name === shell) ?? []
    if (!render)
      throw new Refusal(
        `no completion is known for ${shell}${didYouMean(shell, Object.keys(shells))}; there are ${Object.keys(shells).join(', ')}`,
      )
    print(render(this.config.commands.map(offerOf)))
    return 0
  }
}

type Loadable = Command.Loadable

const offerOf = ({ id, summary = '', args, flags }: Loadable): Offer => ({
  command: id,
  summary,
  flags: Object.values(flags).map(flagOf),
  takes: Object.keys(args).map((name) => wordsFor[name] ?? ('files' as const))[0] ?? 'nothing',
})

function flagOf({ name, summary = '', ...flag }: Loadable['flags'][string]): OfferedFlag {
  if (flag.type === 'boolean') return { name, summary, takes: 'nothing' }
  const value = typeof flag.helpValue === 'string' ? flag.helpValue : ''
  const other = /^(?:FILE|DIR)/.test(value) ? 'files' : 'text'
  return { name, summary, takes: flag.options ?? (value === 'FORMAT[=FILE]' ? formatsIn(summary) : (wordsFor[value] ?? other)) }
}

/** The summary of `--report` begins with the formats that it takes. */
const formatsIn = (summary: string): readonly string[] => (summary.split(';')[0] ?? '').split(', ')

/** Kinds of topics that are asked for by name. */
const asked: ReadonlySet<string> = new Set(['rule', 'feature', 'release', 'symptom'])

/** What stands for words of our own, by the name of an argument or of the value of a flag. */
const wordsFor: Readonly<Record<string, readonly string[]>> = {
  RELEASE: versionLine.map(({ id }) => id),
  kind: schemaNames,
  shell: Object.keys(shells),
  topic: topicsOf(rules, Object.values(documentSchemas)).flatMap(({ kind, name }) => (asked.has(kind) ? [name] : [])),
}
