/** Orders by hand, licence files by hand, and what verifying makes of them. */
import { check } from '../../../src/check.ts'
import type { FeatureName } from '../../../src/knowledge/fact.ts'
import type { Remark, Verification } from '../../../src/licensing/order/delivery/delivery.ts'
import { openDeliveries } from '../../../src/licensing/order/delivery/open.ts'
import type { Order, OrderLine } from '../../../src/licensing/order/order.ts'
import { verify } from '../../../src/licensing/order/verify.ts'
import type { Fleet } from '../../../src/model/fleet.ts'
import { deployment, opening } from '../../model/judged.ts'
import { short } from '../../source/licenses.ts'
import { plainLine } from './asked.ts'

export const day = '2007-03-01'

/** A fleet of this Deployment, and of documents besides, judged on 1 March 2007. */
export async function fleetOf(body: string, files: Readonly<Record<string, string>> = {}, ...more: readonly string[]): Promise<Fleet> {
  const inputs = [deployment(body), ...more].map((text, index) => ({ file: `${index}.cuspec.yaml`, bytes: Buffer.from(text) }))
  const { fleet, findings } = await check(inputs, { today: day }, { openNamed: opening(files) })
  const unread = findings.filter(({ rule }) => rule === 'schema' || rule === 'yaml-syntax')
  if (unread.length > 0) throw new Error(unread.map(({ message }) => message).join('; '))
  return fleet
}

/** An order of these lines, numbered in their order: so many units of features for a holder. */
export function orderOf(
  ...lines: readonly (Partial<Omit<OrderLine, 'gives'>> & { readonly for: string; readonly gives: Partial<Record<FeatureName, number>> })[]
): Order {
  return {
    asOf: [day],
    leadDays: 0,
    growth: [],
    ledger: [],
    fleet: [],
    proofs: [],
    lines: lines.map(({ for: holder, gives, ...rest }, index): OrderLine => {
      const units = Object.entries(gives).map(([name, units]) => ({ feature: named(name), units }))
      return {
        ...plainLine,
        number: index + 1,
        holder,
        kind: 'server',
        count: units[0]?.units ?? 1,
        ...rest,
        gives: units,
      }
    }),
    blocked: [],
    totals: [],
    requests: [],
    open: [],
    optimality: { proven: true, unproven: [] },
    unread: 0,
    errors: 0,
  }
}

const names: readonly FeatureName[] = [
  'voicePorts',
  'voiceMailUsers',
  'unifiedMessagingUsers',
  'inboxUsers',
  'ttsSessions',
  'languages',
  'bridgeSessions',
  'amis',
  'vpim',
  'secondaryServer',
  'unlimitedMessageLength',
]

function named(name: string): FeatureName {
  const found = names.find((each) => each === name)
  if (!found) throw new Error(`no feature is named ${name}`)
  return found
}

let id = 0

/** One sound licence line in one row; no two are the same. */
export function grant(
  tag: string,
  count: number | string,
  host: string,
  { expires = 'permanent', version = '4.0', more = '', keyword = 'INCREMENT' } = {},
): string {
  return `${keyword} ${tag} cisco ${version} ${expires} uncounted VENDOR_STRING=<Count>${count}</Count> HOSTID=${host}${more} NOTICE="<LicFileID>20070301093015250</LicFileID><LicLineID>${++id}</LicLineID>" SIGN=${short}\n`
}

/** What verifying finds of files by name. */
export async function verifying(order: Order, fleet: Fleet, files: Readonly<Record<string, string | Buffer>>): Promise<Verification> {
  const inputs = Object.entries(files).map(([file, text]) => ({ file, bytes: Buffer.from(text) }))
  return verify(order, fleet, await openDeliveries(inputs, day))
}

/** `1 voicePorts 16/16 received`, with the kinds of its remarks behind. */
export const verdicts = ({ lines }: Verification): string[] =>
  lines.map(({ line, feature, received, ordered, verdict, remarks }) =>
    [line.number, feature ?? '-', `${received}/${ordered}`, verdict, ...remarks.map(({ kind }) => kind)].join(' '),
  )

export const saying = (remarks: readonly Remark[]): string[] =>
  remarks.map(
    ({ kind, file, line, column, message }) => `${[file, line, column].filter((part) => part !== undefined).join(':')} ${kind}: ${message}`,
  )

export const remarksOf = ({ lines }: Verification): string[] => saying(lines.flatMap(({ remarks }) => remarks))
