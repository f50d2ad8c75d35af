import { byFile, feature } from '../knowledge/knowledge.ts'
import type { Fleet, Server } from '../model/fleet.ts'
import { licensee, primaryOf } from '../model/licensee.ts'
import { noRelease } from '../model/missing.ts'
import { at } from '../model/part.ts'
import { heldAsObserved, placeOf, reportsOf, type ServerReport } from '../model/server-report.ts'
import { reported } from '../model/use.ts'
import { checkInstalled } from './installed.ts'
import type { Gap, Problem, Rule } from './rule.ts'
import { counted, figure } from './words.ts'

/** What a server reports of its users and its part, against what the spec says. */
function* checkState(report: ServerReport, server: Server, inPool: boolean): Iterable<Problem> {
  const { primary } = report
  if (primary?.value === false && server.role !== 'secondary') {
    const message = `${server.name} reports that it is not licensed to run as a primary or stand-alone server`
    yield { at: placeOf(report, primary), message, consequence: 'unlicensed', server: server.name, cites: [primary.fact.id] }
  }
  for (const [name, own] of [
    ['voiceMailUsers', server.spec.users?.voiceMail],
    ['inboxUsers', server.spec.users?.inbox],
  ] as const) {
    const told = reported(name, server, inPool)
    const fact = report.use[name]?.fact.id
    if (own === undefined || fact === undefined || !told || told.amount <= own) continue
    // More than is licensed is for another rule to say.
    if (told.amount > heldAsObserved(name, server, inPool).possible) continue
    const title = feature(name).title
    const message = `${server.name} reports ${counted(told.amount, title)} in use, but its spec says ${figure(own)}`
    yield { at: told.place, message, severity: 'note', consequence: 'advice', server: server.name, cites: [fact] }
  }
}

/** Whether a server pools its users where the spec says so. */
function* checkPooling(report: ServerReport, server: Server, fleet: Fleet): Iterable<Problem> {
  const { pooling } = report
  // A pool names the primary of a pair, whose licences are those of the secondary.
  const pool = fleet.poolOf.get(primaryOf(fleet, server))
  if (!pooling) return
  if (pool && !pooling.value) {
    yield {
      at: placeOf(report, pooling),
      message: `${server.name} is in the pool ${pool.name}, but reports that pooling is not enabled on it`,
      consequence: 'unlicensed',
      server: server.name,
      cites: ['pool-members-are-enabled', pooling.fact.id],
      related: [{ at: at(pool, 'members'), message: `the pool ${pool.name}` }],
    }
  } else if (!pool && pooling.value && !fleet.unread.sections.has('pools')) {
    yield {
      at: placeOf(report, pooling),
      message: `${server.name} reports that pooling is enabled on it, but no pool names it`,
      consequence: 'advice',
      server: server.name,
      cites: ['pool-members-are-enabled', pooling.fact.id],
    }
  }
}

function* check(fleet: Fleet, server: Server): Iterable<Problem | Gap> {
  const { release } = server
  for (const report of reportsOf(server)) {
    yield* checkPooling(report, server, fleet)
    yield* checkState(report, server, fleet.poolOf.has(server))
    for (const { name } of report.unknown)
      yield { at: report.license, missing: `what ${name} in a report of a server means`, of: server.name }
    const holder = release && licensee(fleet, server, release)
    if (!release || !holder) {
      const doubt = release ? { missing: 'the primary server whose licences cover it', of: server.name } : noRelease(server.name)
      yield { at: report.license, ...doubt }
    } else if (holder.licenses?.some(({ spec }) => spec.kind !== 'observed')) {
      const pooled = byFile(release) && (fleet.poolOf.has(holder) || report.pooling?.value === true)
      yield* checkInstalled({ report, server, holder, release, pooled })
    }
  }
}

export default {
  id: 'observed-license-agrees',
  title: 'What a server reports of its licences is what the spec lists',
  severity: 'warning',
  rationale:
    'A licence file counts once it is installed and the server has been restarted, and a file that was taken off the list takes its licences with it. A server that reports less than the licences listed for it grant has one that is not installed; one that reports the default licence has none installed, or one for another MAC. A secondary server shows the licences of its primary once the failover wizard has run on both. Whether a pooled server reports its own users or those of the pool is not known, so they are not compared. That more is in use than is licensed is for license-covers-use to say.',
  parts: ['licenses'],
  cites: ['licenses-are-installed', 'licenses-are-cumulative', 'pool-members-are-enabled', 'failover-wizard-on-both', 'default-license'],

  *check(fleet) {
    for (const server of fleet.servers) yield* check(fleet, server)
  },

  files: {
    'effective-license.xml': `<AvXmlLicData>
  <Licenses>
    <LicVoicePortsMax>32</LicVoicePortsMax>
    <LicSubscribersMax>300</LicSubscribersMax>
    <LicPoolingIsEnabled>0</LicPoolingIsEnabled>
  </Licenses>
  <Utilization>
    <AvLicUtilizationSubscribers>290</AvLicUtilizationSubscribers>
  </Utilization>
</AvXmlLicData>
`,
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
      - { kind: declared, expires: permanent, entitlements: { voicePorts: 32, voiceMailUsers: 400 } }
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
    licenses:
      - { kind: declared, expires: permanent, entitlements: { voicePorts: 32, voiceMailUsers: 400 } }
      - { kind: observed, path: effective-license.xml } # <- effective-license.xml:4: SYD-UNITY1 reports 300 voice mail users, but the licences listed for SYD-UNITY1 grant 400: one may not be installed
`,
  ],
} satisfies Rule
