import { Args, Command, Flags } from '@oclif/core'
import { check } from '../check.ts'
import { type Growth, readGrowth } from '../licensing/addition.ts'
import { drawUp, mended } from '../licensing/order/draw-up.ts'
import { orderFormats, renderOrder } from '../report/order/order.ts'
import { coloured, plain, wantsColour } from '../report/paint.ts'
import { select } from '../source/files.ts'
import { date } from '../source/formats.ts'
import { openNamed } from '../source/named.ts'
import { lintFlags } from './lint/flags.ts'
import { exits, isWhole, onTerminal, today } from './lint/lint.ts'
import { put, readOutputs } from './outputs.ts'
import { say } from './print.ts'
import { didYouMean, Refusal } from './refusal.ts'

const orderToPlace = 10
const mostLeadDays = 3650

/** `cuspec order [PATHS]`. */
export class Order extends Command {
  static override summary = 'Work out which licences to order, and how.'
  static override description = `The ledger of what is needed and held, what must be ordered or re-issued for which
host and because of which lines, and a checklist for each request to the vendor.
PATHS are files, folders, globs, or - for standard input, as for cuspec lint.
Price books among them name part numbers and prices; without one, quantities are
in units of licence.

Exit codes: 0 done, 1 documents could not be read, so that the order is not
complete, 2 the job could not be done; with --detailed-exitcode 10 where there is
something to order, or it could not be told that there is not.`
  static override examples = [
    'cuspec order',
    'cuspec order sites/ prices-2007.cuspec.yaml --lead-time 21',
    'cuspec order --report markdown=order.md --report xlsx=order.xlsx',
    'cuspec order --grow users=20%,ports=8',
    'cuspec order --demo SYD-UNITY1',
  ]
  static override strict = false
  static override args = { paths: Args.string({ description: 'Files, folders, globs, or - for standard input.', ignoreStdin: true }) }
  static override flags = {
    report: Flags.string({
      summary: `${orderFormats.join(', ')}; FORMAT=FILE writes to a file. May be given several times.`,
      helpValue: 'FORMAT[=FILE]',
      multiple: true,
      multipleNonGreedy: true,
    }),
    'lead-time': Flags.string({
      summary: 'Days from an order to the licence; dates to order by are so many days before an expiry.',
      helpValue: 'DAYS',
      default: '1',
    }),
    grow: Flags.string({
      summary: 'Order for so much more: users=20%,ports=8, as for cuspec lint.',
      helpValue: lintFlags.grow.value,
      multiple: true,
      multipleNonGreedy: true,
    }),
    demo: Flags.string({
      summary: 'A server for which a demo licence is asked for. May be given several times.',
      helpValue: 'SERVER',
      multiple: true,
      multipleNonGreedy: true,
    }),
    'detailed-exitcode': Flags.boolean({ summary: 'Exit with 10 where there is something to order.' }),
    'as-of': Flags.string({ summary: lintFlags['as-of'].summary, helpValue: lintFlags['as-of'].value }),
    'stdin-filename': Flags.string({ summary: lintFlags['stdin-filename'].summary, helpValue: lintFlags['stdin-filename'].value }),
    color: Flags.string({ summary: lintFlags.color.summary, options: [...lintFlags.color.options], default: 'auto' }),
  }

  override async run(): Promise<number> {
    const { argv, flags } = await this.parse(Order)
    const outputs = readOutputs(flags.report ?? ['text'], orderFormats)
    const asOf = flags['as-of']
    if (asOf !== undefined && !date(asOf)) throw new Refusal(`--as-of takes a day as YYYY-MM-DD, not ${asOf || 'nothing'}`)
    const leadDays = leadDaysOf(flags['lead-time'])
    const growth = growthOf(flags.grow ?? [])
    const standard = flags['stdin-filename'] ?? '<stdin>'
    if (standard === '') throw new Refusal('--stdin-filename takes a name')

    const selection = await select(argv.length > 0 ? argv.map(String) : ['.'], standard)
    const { fleet, findings, coverage, locate } = await check(selection.inputs, { asOf, today: today() }, { openNamed })
    const whole = isWhole(selection, coverage.files)
    if (coverage.files === 0) return exits.notDone
    const demo = flags.demo ?? []
    for (const name of demo)
      if (!fleet.serverNamed.has(name))
        throw new Refusal(`--demo ${name}: no server has that name${didYouMean(name, fleet.serverNamed.keys())}`)

    const { unread } = coverage.documents
    const errors = findings.filter(({ rule, severity }) => severity === 'error' && !mended.has(rule)).length
    const order = drawUp(fleet, { leadDays, growth, demo, unread, errors })
    const mode = lintFlags.color.options.find((each) => each === flags.color) ?? 'auto'
    const colour = wantsColour(mode, process.env, await onTerminal())
    for (const output of outputs)
      put(output, renderOrder(order, output.format, locate, colour && output.file === undefined ? coloured : plain))
    if (!whole) return exits.notDone
    if (unread > 0) {
      say(`${unread} of ${unread + coverage.documents.read} documents could not be read, so the order is not complete; see cuspec lint`)
      return exits.findings
    }
    const settled =
      order.lines.length === 0 && order.requests.length === 0 && order.blocked.length === 0 && !order.open.some(({ decides }) => decides)
    return flags['detailed-exitcode'] && !settled ? orderToPlace : exits.clean
  }
}

function leadDaysOf(written: string): number {
  if (!/^\d{1,4}$/.test(written) || Number(written) > mostLeadDays)
    throw new Refusal(`--lead-time takes whole days from 0 to ${mostLeadDays}, not ${written || 'nothing'}`)
  return Number(written)
}

function growthOf(written: readonly string[]): Growth | undefined {
  if (written.length === 0) return undefined
  const growth = readGrowth(written)
  if ('problem' in growth) throw new Refusal(growth.problem)
  return growth
}
