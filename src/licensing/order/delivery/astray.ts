/** Shares that are tied to no machine for which their feature is ordered: whom they were meant for, as far as it shows. */
import { cite } from '../../../knowledge/knowledge.ts'
import { adapterWith } from '../../../model/adapter.ts'
import type { Bridge, Fleet, Server } from '../../../model/fleet.ts'
import { onDongle, primaryOf } from '../../../model/licensee.ts'
import { defectsOf } from './counting.ts'
import type { Remark } from './delivery.ts'
import { type Expected, machineOf, whose } from './host.ts'
import type { Share } from './share.ts'
import { isShort, unitsText, type Want } from './want.ts'
import type { Wanted } from './wanted.ts'

/** Says of a share that it is tied to the wrong machine, that it cannot be told, or that it was not ordered. */
export function astray(fleet: Fleet, wanted: Wanted, share: Share, others: Remark[]): void {
  const { host, granted, feature, remark, grant } = share
  const short = wanted.of(feature).filter(isShort)
  const owner = host?.macs.map((mac) => adapterWith(fleet, mac)?.machine).find((each) => each !== undefined)
  const open = openTo(fleet, wanted, share, short, owner)
  if (open.length > 0) {
    for (const { want, why } of open) {
      want.maybe += granted.amount ?? Number.POSITIVE_INFINITY
      want.remarks.push(remark('not-judged', why))
    }
    return
  }
  const seen = observed(fleet, share)
  const meant = candidate(fleet, short, owner, granted.amount)
  const machine = meant && machineOf(fleet, meant.line)
  if (!meant || !machine) {
    const ordered = [...new Set(short.map(({ line }) => line.holder))]
    const names = ordered.length > 3 ? `${ordered.slice(0, 3).join(', ')} and ${ordered.length - 3} more` : ordered.join(', ')
    const message = `${unitsText(feature, granted.amount ?? 0)} for ${seen}, but `
    others.push(
      names === ''
        ? remark('not-ordered', `${message}${wanted.of(feature).length > 0 ? 'what was ordered of it has come' : 'none are ordered'}`)
        : remark('wrong-host', `${message}ordered for ${names}`),
    )
    return
  }
  const expected = wanted.expected(meant)
  const fault = host?.faults[0]
  const wrong = fault === undefined ? `${seen}, but` : `HOSTID ${grant.hostId ?? ''}: ${fault};`
  const secondary = owner && 'role' in owner && owner.role === 'secondary' && primaryOf(fleet, owner) === machine
  meant.remarks.push(
    {
      ...remark('wrong-host', `${wrong} the licence of ${meant.line.holder} is ${tiedTo(expected, machine)}`),
      cites: [...('fact' in expected ? [cite(expected.fact)] : []), ...(secondary ? [cite('failover-on-primary')] : [])],
    },
    ...defectsOf(share, machine),
  )
}

function tiedTo(expected: Expected, machine: Server | Bridge): string {
  if ('unknown' in expected) return `tied to what is not known: ${expected.unknown.missing} of ${expected.unknown.of}`
  const files =
    'serial' in expected && 'release' in machine && onDongle(machine) ? `, and ${machine.release?.id} reads no licence files` : ''
  return `${'serial' in expected ? 'on' : 'tied to'} ${expected.says}${files}`
}

/** The host id as it was seen, and whose it is. */
function observed(fleet: Fleet, { host, grant }: Share): string {
  if (!host || host.macs.length === 0) return grant.hostId === undefined ? 'no host id' : `HOSTID ${grant.hostId}`
  return `HOSTID ${host.macs.map((mac) => `${mac}${whose(fleet, mac)}`).join(' or ')}`
}

/** Short wants of which it cannot be told whether the share is theirs, each with the reason. */
function openTo(
  fleet: Fleet,
  wanted: Wanted,
  { host, grant }: Share,
  short: readonly Want[],
  owner: Server | Bridge | undefined,
): readonly { readonly want: Want; readonly why: string }[] {
  if (!host) return short.map((want) => ({ want, why: 'no host id stands in this line, so that it is not known for which machine it is' }))
  if (host.faults.length > 0) return []
  if (host.others.length > 0)
    return short.map((want) => ({ want, why: `what the host id ${host.others.join(' ')} stands for is not known` }))
  return short.flatMap((want) => {
    const expected = wanted.expected(want)
    if (!('unknown' in expected) || (owner && owner !== machineOf(fleet, want.line))) return []
    const { missing, of } = expected.unknown
    return [{ want, why: `HOSTID ${grant.hostId ?? ''} may be that of ${want.line.holder}, but this is missing: ${missing} of ${of}` }]
  })
}

/** The want that a share was meant for: of the same machine or one that belongs to it, else of the same amount, else the only one. */
function candidate(fleet: Fleet, short: readonly Want[], owner: Server | Bridge | undefined, amount: number | undefined): Want | undefined {
  const related = owner && short.find(({ line }) => belongTogether(fleet, machineOf(fleet, line), owner))
  if (related) return related
  const same = short.filter(({ ordered }) => ordered === amount)
  if (same.length === 1) return same[0]
  return new Set(short.map(({ line }) => line.holder)).size === 1 ? short[0] : undefined
}

function belongTogether(fleet: Fleet, machine: Server | Bridge | undefined, owner: Server | Bridge): boolean {
  if (!machine) return false
  const headOf = (each: Server | Bridge): Server | undefined =>
    'role' in each ? primaryOf(fleet, each) : each.bridgehead && primaryOf(fleet, each.bridgehead)
  const head = headOf(machine)
  return machine === owner || (head !== undefined && head === headOf(owner))
}
