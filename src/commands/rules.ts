import { Command, Flags } from '@oclif/core'
import { ruleList } from '../report/manual.ts'
import { rules } from '../rules/index.ts'
import { print } from './print.ts'

/** `cuspec rules`. */
export class Rules extends Command {
  static override summary = 'List every rule, with its severity and what must be true.'
  static override description = 'Those that a team wrote itself, in documents of kind Policy, are listed by cuspec test.'
  static override flags = { json: Flags.boolean({ summary: 'Print them as JSON.' }) }

  override async run(): Promise<number> {
    const { flags } = await this.parse(Rules)
    const data = rules.map(({ id, title, severity, consequence, rationale, cites }) => ({
      id,
      title,
      severity,
      consequence,
      rationale,
      cites,
    }))
    print(flags.json ? `${JSON.stringify({ formatVersion: '1', rules: data }, null, 2)}\n` : ruleList(rules))
    return 0
  }
}
