import type { Citation } from '../finding.ts'
import type { Quantity } from '../knowledge/fact.ts'
import { cite, feature, mechanism, publishedMaximums } from '../knowledge/knowledge.ts'
import { findRelease, type Release, spell, versionLine, within } from '../knowledge/release.ts'
import { held } from '../model/entitlement.ts'
import type { Fleet, MaximumRow, Server } from '../model/fleet.ts'
import { at, type Place } from '../model/part.ts'
import type { Gap, Problem, Rule } from './rule.ts'
import { figure, shutdown } from './words.ts'

/** A maximum that applies to a server, built in or from a Maximums document. */
interface Applicable {
  readonly value: number
  readonly citation: Citation
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

function applicable(fleet: Fleet, what: Quantity, { spec }: Server, release: Release): Applicable[] {
  const builtIn = publishedMaximums(what, release, spec.platform).map(({ value, id }) => ({ value, citation: cite(id) }))
  const own = fleet.maximums
    .filter(
      (row) => row.spec.what === what && applies(row, release) && (row.spec.platform === undefined || row.spec.platform === spec.platform),
    )
    .map((row) => ({ value: row.spec.value, citation: citation(row), place: at(row, 'value') }))
  return [...builtIn, ...own]
}

function applies({ spec }: MaximumRow, release: Release): boolean {
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

function* check(fleet: Fleet): Iterable<Problem | Gap> {
  for (const server of fleet.servers) {
    const { release, name, spec } = server
    if (!release || !server.licenses) continue
    if (server.role === 'secondary' && mechanism(release)?.mechanism === 'file') continue
    const unpublished: string[] = []
    for (const what of quantities) {
      const holding = held(what, server, release)
      const from = holding.from[0]
      if (!from) continue
      const maximums = applicable(fleet, what, server, release)
      if (maximums.length === 0) unpublished.push(feature(what).title)
      // Where the vendor states a maximum, what a forum reports does not count.
      const stated = maximums.filter((maximum) => maximum.citation.confidence !== 'reported')
      const exceeded = (stated.length > 0 ? stated : maximums).filter(({ value }) => holding.sure > value)
      const lowest = exceeded.sort((a, b) => a.value - b.value)[0]
      if (!lowest) continue
      const reported = stated.length === 0
      const end = shutdown(release, reported ? 'If that is so, ' : '')
      const published = `${reported ? 'one forum post reports that ' : ''}${spell(release)} publishes at most ${figure(lowest.value)}`
      yield {
        at: { document: from.place.document, path: [...from.place.path, 'entitlements', what] },
        message: [`${figure(holding.sure)} ${feature(what).title} licensed, but ${published}`, ...(end ? [end.sentence] : [])].join('. '),
        severity: reported ? 'warning' : 'error',
        server: name,
        cites: [...exceeded.map((maximum) => maximum.citation), 'excess-over-maximum', ...(end?.cites ?? [])],
        related: exceeded.flatMap(({ place, value }) => (place ? [{ at: place, message: `at most ${figure(value)}` }] : [])),
      }
    }
    if (unpublished.length > 0) {
      const where = `for ${spell(release)} on ${spec.platform ?? 'a platform that the spec does not name'}`
      yield { at: at(server, 'licenses'), missing: `published maximums of ${unpublished.join(', ')} ${where}`, of: name }
    }
  }
}

export default {
  id: 'license-within-maximum',
  title: 'What is licensed does not exceed the published maximum',
  severity: 'error',
  consequence: 'shutdown',
  rationale:
    'The vendor names this cause of shutdown mode: an upgrade was bought that exceeds what the release and platform may have. The licensing team has to take the upgrade back. Few maximums are known from public sources; add those of your platform list as a Maximums document, and they count and are cited as its own.',
  cites: ['excess-over-maximum', 'maximum-voice-ports-4.0', 'shutdown-every-4-hours', 'shutdown-5x', 'shutdown-after-grace'],
  check,

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
        entitlements: { voicePorts: 64 } # <- 64 voice ports licensed, but 4.0(5) publishes at most 48. 4.0(5) then shuts down: it must be restarted every 4 hours until that is resolved
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
