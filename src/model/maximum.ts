/** Published maximums that apply to a machine, built in or from Maximums documents, and what an amount is against them. */
import type { Citation } from '../finding.ts'
import type { Quantity } from '../knowledge/fact.ts'
import { byFile, cite, feature, publishedMaximums } from '../knowledge/knowledge.ts'
import { findRelease, type Release, versionLine, within } from '../knowledge/release.ts'
import { addTo } from './add-to.ts'
import { held } from './entitlement.ts'
import { figure } from './figure.ts'
import type { Bridge, Fleet, MaximumRow, Server } from './fleet.ts'
import { didYouMean } from './names.ts'
import { at, type Doubt, type Place } from './part.ts'
import { uses } from './use.ts'

export interface Maximum {
  readonly value: number
  readonly citation: Citation
  /** The platform that it names; one that names none holds for every other. */
  readonly platform?: string | undefined
  readonly place?: Place
}

/** An amount beyond a maximum. */
export interface Excess {
  /**
   * `stated` beyond every maximum that decides; `disputed` beyond one source and within another; `general` within what is given for
   * the platform, and beyond what is given for all; `reported` where none but a forum gives any.
   */
  readonly sureness: 'stated' | 'disputed' | 'general' | 'reported'
  /** The maximums that were weighed, the lowest first. */
  readonly weighed: readonly Maximum[]
}

export const quantities: readonly Quantity[] = [
  'voicePorts',
  'voiceMailUsers',
  'unifiedMessagingUsers',
  'inboxUsers',
  'ttsSessions',
  'languages',
  'bridgeSessions',
]

/** The maximums of a quantity for one machine of a release, the lowest first. Each bounds one server: those of a pair are not added. */
export function maximumsOf(fleet: Fleet, what: Quantity, machine: Server | Bridge, release: Release): readonly Maximum[] {
  // A Bridge has no platform that its spec could name.
  const platform = 'platform' in machine.spec ? machine.spec.platform : undefined
  const builtIn = publishedMaximums(what, release, platform).map(
    (fact): Maximum => ({ value: fact.value, citation: cite(fact.id), platform: fact.platform ?? undefined }),
  )
  const named = platform === undefined ? [] : rowsFor(fleet, what, platform)
  const own = [...named, ...rowsFor(fleet, what, undefined)]
    .filter((row) => appliesTo(row, release))
    .map((row): Maximum => ({ value: row.spec.value, platform: row.spec.platform, citation: citation(row), place: at(row, 'value') }))
  const all = [...builtIn, ...own].sort((a, b) => a.value - b.value)
  // What a user copied and could not be read may say otherwise than a forum does.
  return all.some(isStated) || !fleet.unread.sections.has('maximums') ? all : []
}

/** The maximums that decide, the lowest first: those that are stated, and of them those that name the platform. */
export function deciding(maximums: readonly Maximum[]): { readonly grade: 'stated' | 'reported'; readonly weighed: readonly Maximum[] } {
  const stated = maximums.filter(isStated)
  if (stated.length === 0) return { grade: 'reported', weighed: maximums }
  const named = stated.filter(({ platform }) => platform !== undefined)
  return { grade: 'stated', weighed: named.length > 0 ? named : stated }
}

/** What `amount` is against the maximums that apply; undefined where it exceeds none that counts. Rows that name the platform decide. */
export function excess(amount: number, maximums: readonly Maximum[]): Excess | undefined {
  const exceeds = ({ value }: Maximum): boolean => amount > value
  const { grade, weighed } = deciding(maximums)
  if (grade === 'reported') return weighed.some(exceeds) ? { sureness: 'reported', weighed } : undefined
  if (weighed.every(exceeds)) return { sureness: 'stated', weighed }
  if (weighed.some(exceeds)) return { sureness: 'disputed', weighed }
  const stated = maximums.filter(isStated)
  return stated.some(exceeds) ? { sureness: 'general', weighed: stated } : undefined
}

/** Up to which amount maximums are surely kept, and beyond which surely exceeded: where `excess` finds nothing, and where it is `stated`. */
export function boundsOf(maximums: readonly Maximum[]): { readonly sure: number; readonly possible: number } {
  const { grade, weighed } = deciding(maximums)
  const last = weighed[weighed.length - 1]
  const lowest = maximums.find((maximum) => grade === 'reported' || isStated(maximum))
  return { sure: lowest?.value ?? 0, possible: grade === 'stated' && last ? last.value : Number.POSITIVE_INFINITY }
}

const isStated = ({ citation }: Maximum): boolean => citation.confidence !== 'reported'

/** Whether a quantity of a machine has a maximum that more than a forum gives. */
export const isPublished = (fleet: Fleet, what: Quantity, machine: Server | Bridge, release: Release): boolean =>
  maximumsOf(fleet, what, machine, release).some(isStated)

