import { Args, Command, Flags } from '@oclif/core'
import { drawUp, mended } from '../licensing/order/draw-up.ts'
import type { Order as OrderToPlace } from '../licensing/order/order.ts'
import { type OrderFormat, orderFormats, renderOrder } from '../report/order/order.ts'
import { choiceOf, painter, reportFlag, specFlags } from './asked.ts'
import { checked, unreadable } from './checked.ts'
import { exits } from './exits.ts'
import { lintFlags } from './lint/flags.ts'
import { dayOf, demosOf, growthOf, leadDaysOf } from './order/settings.ts'
import { type VerifyFormat, verifyFormats, verifyReturned } from './order/verify.ts'
import { put, readOutputs } from './outputs.ts'
import { say } from './print.ts'
import { today } from './surroundings.ts'

const orderToPlace = 10

/** `cuspec order [PATHS]`. */
export class Order extends Command {
  static override summary = 'Work out which licences to order, and how.'
  static override description = `The ledger of what is needed and held, what must be ordered or re-issued for
which host and because of which lines, and a checklist for each request to the
vendor. PATHS are files, folders, globs, or - for standard input, as for cuspec
lint. Price books among them name part numbers and prices; without one,
quantities are in units of licence.

Exit codes: 0 done, 1 documents could not be read, so that the order is not
complete, or with --verify something is short, 2 the job could not be done. With
--detailed-exitcode 10 where there is something to order, or it could not be told
that there is not.`
  static override examples = [
    'cuspec order',
    'cuspec order sites/ prices-2007.cuspec.yaml --lead-time 21',
    'cuspec order --report markdown=order.md --report xlsx=order.xlsx',
    'cuspec order --grow users=20%,ports=8',
    'cuspec order --demo SYD-UNITY1',
    'cuspec order --verify hob-unity1.lic quote.csv',
  ]
  static override strict = false
  static override args = { paths: Args.string({ description: 'Files, folders, globs, or - for standard input.', ignoreStdin: true }) }
  static override flags = {
    report: reportFlag(orderFormats),
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
    verify: Flags.string({
      summary: 'Hold what came back against the order: licence files, or a quote as CSV or JSON. Reports are text or json then.',
      helpValue: 'FILE',
      multiple: true,
    }),
    'detailed-exitcode': Flags.boolean({ summary: 'Exit with 10 where there is something to order.' }),
    ...specFlags,
  }

  override async run(): Promise<number> {
    const { argv, flags } = await this.parse(Order)
    const { verify, report = ['text'] } = flags
    const checks = verify && readOutputs<VerifyFormat>(report, verifyFormats)
    const outputs = checks ? [] : readOutputs<OrderFormat>(report, orderFormats)
    const asOf = dayOf(flags['as-of'])
    const leadDays = leadDaysOf(flags['lead-time'])
    const growth = growthOf(flags.grow ?? [])
    const standard = flags['stdin-filename'] ?? '<stdin>'
    const { fleet, findings, coverage, locate, whole } = await checked(argv, asOf, standard, choiceOf(flags))
    if (coverage.files === 0) return exits.notDone
    if (whole && coverage.documents.unread === 0 && fleet.servers.length + fleet.bridges.length === 0) {
      say('no server and no Bridge in the documents that were read')
      return exits.notDone
    }
    const { unread } = coverage.documents
    // What keeps a document from being read is counted with the document.
    const errors = findings.filter((each) => each.severity === 'error' && !mended.has(each.rule) && !unreadable.has(each.rule)).length
    const order = drawUp(fleet, { leadDays, growth, demo: demosOf(flags.demo ?? [], fleet), unread, errors })

    const paint = await painter(flags.color)
    const returned = { files: verify ?? [], standard, asOf: asOf ?? order.asOf.at(-1) ?? today() }
    const code = checks ? await verifyReturned(order, fleet, returned, checks, paint) : exits.clean
    for (const output of outputs) put(output, renderOrder(order, output.format, locate, paint(output)))
    if (!whole || code === exits.notDone) return exits.notDone
    if (unread > 0) return exits.findings
    return flags['detailed-exitcode'] && code === exits.clean && !checks && isToPlace(order) ? orderToPlace : code
  }
}

/** Whether there is something to order or to ask for, or it could not be told that there is not. */
const isToPlace = ({ lines, requests, blocked, open }: OrderToPlace): boolean =>
  lines.length + requests.length + blocked.length > 0 || open.some(({ decides }) => decides)
