/** A change as a page for people: what is new first, then licences and their hosts, then every changed value. */
import type { Change } from '../../change/compare.ts'
import type { EffectRow } from '../../change/effect.ts'
import { caused } from '../../change/findings.ts'
import type { Gone } from '../../change/machines.ts'
import type { Citation, Finding } from '../../finding.ts'
import { cite } from '../../knowledge/knowledge.ts'
import type { OrderLine } from '../../licensing/order/order.ts'
import { addTo } from '../../model/add-to.ts'
import { address } from '../address.ts'
import { worstFirst } from '../forge/worst.ts'
import { type Sources, sourcesIn } from '../order/sources.ts'
import { account, capital } from '../order/words.ts'
import { type Block, type Column, type Item, listOf, type Page, type Part, type Row, tableOf } from '../page/page.ts'
import { visible } from '../visible.ts'
import { alarmParts, stepParts } from './alarm.ts'
import { changeBlocks } from './changes.ts'
import { type Jointly, jointParts } from './joint.ts'
import { termsParts, termsSummary, waivedParts } from './terms.ts'
import { whereIn } from './where.ts'
import { findingText, rowCells, verdict } from './words.ts'

export interface Shown {
  /** Of each list no more than so many. */
  readonly most: number
  /** Whether the steps and sources of what is asked for are told here, and not on a page of their own. */
  readonly steps: boolean
  /** The sources of a page that this one is part of, which lists them. */
  readonly sources?: Sources
}

const sourcesFor = (change: Change): Sources => sourcesIn(citesOf(change))

/** What the licences that are issued anew rest on. */
export const citesOf = ({ alarms }: Change): Citation[] =>
  alarms.flatMap(({ facts, steps }) => [...facts, ...steps.flatMap((step) => step.facts)]).map(cite)

/** How licences are issued anew, and who says so; undefined where none is. */
export function stepsPage(change: Change, most: number): Page | undefined {
  const sources = sourcesFor(change)
  const parts = stepParts(change.alarms, sources, most)
  if (parts.length === 0) return undefined
  return { title: 'How licences are issued anew', summary: [], parts: [...parts, { title: 'Sources', blocks: sourceBlocks(sources) }] }
}

export function diffPage(change: Change, jointly: Jointly | undefined, shown: Shown): Page {
  const { findings, alarms } = change
  const { most, steps, sources } = shown
  // What they bring about together stands before.
  const added = findings.added.filter((finding) => !jointly?.findings.includes(finding))
  const told = verdict(change)
  const some = (items: readonly Item[]): Block[] => capped(items, most)
  return {
    title: visible(`Change from ${change.base.label} to ${change.head.label}`),
    summary: [
      ...termsSummary(change),
      { says: `${told.findings}.`, loud: caused(findings).some(({ severity }) => severity === 'error') },
      { says: `${capital(told.licenses)}.`, loud: alarms.some(({ state }) => state !== 'done') },
      ...unreadSummary(change),
    ],
    parts: filled([
      ...termsParts(change, whereIn(change), some),
      ...(jointly ? jointParts(jointly, most) : []),
      {
        title: 'New findings',
        loud: added.some(({ severity }) => severity === 'error'),
        blocks: findingList(added, most, findings),
      },
      ...waivedParts(change, some),
      { title: 'Findings that have changed', blocks: changedList(change, most) },
      { title: 'Fixed', blocks: findingList(findings.fixed, most) },
      { title: 'Gone from the report, and not known to be fixed', loud: true, blocks: findingList(findings.lost, most) },
      { title: 'No longer checked, because this is missing', blocks: gapList(change, most) },
      ...licenseParts(change, shown),
      { title: 'Changes', blocks: changeBlocks(change, most) },
      { title: 'Sources', blocks: steps && !sources ? sourceBlocks(sourcesFor(change)) : [] },
    ]),
  }
}

/** What stands below the findings of a run, which tells those itself; undefined where there is nothing. */
export function besidePage(change: Change, most: number): Page | undefined {
  const some = (items: readonly Item[]): Block[] => capped(items, most)
  const parts = filled([
    ...termsParts(change, whereIn(change), some),
    ...waivedParts(change, some),
    { title: 'Gone from the report, and not known to be fixed', loud: true, blocks: findingList(change.findings.lost, most) },
    ...licenseParts(change, { most, steps: false }),
  ])
  if (parts.length === 0) return undefined
  const says = `${capital(verdict(change).licenses)}.`
  return { title: 'Beside the findings', summary: [...termsSummary(change), { says }], parts }
}

