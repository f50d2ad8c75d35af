import { Args, Command } from '@oclif/core'
import { ruleEntry } from '../report/manual.ts'
import { rules } from '../rules/index.ts'
import { print } from './print.ts'
import { didYouMean, Refusal } from './refusal.ts'

/** `cuspec explain RULE`. */
export class Explain extends Command {
  static override summary = 'Explain a rule: what must be true, why, who published it, and examples.'
  static override examples = ['cuspec explain license-covers-use']
  static override args = { topic: Args.string({ description: 'the id of a rule', required: true }) }

  override async run(): Promise<number> {
    const { topic } = (await this.parse(Explain)).args
    const rule = rules.find(({ id }) => id === topic)
    if (!rule) {
      const ids = rules.map(({ id }) => id)
      throw new Refusal(`no rule is called ${topic}${didYouMean(topic, ids)}; cuspec rules lists them`)
    }
    print(`${ruleEntry(rule)}\n`)
    return 0
  }
}
