import type { Citation } from '../finding.ts'
import type { Quantity } from '../knowledge/fact.ts'
import { byFile, cite, feature, publishedMaximums } from '../knowledge/knowledge.ts'
import { findRelease, type Release, spell, versionLine, within } from '../knowledge/release.ts'
import { type Held, held, unreadFile } from '../model/entitlement.ts'
import type { Bridge, Fleet, MaximumRow, Server } from '../model/fleet.ts'
import { at, type Place } from '../model/part.ts'
import type { Gap, Problem, Rule } from './rule.ts'
import { counted, figure, shutdown } from './words.ts'

/** A maximum that applies to a server, built in or from a Maximums document. */
interface Maximum {
  readonly value: number
  readonly citation: Citation
  /** The platform that it names; one that names none holds for every other. */
  readonly platform?: string | undefined
  readonly place?: Place
}

const quantities: readonly Quantity[] = [
  'voicePorts',
  'voiceMailUsers',
  'unifiedMessagingUsers',
  'inboxUsers',
  'ttsSessions',
  'languages',
  'bridgeSessions',
]

function maximumsOf(fleet: Fleet, what: Quantity, platform: string | undefined, release: Release): Maximum[] {
  const builtIn = publishedMaximums(what, release, platform).map(({ value, id }) => ({ value, citation: cite(id) }))
  const own = fleet.maximums
    .filter(({ spec }) => spec.what === what && (spec.platform === undefined || spec.platform === platform))
    .filter((row) => appliesTo(row, release))
    .map((row) => ({ value: row.spec.value, platform: row.spec.platform, citation: citation(row), place: at(row, 'value') }))
  return [...builtIn, ...own]
}

function appliesTo({ spec }: MaximumRow, release: Release): boolean {
  const from = findRelease(spec.from ?? versionLine[0]?.id ?? '')
  const to = findRelease(spec.to ?? versionLine[versionLine.length - 1]?.id ?? '')
  return from !== undefined && to !== undefined && within(release, { from: from.id, to: to.id })
}

/** A row that a user copied from the vendor is cited as the vendor's statement, by the file it stands in. */
function citation({ document, path, spec, source }: MaximumRow): Citation {
  const { title, date, url, section } = source
  const says = `${feature(spec.what).title}: at most ${figure(spec.value)}${spec.platform ? ` on ${spec.platform}` : ''}`
  const fact = `${document.file}#${path.join('.')}`
  return { fact, says, title, confidence: 'stated', ...(date && { date }), ...(url && { url }), ...(section && { section }) }
}

/** What is licensed of one quantity against the maximums that apply. Where the vendor states one, what a forum reports does not count. */
function* compare(
  what: Quantity,
  { sure, from }: Held,
  maximums: readonly Maximum[],
  release: Release,
  server: Server | Bridge,
): Iterable<Problem | Gap> {
  const named = maximums.filter(({ platform }) => platform !== undefined)
  const stated = named.length > 0 ? named : maximums.filter((maximum) => maximum.citation.confidence !== 'reported')
  const reported = stated.length === 0
  const exceeded = (reported ? maximums : stated).filter(({ value }) => sure > value).sort((a, b) => a.value - b.value)
  const [lowest] = exceeded
  const [first] = from
  if (!first) return
  if (!lowest) {
    const other = named.length > 0 && maximums.some(({ value, citation }) => citation.confidence !== 'reported' && sure > value)
    if (other)
      yield {
        at: first.place,
        missing: `which maximum of ${feature(what).title} holds, since two that are given disagree`,
        of: server.name,
      }
    return
  }
  const end = shutdown(release, reported ? 'reported' : 'stated')
  const platform = lowest.platform === undefined ? '' : ` for ${lowest.platform}`
  const published = `${reported ? 'one forum post reports that ' : ''}${spell(release)} publishes at most ${figure(lowest.value)}${platform}`
  yield {
    at: first.place,
    message: [`${counted(sure, feature(what).title)} licensed, but ${published}`, ...(end ? [end.sentence] : [])].join('. '),
    severity: reported ? 'warning' : 'error',
    server: server.name,
    cites: ['excess-over-maximum', ...(end?.cites ?? []), ...exceeded.map((maximum) => maximum.citation)],
    related: [
      ...from.slice(1).map(({ place, amount }) => ({ at: place, message: `grants ${figure(amount)} of them` })),
      ...exceeded.flatMap(({ place, value }) => (place ? [{ at: place, message: `at most ${figure(value)}` }] : [])),
    ],
  }
}

