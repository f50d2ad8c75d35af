import { Args, Command, Flags } from '@oclif/core'
import { explain, list } from '../report/explain/explain.ts'
import { topicsOf } from '../report/explain/topics.ts'
import { rules } from '../rules/index.ts'
import { print } from './print.ts'
import { Refusal } from './refusal.ts'
import { documentSchemas } from './schema.ts'

const known = 'a rule, licensed feature, release, symptom, term, fact or unknown'

/** `cuspec explain TOPIC`. */
export class Explain extends Command {
  static override summary = 'Explain a rule, feature, release, symptom, term or fact, with its sources.'
  static override description = `TOPIC is a name or a few words. A name that fits exactly wins; otherwise the
words are searched for, and what may be meant is listed. An unknown is a
question that no source at hand answers.

Exit codes: 0 explained or listed, 2 nothing fits.`
  static override examples = [
    'cuspec explain license-covers-use',
    'cuspec explain event 202',
    'cuspec explain voicePorts',
    'cuspec explain "4.0(5)"',
    'cuspec explain --list',
  ]
  static override strict = false
  static override args = { topic: Args.string({ description: known, ignoreStdin: true }) }
  static override flags = {
    list: Flags.boolean({ summary: 'List every topic, by kind.' }),
    json: Flags.boolean({ summary: 'Print it as JSON.' }),
  }

  override async run(): Promise<number> {
    const { argv, flags } = await this.parse(Explain)
    const topics = topicsOf(rules, Object.values(documentSchemas))
    if (flags.list) print(list(topics, flags.json))
    else if (argv.length === 0) throw new Refusal(`the topic is missing: ${known}; see cuspec explain --help`)
    else {
      const [first = ''] = argv.map(String)
      if (first.startsWith('policy/'))
        throw new Refusal(`${first} is a rule of a policy, which its own document explains; cuspec test lists those of a tree`)
      const answer = explain(argv.join(' '), topics, flags.json)
      if ('complaint' in answer) throw new Refusal(answer.complaint)
      print(answer.text)
    }
    return 0
  }
}
