import { Args, Command } from '@oclif/core'
import baseline from '../../schemas/baseline.schema.json' with { type: 'json' }
import config from '../../schemas/config.schema.json' with { type: 'json' }
import deployment from '../../schemas/deployment.schema.json' with { type: 'json' }
import diff from '../../schemas/diff.schema.json' with { type: 'json' }
import explanation from '../../schemas/explanation.schema.json' with { type: 'json' }
import licenses from '../../schemas/licenses.schema.json' with { type: 'json' }
import matrix from '../../schemas/matrix.schema.json' with { type: 'json' }
import maximums from '../../schemas/maximums.schema.json' with { type: 'json' }
import order from '../../schemas/order.schema.json' with { type: 'json' }
import plan from '../../schemas/plan.schema.json' with { type: 'json' }
import policy from '../../schemas/policy.schema.json' with { type: 'json' }
import priceBook from '../../schemas/price-book.schema.json' with { type: 'json' }
import report from '../../schemas/report.schema.json' with { type: 'json' }
import settings from '../../schemas/settings.schema.json' with { type: 'json' }
import spec from '../../schemas/spec.schema.json' with { type: 'json' }
import test from '../../schemas/test.schema.json' with { type: 'json' }
import verification from '../../schemas/verification.schema.json' with { type: 'json' }
import waivers from '../../schemas/waivers.schema.json' with { type: 'json' }
import { print } from './print.ts'
import { didYouMean, Refusal } from './refusal.ts'

/** The schemas of what a spec consists of. */
export const documentSchemas: Readonly<Record<string, object>> = {
  Deployment: deployment,
  Maximums: maximums,
  PriceBook: priceBook,
  Policy: policy,
  Waivers: waivers,
  Config: config,
}

const schemas = new Map<string, object>(
  Object.entries({
    ...documentSchemas,
    spec,
    report,
    baseline,
    explanation,
    licenses,
    order,
    verification,
    matrix,
    plan,
    diff,
    settings,
    test,
  }),
)

/** The names by which schemas are asked for. */
export const schemaNames: readonly string[] = [...schemas.keys()]

/** `cuspec schema KIND`. */
export class Schema extends Command {
  static override summary = 'Print the JSON Schema of a kind of document, or of what cuspec prints as JSON.'
  static override examples = ['cuspec schema Deployment > deployment.schema.json']
  static override args = { kind: Args.string({ description: schemaNames.join(', '), required: true }) }

  override async run(): Promise<number> {
    const { kind } = (await this.parse(Schema)).args
    const name = schemaNames.find((known) => known.toLowerCase() === kind.toLowerCase().replace('-', ''))
    if (!name) {
      throw new Refusal(`no schema is called ${kind}${didYouMean(kind, schemaNames)}; there are ${schemaNames.join(', ')}`)
    }
    print(`${JSON.stringify(schemas.get(name), null, 2)}\n`)
    return 0
  }
}