function* checkMachine(fleet: Fleet, machine: Server | Bridge, release: Release): Iterable<Problem | Gap> {
  const { name, licenses } = machine
  const place = 'role' in machine ? at(machine, 'licenses') : at(machine, 'licenses')
  const platform = 'platform' in machine.spec ? machine.spec.platform : undefined
  if (!licenses) {
    yield { at: place, missing: 'licences', of: name }
    return
  }
  if (licenses.some(({ spec }) => spec.kind === 'file')) yield { at: place, ...unreadFile(name) }
  const unpublished: string[] = []
  for (const what of quantities) {
    const holding = held(what, machine, release)
    if (holding.sure === 0) continue
    const maximums = maximumsOf(fleet, what, platform, release)
    const stated = maximums.some((maximum) => maximum.citation.confidence !== 'reported')
    // What a user copied and could not be read may say otherwise than a forum does.
    if (stated || !fleet.unread.sections.has('maximums')) yield* compare(what, holding, maximums, release, machine)
    if (!stated) unpublished.push(feature(what).title)
  }
  if (unpublished.length > 0) {
    // A Bridge has no platform that its spec could name.
    const where = platform !== undefined ? ` on ${platform}` : 'role' in machine ? ', and the platform of the server' : ''
    yield { at: place, missing: `published maximums of ${unpublished.join(', ')} for ${spell(release)}${where}`, of: name }
  }
}

export default {
  id: 'license-within-maximum',
  title: 'What is licensed does not exceed the published maximum',
  severity: 'error',
  consequence: 'shutdown',
  rationale:
    'The vendor names this cause of shutdown mode: an upgrade was bought that exceeds what the release and platform may have. The licensing team has to take the upgrade back. Few maximums are known from public sources; add those of your platform list as a Maximums document, and they count and are cited as its own.',
  parts: ['servers', 'bridges'],
  cites: ['excess-over-maximum', 'maximum-voice-ports-4.0', 'shutdown-every-4-hours', 'shutdown-5x', 'shutdown-after-grace'],

  *check(fleet) {
    for (const server of fleet.servers) {
      const { release, role, name } = server
      if (!release) yield { at: at(server, 'version'), missing: 'a known release', of: name }
      // From 4.0 on the licences of a secondary do nothing, so they exceed nothing.
      else if (role !== 'secondary' || !byFile(release)) yield* checkMachine(fleet, server, release)
    }
    for (const bridge of fleet.bridges) {
      const { bridgehead, licenses } = bridge
      if (bridgehead?.release && licenses) yield* checkMachine(fleet, bridge, bridgehead.release)
    }
  },

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    licenses:
      - { kind: declared, expires: permanent, entitlements: { voicePorts: 72 } }
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    platform: EXAMPLE-1
    licenses:
      - kind: declared
        expires: permanent
        entitlements: { voicePorts: 64 } # <- 64 voice ports licensed, but 4.0(5) publishes at most 48 for EXAMPLE-1. 4.0(5) then shuts down: it must be restarted every 4 hours until that is resolved
---
apiVersion: cuspec/v1
kind: Maximums
source: { title: A platform list of the vendor (figures made up for this example), date: 2006-01-31 }
maximums:
  - { what: voicePorts, platform: EXAMPLE-1, from: 4.0(1), to: 4.0(5), value: 48 }
`,
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    licenses:
      - kind: declared
        expires: permanent
        entitlements: { voicePorts: 96 } # <- 96 voice ports licensed, but one forum post reports that 4.0(5) publishes at most 72. If that is so, 4.0(5) shuts down: it must be restarted every 4 hours until that is resolved
`,
  ],
} satisfies Rule
