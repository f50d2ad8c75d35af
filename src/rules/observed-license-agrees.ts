import { byFile, features, grant } from '../knowledge/knowledge.ts'
import type { Release } from '../knowledge/release.ts'
import { licensee } from '../model/claim.ts'
import { held } from '../model/entitlement.ts'
import { placeOf, type Report, reportsOf } from '../model/evidence.ts'
import type { Fleet, Server } from '../model/fleet.ts'
import { at } from '../model/part.ts'
import type { Gap, Problem, Rule } from './rule.ts'
import { counted, figure } from './words.ts'

/** Whether a server shows no more than the default licence grants, as it does where no other is installed. */
function showsDefault({ entitlements }: Report, release: Release): boolean {
  const fact = grant('default', release)
  return fact !== undefined && entitlements.voicePorts?.value === fact.voicePorts && entitlements.voiceMailUsers?.value === fact.users
}

/** Each feature that a server reports, against the licences that the spec lists for it. */
function* checkEntitlements(report: Report, server: Server, holder: Server, release: Release, pooled: boolean): Iterable<Problem> {
  const listed = `the licences listed for ${holder.name}`
  let toldOfDefault = false
  for (const { name, title, counted: isCount, pooled: inPool } of features) {
    const told = report.entitlements[name]
    if (!told || (inPool && pooled)) continue
    const { sure, possible, from } = held(name, holder, release)
    const shown = told.value
    if (shown >= sure && shown <= possible) continue
    const base = {
      at: placeOf(report, told),
      server: server.name,
      related: from.map(({ place, amount }) => ({ at: place, message: isCount ? `grants ${figure(amount)}` : 'grants it' })),
    }
    if (shown > possible) {
      const observed = `${server.name} reports ${isCount ? counted(shown, title) : title}`
      const message = `${observed}, but ${listed} grant ${isCount && possible > 0 ? figure(possible) : 'none'}: one is not listed`
      yield { ...base, message, consequence: 'advice', cites: ['licenses-are-cumulative', told.fact.id] }
    } else if (!toldOfDefault) {
      toldOfDefault = showsDefault(report, release)
      const observed = `${server.name} reports ${toldOfDefault ? 'what the default licence grants' : isCount ? counted(shown, title) : `no ${title}`}`
      const granted = toldOfDefault ? 'more' : isCount ? figure(sure) : 'it'
      const where = holder === server ? '' : `, or the failover wizard has not run on both servers`
      const message = `${observed}, but ${listed} grant ${granted}: one may not be installed${where}`
      const cites = ['licenses-are-installed', told.fact.id, ...(holder === server ? [] : ['failover-wizard-on-both'])]
      yield { ...base, message, consequence: 'unlicensed', cites }
    }
  }
}

/** Whether a server pools its users where the spec says so. */
function* checkPooling(report: Report, server: Server, fleet: Fleet): Iterable<Problem> {
  const { pooling } = report
  const pool = fleet.poolOf.get(server)
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
    for (const { name } of report.unknown)
      yield { at: report.license, missing: `what ${name} in a report of a server means`, of: server.name }
    const holder = release && licensee(fleet, server, release)
    if (!release || !holder) {
      yield { at: report.license, missing: release ? 'the primary server whose licences cover it' : 'a known release', of: server.name }
    } else if (holder.licenses?.some(({ spec }) => spec.kind !== 'observed')) {
      const pooled = byFile(release) && (fleet.poolOf.has(holder) || report.pooling?.value === true)
      yield* checkEntitlements(report, server, holder, release, pooled)
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
