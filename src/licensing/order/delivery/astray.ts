/** Shares that are tied to no machine for which their feature is ordered: whom they were meant for, as far as it shows. */
import type { FeatureName } from '../../../knowledge/fact.ts'
import { adapterWith } from '../../../model/adapter.ts'
import { addTo } from '../../../model/add-to.ts'
import type { Bridge, Fleet, Server } from '../../../model/fleet.ts'
import { onDongle, primaryOf } from '../../../model/licensee.ts'
import type { Doubt } from '../../../model/part.ts'
import type { Order } from '../order.ts'
import { defectsOf } from './counting.ts'
import type { Remark } from './delivery.ts'
import { type Expected, machineOf, whose } from './host.ts'
import { reissue } from './reissue.ts'
import type { Share } from './share.ts'
import { isShort, unitsText, type Want } from './want.ts'
import type { Wanted } from './wanted.ts'

/** Says of shares that they are tied to the wrong machine, that it cannot be told, or that they were not ordered. */
export function astray(order: Order, fleet: Fleet, wanted: Wanted, shares: readonly Share[], others: Remark[]): void {
  const waiting = new Map<FeatureName, Waiting>()
  for (const share of shares) {
    const known = waiting.get(share.feature) ?? waitingFor(fleet, wanted, share.feature)
    waiting.set(share.feature, known)
    const owner = share.host?.macs.map((mac) => adapterWith(fleet, mac)?.machine).find((each) => each !== undefined)
    if (perhaps(fleet, share, known, owner)) continue
    const meant = candidate(fleet, known, owner, share.granted.amount)
    const machine = meant && machineOf(fleet, meant.line)
    if (meant && machine) meant.remarks.push(wrongHost(fleet, share, meant, wanted.expected(meant), owner), ...defectsOf(share, machine))
    else others.push(unplaced(fleet, share, known, reissue(order, owner?.name)))
  }
}

/** The wants of a feature that are short once everything that fits has been counted. */
interface Waiting {
  readonly ordered: boolean
  readonly short: readonly Want[]
  readonly holders: readonly string[]
  readonly byAmount: ReadonlyMap<number, readonly Want[]>
  /** By their machine and, of a Bridge or a secondary, the primary server that it belongs to. */
  readonly byMachine: ReadonlyMap<Server | Bridge, readonly Want[]>
  /** Those of which it is not known what they are tied to, and why. */
  readonly unknown: readonly { readonly want: Want; readonly doubt: Doubt }[]
}

function waitingFor(fleet: Fleet, wanted: Wanted, feature: FeatureName): Waiting {
  const short = wanted.of(feature).filter(isShort)
  const byAmount = new Map<number, Want[]>()
  const byMachine = new Map<Server | Bridge, Want[]>()
  for (const want of short) {
    addTo(byAmount, want.ordered, want)
    const machine = machineOf(fleet, want.line)
    if (machine) for (const each of new Set([machine, headOf(fleet, machine)])) if (each) addTo(byMachine, each, want)
  }
  const unknown = short.flatMap((want) => {
    const expected = wanted.expected(want)
    return 'unknown' in expected ? [{ want, doubt: expected.unknown }] : []
  })
  const holders = [...new Set(short.map(({ line }) => line.holder))]
  return { ordered: wanted.of(feature).length > 0, short, holders, byAmount, byMachine, unknown }
}

/** The primary or stand-alone server that a machine is, stands in for, or is the Bridge of. */
function headOf(fleet: Fleet, machine: Server | Bridge): Server | undefined {
  const server = 'role' in machine ? machine : machine.bridgehead
  return server && primaryOf(fleet, server)
}

/** Whether it cannot be told for which want a share is; every want that it may be for says why. */
function perhaps(fleet: Fleet, share: Share, { short, unknown }: Waiting, owner: Server | Bridge | undefined): boolean {
  const { host, grant, granted, remark } = share
  if (host && host.faults.length > 0) return false
  const stands = host?.others.join(' ')
  const untold = host
    ? `what the host id ${stands} stands for is not known`
    : 'no host id stands in this line, so that it is not known for which machine it is'
  const open =
    stands === ''
      ? unknown
          .filter(({ want }) => !owner || owner === machineOf(fleet, want.line))
          .map(({ want, doubt: { missing, of } }) => ({
            want,
            why: `HOSTID ${grant.hostId ?? ''} may be that of ${want.line.holder}, but this is missing: ${missing} of ${of}`,
          }))
      : short.map((want) => ({ want, why: untold }))
  for (const { want, why } of open) {
    want.maybe += granted.amount ?? Number.POSITIVE_INFINITY
    // One reason is enough where many lines have it.
    if (!want.remarks.some(({ kind }) => kind === 'not-judged')) want.remarks.push(remark('not-judged', why))
  }
  return open.length > 0
}

/** The want that a share was meant for: of the same machine or one that belongs to it, else of the same amount, else the only one. */
function candidate(
  fleet: Fleet,
  { short, holders, byAmount, byMachine }: Waiting,
  owner: Server | Bridge | undefined,
  amount: number | undefined,
): Want | undefined {
  const related = owner && (byMachine.get(owner) ?? byMachine.get(headOf(fleet, owner) ?? owner))
  const same = amount === undefined ? [] : (byAmount.get(amount) ?? [])
  return related?.[0] ?? (same.length === 1 ? same[0] : holders.length === 1 ? short[0] : undefined)
}

function wrongHost(fleet: Fleet, share: Share, { line }: Want, expected: Expected, owner: Server | Bridge | undefined): Remark {
  const { host, grant, remark } = share
  const machine = machineOf(fleet, line)
  const fault = host?.faults[0]
  const seen = fault === undefined ? `${observed(fleet, share)}, but` : `HOSTID ${grant.hostId ?? ''}: ${fault};`
  const secondary = owner && 'role' in owner && owner.role === 'secondary' && primaryOf(fleet, owner) === machine
  return remark(
    'wrong-host',
    `${seen} the licence of ${line.holder} is ${tiedTo(expected, machine)}`,
    ...('fact' in expected ? [expected.fact] : []),
    ...(secondary ? ['failover-on-primary'] : []),
  )
}

function unplaced(fleet: Fleet, share: Share, { ordered, holders }: Waiting, request: string): Remark {
  const { feature, granted, remark } = share
  const seen = `${unitsText(feature, granted.amount ?? 0)} for ${observed(fleet, share)}, but`
  if (holders.length === 0)
    return remark('not-ordered', `${seen} ${ordered ? 'what was ordered of it has come' : 'none are ordered'}${request}`)
  const more = holders.length > most ? ` and ${holders.length - most} more` : ''
  return remark('wrong-host', `${seen} ordered for ${holders.slice(0, most).join(', ')}${more}`)
}

const most = 3

function tiedTo(expected: Expected, machine: Server | Bridge | undefined): string {
  if ('unknown' in expected) return `tied to what is not known: ${expected.unknown.missing} of ${expected.unknown.of}`
  const files =
    'serial' in expected && machine && 'release' in machine && onDongle(machine)
      ? `, and ${machine.release?.id} reads no licence files`
      : ''
  return `${'serial' in expected ? 'on' : 'tied to'} ${expected.says}${files}`
}

/** The host id as it was seen, and whose it is. */
function observed(fleet: Fleet, { host, grant }: Share): string {
  if (!host || host.macs.length === 0) return grant.hostId === undefined ? 'no host id' : `HOSTID ${grant.hostId}`
  return `HOSTID ${host.macs.map((mac) => `${mac}${whose(fleet, mac)}`).join(' or ')}`
}
