/** Phrases of a change, the same in every format. */
import type { Change } from '../../change/compare.ts'
import type { EffectRow, Standing } from '../../change/effect.ts'
import { caused } from '../../change/findings.ts'
import type { PartChange, RatedChange } from '../../change/parts.ts'
import type { PartKind } from '../../change/risks.ts'
import type { Finding } from '../../finding.ts'
import type { FeatureName } from '../../knowledge/fact.ts'
import { feature } from '../../knowledge/knowledge.ts'
import { counted, figure } from '../../model/figure.ts'
import { tally } from '../forge/worst.ts'
import { amount, between } from '../order/words.ts'
import { waivedWords } from '../terms.ts'
import { meanings, plural } from '../text.ts'

const kinds: Readonly<Record<PartKind, string>> = {
  deployment: 'deployment',
  server: 'server',
  failover: 'failover pair',
  bridge: 'Bridge',
  pool: 'pool',
  maximums: 'maximum',
  'price-book': 'price book',
  policy: 'policy',
}

/** `server SYD-UNITY1`, and what it was called where that is another name. */
export const partText = ({ kind, name, was }: PartChange): string => `${kinds[kind]} ${name}${was === undefined ? '' : ` (was ${was})`}`

/** `nics nic1 mac`. */
export const pathText = ({ path }: Pick<RatedChange, 'path'>): string => path.join(' ')

/** `error sites/sydney.yaml:12: 96 voice ports … [ports-within-maximum]; the server goes into shutdown mode`. */
export function findingText({ severity, file, range, message, rule, consequence }: Finding): string {
  const follows = consequence === undefined || consequence === 'advice' ? '' : `; ${meanings[consequence]}`
  return `${severity} ${file}:${range.start.line}: ${message} [${rule}]${follows}`
}

/** `+8`, `-8`. */
export const change = (value: number): string => (value > 0 ? `+${figure(value)}` : value < 0 ? `-${figure(-value)}` : '0')

export function rowCells({ feature: name, base, head, maximum }: EffectRow): string[] {
  const delta = head.needed - base.needed
  return [
    feature(name).title,
    amount(name, base.needed),
    amount(name, head.needed),
    feature(name).counted ? change(delta) : delta === 0 ? '' : delta > 0 ? 'new' : 'gone',
    both(name, heldText(name, base), heldText(name, head)),
    both(name, some(name, base.reissued), some(name, head.reissued)),
    maximum === undefined ? '' : figure(maximum),
    both(name, toOrderText(name, base), toOrderText(name, head)),
  ]
}

const some = (name: FeatureName, value: number): string => (value > 0 ? amount(name, value) : '')
const heldText = (name: FeatureName, { held }: Standing): string => between(name, held.sure, held.possible)
const toOrderText = (name: FeatureName, { toOrder, undecided }: Standing): string =>
  toOrder + undecided === 0 && !feature(name).counted
    ? ''
    : toOrder === 0 && undecided > 0 && Number.isFinite(undecided) && feature(name).counted
      ? `up to ${figure(undecided)}`
      : between(name, toOrder, toOrder + undecided)

/** `28`, or `28 → 32` where the two sides differ, `no → yes` for what is not counted. */
const both = (name: FeatureName, from: string, to: string): string =>
  from === to ? to : `${from || amount(name, 0)} → ${to || amount(name, 0)}`

/** The change in one line each for findings and licences. */
export function verdict(change: Change): { readonly findings: string; readonly licenses: string } {
  const { added, changed, fixed, lost, unchanged, waived } = change.findings
  const words = [
    ...(added.length > 0 ? [`${counted(added.length, 'new findings')} (${tally(added)})`] : []),
    ...waivedWords(waived.map(({ finding }) => finding)),
    ...(changed.length > 0 ? [`${figure(changed.length)} changed`] : []),
    ...(fixed.length > 0 ? [`${figure(fixed.length)} fixed`] : []),
    ...(lost.length > 0 ? [`${figure(lost.length)} no longer to be told`] : []),
  ]
  const rest = unchanged.length > 0 ? `; ${figure(unchanged.length)} unchanged` : ''
  const findings = words.length > 0 ? `${words.join(', ')}${rest}` : 'No findings change'
  return { findings: findings.charAt(0).toUpperCase() + findings.slice(1), licenses: licensesText(change) }
}

function licensesText({ base, head, effect, orders, upgrades, leftOpen, alarms, blocked }: Change): string {
  const undecided =
    leftOpen ||
    effect.some(({ base: from, head: to }) => to.toOrder + to.undecided > from.toOrder + from.undecided && to.toOrder <= from.toOrder)
  const open = alarms.filter(({ state }) => state !== 'done')
  const words = [
    ...(upgrades.length > 0 ? [`${counted(upgrades.length, 'upgrade licences')} to order`] : []),
    ...orders.map(({ feature: name, units }) => `${feature(name).counted ? `${figure(units)} ` : ''}${feature(name).title} more to order`),
    ...(blocked.length > 0 ? [`${counted(blocked.length, 'needs')} that cannot be ordered`] : []),
    ...(open.length > 0 ? [`the licences of ${counted(open.length, 'machines')} have to be issued anew`] : []),
  ]
  const unread = [base, head].some(({ report }) => report.coverage.documents.unread > 0)
  const sure = words.join(', ')
  if (undecided) return `${sure}${sure === '' ? '' : '; '}it is not known whether more has to be ordered`
  return sure !== '' ? sure : unread ? 'nothing to order in what could be read' : 'nothing to order'
}

/** Whether all there is to say is one line. */
export const isQuiet = ({ findings, terms, effect, upgrades, alarms, gone, gaps, blocked, parts }: Change): boolean =>
  caused(findings).length +
    findings.fixed.length +
    findings.lost.length +
    findings.waived.length +
    terms.policies.length +
    terms.settings.length +
    effect.length +
    upgrades.length +
    alarms.length +
    gone.length +
    gaps.length +
    blocked.length ===
    0 && parts.every(({ risk }) => risk === 'cosmetic')

/** `main (1a2b) → the working tree: No findings change, nothing to order; 2 cosmetic changes.` */
export function quietLine(change: Change): string {
  const cosmetic = change.parts.length + change.layout.length
  const { findings, licenses } = verdict(change)
  return `${change.base.label} → ${change.head.label}: ${findings.charAt(0).toLowerCase()}${findings.slice(1)}, ${licenses}${cosmetic > 0 ? `; ${plural(cosmetic, 'cosmetic change')}` : ''}`
}