/** What is missing where quantities that a machine has or is licensed for have no published maximum: one text for all of them, and for every rule. */
export function unpublished(fleet: Fleet, machine: Server | Bridge, release: Release): Doubt {
  const known = doubts.get(machine)
  if (known) return known
  // From 4.0 on the licences of a secondary do nothing.
  const idle = 'role' in machine && machine.role === 'secondary' && byFile(release)
  const has = (what: Quantity): boolean => configured(what, machine) > 0 || (!idle && held(what, machine, release).sure > 0)
  const open = quantities.filter((what) => has(what) && !isPublished(fleet, what, machine, release))
  const platform = 'platform' in machine.spec ? machine.spec.platform : undefined
  const where = platform !== undefined ? ` on ${platform}` : ''
  const row = [
    `what: ${open[0]}`,
    // A row that names no platform holds for all.
    ...(platform !== undefined ? [`platform: ${asText(platform)}`] : []),
    ...['from', 'to'].map((end) => `${end}: ${asText(release.id)}`),
    'value: …',
  ]
  const doubt: Doubt = {
    missing: `published maximums of ${open.map((what) => feature(what).title).join(', ')} for ${release.id}${where}${otherPlatform(fleet, platform)}`,
    of: machine.name,
    brief: `published maximums for ${release.id}${where}${otherPlatform(fleet, platform)}`,
    remedy: `a Maximums document states each in a row { ${row.join(', ')} }`,
  }
  doubts.set(machine, doubt)
  return doubt
}

/** A word as YAML reads it as text, in quotes where it would not be. */
const asText = (word: string): string => (/^[A-Za-z][\w.-]*$|^\d+\.\d+[.(]\d+\)?$/.test(word) ? word : JSON.stringify(word))

/** A platform of the Maximums documents that is written nearly like this one, as the end of a message. */
function otherPlatform({ maximums }: Fleet, platform: string | undefined): string {
  const known = new Set(maximums.flatMap(({ spec }) => spec.platform ?? []))
  return platform === undefined || known.has(platform) ? '' : didYouMean(platform, known)
}

// Several rules ask it of one machine, and it asks all its licences.
const doubts = new WeakMap<Server | Bridge, Doubt>()

/** How much of a quantity a machine is configured with. */
export function configured(what: Quantity, machine: Server | Bridge): number {
  if (!('role' in machine)) return what === 'bridgeSessions' ? (machine.spec.sessions ?? 0) : 0
  return uses.find(({ name }) => name === what)?.amount(machine) ?? 0
}

/** Where a quantity of a machine is configured. */
export function configuredAt(what: Quantity, machine: Server | Bridge): Place {
  if (!('role' in machine)) return at(machine, 'sessions')
  return uses.find(({ name }) => name === what)?.place(machine) ?? at(machine, 'name')
}

// Each server asks for each quantity, and a platform list may be long.
const rows = new WeakMap<Fleet, ReadonlyMap<string, readonly MaximumRow[]>>()

function rowsFor(fleet: Fleet, what: Quantity, platform: string | undefined): readonly MaximumRow[] {
  const index = rows.get(fleet) ?? byKey(fleet.maximums)
  rows.set(fleet, index)
  return index.get(keyOf(what, platform)) ?? []
}

function byKey(maximums: readonly MaximumRow[]): ReadonlyMap<string, readonly MaximumRow[]> {
  const index = new Map<string, MaximumRow[]>()
  for (const row of maximums) {
    addTo(index, keyOf(row.spec.what, row.spec.platform), row)
  }
  return index
}

const keyOf = (what: Quantity, platform: string | undefined): string => (platform === undefined ? what : `${what} ${platform}`)

function appliesTo({ spec }: MaximumRow, release: Release): boolean {
  const from = findRelease(spec.from ?? versionLine[0]?.id ?? '')
  const to = findRelease(spec.to ?? versionLine[versionLine.length - 1]?.id ?? '')
  // A range has no builds for ends: `release-known` says so, and until it is mended the row holds for nothing.
  if (!from || !to || from.build !== undefined || to.build !== undefined) return false
  return within(release, { from: from.id, to: to.id })
}

/** A row that a user copied from the vendor is cited as the vendor's statement, by the file it stands in. */
function citation({ document, path, spec, source }: MaximumRow): Citation {
  const { title, date, url, section } = source
  const says = `${feature(spec.what).title}: at most ${figure(spec.value)}${spec.platform === undefined ? '' : ` on ${spec.platform}`}`
  const fact = `${document.file}#${path.join('.')}`
  return { fact, says, title, confidence: 'stated', ...(date && { date }), ...(url && { url }), ...(section && { section }) }
}