const filled = (parts: readonly Part[]): Part[] => parts.filter(({ blocks, parts: own = [] }) => blocks.length + own.length > 0)

function licenseParts(change: Change, { most, steps, sources = sourcesFor(change) }: Shown): Part[] {
  const { effect, upgrades, blocked, alarms, gone } = change
  const where = change.head.report.locate
  return [
    { title: 'Licences and capacity', blocks: effectBlocks(effect, most) },
    { title: 'Upgrade licences to order', blocks: capped(upgrades.map(upgradeText), most) },
    {
      title: 'Cannot be ordered',
      loud: true,
      blocks: capped(
        blocked.map(({ kind, of, reason, place }) => `${account(kind, of)}: ${reason}${place ? ` (${address(place, where)})` : ''}`),
        most,
      ),
    },
    ...alarmParts(alarms, sources, { most, steps }),
    { title: 'Machines that are gone', blocks: capped(gone.map(goneText), most) },
  ]
}

const upgradeText = ({ holder, upgrade }: OrderLine): Item =>
  `${holder}: upgrade licence${upgrade?.from === undefined ? '' : ` from ${upgrade.from}`} to ${upgrade?.to}`

const sourceBlocks = ({ list }: Sources): Block[] => (list.length === 0 ? [] : [{ kind: 'sources', sources: list }])

function unreadSummary({ base, head }: Change): Page['summary'] {
  return [base, head].flatMap(({ label, report }) => {
    const { unread } = report.coverage.documents
    return unread > 0
      ? [{ says: `Documents of ${label} that could not be read: ${unread}. What they hold is not compared.`, loud: true }]
      : []
  })
}

/** A list, and how many more there are. */
export const capped = (items: readonly Item[], most: number): Block[] =>
  listOf(items.length > most ? [...items.slice(0, most), `and ${items.length - most} more`] : items)

const none: ReadonlySet<Finding> = new Set()

function findingList(
  findings: readonly Finding[],
  most: number,
  { unseen, unwaived }: Pick<Change['findings'], 'unseen' | 'unwaived'> = { unseen: none, unwaived: none },
): Block[] {
  const before = (finding: Finding): string =>
    unwaived.has(finding) ? ' (no longer waived)' : unseen.has(finding) ? ' (it could not be told before)' : ''
  return capped(
    worstFirst(findings).map((finding) => `${findingText(finding)}${before(finding)}`),
    most,
  )
}

function changedList({ findings }: Change, most: number): Block[] {
  const words = { worse: 'worse: ', better: 'better: ', other: '' }
  return capped(
    findings.changed.map(
      ({ base, head, direction }) =>
        `${words[direction]}${findingText(head)}; it was ${base.severity === head.severity ? '' : `${base.severity}: `}${base.message}`,
    ),
    most,
  )
}

const mostNames = 3

function gapList({ gaps }: Change, most: number): Block[] {
  const groups = new Map<string, string[]>()
  for (const { missing, brief = missing, of } of gaps) addTo(groups, brief, of)
  const items = [...groups].map(([missing, all]) => {
    const names = [...new Set(all)]
    const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : ''
    return `${names.slice(0, mostNames).join(', ')}${more}: ${missing}`
  })
  return capped(items, most)
}

const number = (title: string): Column => ({ title, figures: true })
const effectColumns: readonly Column[] = [
  { title: 'of' },
  { title: 'feature' },
  number('base'),
  number('head'),
  number('change'),
  number('held'),
  number('re-issued'),
  number('published'),
  number('to order'),
]

function effectBlocks(effect: readonly EffectRow[], most: number): Block[] {
  const rows = effect.slice(0, most).map((row): Row => ({ cells: [account(row.kind, row.of), ...rowCells(row)] }))
  return [
    ...tableOf('licences and capacity', effectColumns, rows),
    ...capped(effect.length > most ? [`and ${effect.length - most} more rows`] : [], 1),
  ]
}

function goneText({ name, kind, licenses }: Gone): Item {
  const what = `${kind === 'server' ? 'Server' : 'Bridge'} ${name} is gone`
  if (licenses === undefined)
    return `${what}. Its spec did not say which licences it has; those that it has can be issued anew for another host, or are lost.`
  if (licenses.length === 0) return `${what}; no licence is tied to it that nobody else lists.`
  const told = licenses.map(({ license, hosts }) => `${license}${hosts.length > 0 ? ` for ${hosts.join(', ')}` : ''}`)
  return `${what} with ${told.join('; ')}: issued anew for another host (cuspec order says how, once another machine lists it), or lost.`
}
