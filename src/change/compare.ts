/** BASE against HEAD: findings, licences and capacity, hosts of licences, and every changed part with what it puts at risk. */
import type { Unchecked } from '../finding.ts'
import type { Blocked, OrderLine, Units } from '../licensing/order/order.ts'
import { comparable, unreadFiles } from './comparable.ts'
import { asksForMore, booksOf, type EffectRow, effectOf, isLeftOpen, newlyBlocked, ordersOf, upgradesOf } from './effect.ts'
import { caused, compareFindings, type FindingsChange, newGaps } from './findings.ts'
import { focusedBoth } from './focus.ts'
import { type Gone, goneMachines, renames } from './machines.ts'
import { compareParts, type PartChange } from './parts.ts'
import { type Alarm, alarms } from './rehost.ts'
import { gravest } from './risks.ts'
import type { Side } from './side.ts'
import { changedTerms, isLooser, type Terms } from './terms.ts'

export interface Change {
  readonly base: Side
  readonly head: Side
  readonly findings: FindingsChange
  readonly terms: Terms
  /** What HEAD cannot decide, and BASE could. */
  readonly gaps: readonly Unchecked[]
  readonly effect: readonly EffectRow[]
  /** What has to be ordered more than before, of all machines, what a pool shares once. */
  readonly orders: readonly Units[]
  /** Upgrade licences that have to be ordered, and had not before. */
  readonly upgrades: readonly OrderLine[]
  /** Whether HEAD does not say what some machine needs, which BASE did. */
  readonly leftOpen: boolean
  readonly blocked: readonly Blocked[]
  readonly alarms: readonly Alarm[]
  readonly gone: readonly Gone[]
  readonly parts: readonly PartChange[]
  /** Files of HEAD in which comments or layout alone differ. */
  readonly layout: readonly string[]
}

export function compare(base: Side, head: Side): Change {
  const [old, now] = comparable(base, head)
  const [from, to] = [old.report.fleet, now.report.fleet]
  const renamed = renames(from, to)
  const [before, after] = focusedBoth(from, to).map(booksOf)
  if (!before || !after) throw new Error('a change has two sides')
  const findings = compareFindings(base, head, renamed)
  const rehosts = alarms(before, after, renamed)
  const parts = compareParts(old, now, renamed).map((part) => rated(part, rehosts, findings))
  return {
    base,
    head,
    findings,
    terms: changedTerms(base, head),
    gaps: newGaps(base, head),
    effect: effectOf(before, after, renamed),
    orders: ordersOf(before, after),
    upgrades: upgradesOf(before, after),
    leftOpen: isLeftOpen(before, after),
    blocked: newlyBlocked(before, after),
    alarms: rehosts,
    gone: goneMachines(from, to, renamed),
    parts,
    layout: layoutOf(base, head, parts),
  }
}

/** Whether the change leaves something to order or to have issued anew. */
export const asksForLicenses = ({ effect, upgrades, blocked, alarms: all }: Change): boolean =>
  effect.some(asksForMore) || upgrades.length > 0 || blocked.length > 0 || all.some(({ state }) => state !== 'done')

/** Whether somebody has to agree to what the change keeps from being found: a waiver, an entry of a baseline, a looser rule. */
export const asksForConsent = ({ findings, terms }: Change): boolean => findings.waived.length > 0 || isLooser(terms)

const hostKeys: ReadonlySet<string> = new Set(['nics', 'team', 'role', 'primary', 'secondary', 'bridgehead', 'dongle'])

/** A part with what only the whole fleet tells: that a licence has another host, or that a server shuts down. */
function rated(part: PartChange, all: readonly Alarm[], findings: FindingsChange): PartChange {
  const alarm = all.find(({ of }) => of === part.name || part.name.split(' and ').includes(of))
  const changes = part.changes.map((change) =>
    alarm && hostKeys.has(String(change.path[0])) && change.risk !== 'cosmetic'
      ? { ...change, risk: 're-host' as const, why: 'licences are tied to another host', facts: alarm.facts.slice(0, 1) }
      : change,
  )
  const shut = caused(findings).some((each) => each.server === part.name && each.severity === 'error' && each.consequence === 'shutdown')
  const risks = changes.length > 0 ? changes.map(({ risk }) => risk) : [part.risk]
  return {
    ...part,
    changes,
    risk: gravest(shut ? ['service', ...risks] : risks),
    ...(shut && { why: 'it goes into shutdown mode' }),
  }
}

function layoutOf(base: Side, head: Side, parts: readonly PartChange[]): string[] {
  const plain = (text: string): string => text.replaceAll('\r\n', '\n')
  const before = new Map([...base.report.texts].map(([file, text]) => [base.nameOf(file), text]))
  const told = new Set(parts.flatMap(({ place }) => [base, head].map(({ nameOf }) => nameOf(place.document.file))))
  // Of what cannot be read nobody knows what is other.
  const unread = new Set([base, head].flatMap((side) => [...unreadFiles(side)]))
  const named = new Set([...head.report.fleet.namings.keys()].map(({ file }) => file))
  return [...head.report.texts].flatMap(([file, text]) => {
    const old = before.get(head.nameOf(file))
    return old === undefined ||
      told.has(head.nameOf(file)) ||
      unread.has(head.nameOf(file)) ||
      named.has(file) ||
      plain(old) === plain(text)
      ? []
      : [file]
  })
}
