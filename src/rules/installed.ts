/** What a server reports of its licences, against those that the spec lists for it. */
import type { FeatureFact } from '../knowledge/fact.ts'
import { features, grant } from '../knowledge/knowledge.ts'
import type { Release } from '../knowledge/release.ts'
import { heldByListed } from '../model/entitlement.ts'
import type { Server } from '../model/fleet.ts'
import { placeOf, reportsOf, type ServerReport, whichReport } from '../model/server-report.ts'
import { uses } from '../model/use.ts'
import type { Gap, Problem } from './rule.ts'
import { counted, figure } from './words.ts'

/** What is compared: a report of `server`, whose licences `holder` has. `pooled` is whether users may be those of a pool. */
export interface Comparison {
  readonly report: ServerReport
  readonly server: Server
  readonly holder: Server
  readonly release: Release
  readonly pooled: boolean
}

/** A feature of which a server reports more than is listed for it. */
interface Unlisted {
  readonly base: Pick<Problem, 'at' | 'server' | 'related'>
  readonly shows: string
  readonly granted: string
  readonly cite: string
}

/** A feature of which a server reports less than is listed for it. */
interface Short extends Unlisted {
  /** How much is configured, where that is more than the server reports. */
  readonly needed: number | undefined
}

/** Each feature that a server reports. */
export function* checkInstalled(comparison: Comparison): Iterable<Problem | Gap> {
  const { report, server, holder, release, pooled } = comparison
  const byDefault = showsDefault(report, release)
  const short: Short[] = []
  const unlisted: Unlisted[] = []
  for (const feature of features) {
    const { name, title, counted: isCount, pooled: inPool } = feature
    const told = report.entitlements[name]
    if (!told || (inPool && pooled)) continue
    const { sure, possible, from } = heldByListed(name, holder, release)
    const shown = told.value
    // The default licence comes with every server, listed or not.
    if (shown >= sure && (shown <= possible || byDefault)) continue
    if (reportsOf(server).some(({ entitlements }) => (entitlements[name]?.value ?? shown) !== shown)) {
      yield { at: report.license, missing: whichReport(title), of: server.name }
      continue
    }
    const base = {
      at: placeOf(report, told),
      server: server.name,
      related: from.map(({ place, amount }) => ({ at: place, message: isCount ? `grants ${figure(amount)}` : 'grants it' })),
    }
    const shows = amountOf(feature, shown)
    if (shown > possible) {
      unlisted.push({ base, shows, granted: isCount && possible > 0 ? figure(possible) : 'none', cite: told.fact.id })
    } else {
      const used = uses.find((use) => use.name === name)?.amount(server, pooled) ?? 0
      short.push({ base, shows, granted: isCount ? figure(sure) : 'it', cite: told.fact.id, needed: used > shown ? used : undefined })
    }
  }
  yield* notListed(comparison, unlisted)
  yield* notInstalled(comparison, short, byDefault)
}

/** Features of which there is more than is listed: most likely of one file, and so one mistake. */
function* notListed({ server, holder }: Comparison, unlisted: readonly Unlisted[]): Iterable<Problem> {
  const [first, ...rest] = unlisted
  if (!first) return
  const observed = unlisted.map(({ shows, granted }) => (rest.length > 0 ? `${shows} (${granted})` : shows)).join(', ')
  const granted = rest.length > 0 ? 'less' : first.granted
  yield {
    ...first.base,
    message: `${server.name} reports ${observed}, but ${listed(holder)} grant ${granted}: one is not listed`,
    consequence: 'advice',
    cites: ['licenses-are-cumulative', ...unlisted.map(({ cite }) => cite)],
    related: unlisted.flatMap(({ base }) => base.related ?? []),
  }
}

/** Features that are short. Where the default licence is in force, that is one mistake, and not one a feature. */
function* notInstalled({ report, server, holder }: Comparison, short: readonly Short[], byDefault: boolean): Iterable<Problem> {
  const [first] = short
  const worst = byDefault && first ? [{ ...first, needed: short.find(({ needed }) => needed !== undefined)?.needed }] : short
  const cause = holder === server ? '' : ', or the failover wizard has not run on both servers'
  const cites = [
    'licenses-are-installed',
    ...(byDefault ? ['default-license'] : []),
    ...(holder === server ? [] : ['failover-wizard-on-both']),
  ]
  for (const { base, shows, granted, cite, needed } of worst) {
    const observed = byDefault ? `what the default licence grants (${portsAndUsers(report)})` : shows
    const grants = byDefault ? 'more' : granted
    yield {
      ...base,
      message: `${server.name} reports ${observed}, but ${listed(holder)} grant ${grants}: ${byDefault ? 'as if none of them were installed' : 'one may not be installed'}${cause}`,
      // What is configured beyond it does not work until then.
      ...(needed !== undefined && { severity: 'error' }),
      consequence: 'unlicensed',
      cites: [...cites, cite],
    }
  }
}

const listed = ({ name }: Server): string => `the licences listed for ${name}`

/** Whether a server shows no more than the default licence grants, as it does where no other is installed. */
function showsDefault({ entitlements }: ServerReport, release: Release): boolean {
  const fact = grant('default', release)
  return fact !== undefined && entitlements.voicePorts?.value === fact.voicePorts && entitlements.voiceMailUsers?.value === fact.users
}

function amountOf({ title, counted: isCount }: FeatureFact, amount: number): string {
  if (isCount) return counted(amount, title)
  return amount > 0 ? title : `no ${title}`
}

const portsAndUsers = ({ entitlements }: ServerReport): string =>
  [counted(entitlements.voicePorts?.value ?? 0, 'voice ports'), counted(entitlements.voiceMailUsers?.value ?? 0, 'users')].join(' and ')
