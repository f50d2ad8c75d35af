/** What licences of older releases carry over once they are issued anew: it need not be bought again. */
import type { FeatureName } from '../../knowledge/fact.ts'
import { byFile, upgradeLicense } from '../../knowledge/knowledge.ts'
import { findRelease, type Release } from '../../knowledge/release.ts'
import { held } from '../../model/entitlement.ts'
import type { Bridge, Fleet, License, Server } from '../../model/fleet.ts'
import { amountOf, byHost, type Grant, grantsOf, identity } from '../../model/grant.ts'
import type { ServerAccount } from './account.ts'
import { misplaced } from './misplaced.ts'

/** The licences of a server that an upgrade licence takes along, and the release that they are for, where the spec says it. */
export interface Old {
  readonly licenses: readonly License[]
  readonly from: Release | undefined
}

/** Whether a server needs an upgrade licence: from 4.0 on where it lists a dongle, else where one is for an older release and the vendor's table says so. */
export function olderLicenses({ server, release }: ServerAccount): Old | undefined {
  const all = server.licenses ?? []
  const old = byFile(release) ? all.filter(isDongle) : all.filter((license) => needsUpgrade(license, release))
  if (old.length === 0) return undefined
  const [from] = old.flatMap((license) => licensedRelease(license) ?? [])
  return { licenses: old, from }
}

const isDongle = ({ spec }: License): boolean => spec.kind === 'dongle'

/** The release that a licence says it is for. */
export const licensedRelease = ({ spec }: License): Release | undefined =>
  'version' in spec && spec.version !== undefined ? findRelease(spec.version) : undefined

function needsUpgrade(license: License, release: Release): boolean {
  const from = licensedRelease(license)
  return from !== undefined && from.place < release.place && upgradeLicense(from, release)?.needed === true
}

/**
 * How much of a feature is issued anew without being bought: what the dongles of a server carry over into its files, one for one, and
 * licences that move to its new MAC; of a secondary server that it has a dongle, by which failover is added to its primary's licence.
 */
export function carried(
  fleet: Fleet,
  name: FeatureName,
  { server, pair, release }: Pick<ServerAccount, 'server' | 'pair' | 'release'>,
): number {
  if (!byFile(release)) return 0
  if (name === 'secondaryServer' && pair?.secondary && hasDongle(pair.secondary)) return 1
  // Sessions of a Bridge are licensed anew for the Bridge.
  if (name === 'bridgeSessions') return 0
  const dongles = new Map((server.licenses ?? []).filter(isDongle).map((license) => [identity(license), license]))
  const moved = whollyIn(server, misplaced(fleet).bought)
  const onDongles = [...dongles.values()].reduce((sum, { spec }) => sum + granted(name, 'entitlements' in spec ? spec.entitlements : {}), 0)
  return onDongles + (moved.length > 0 ? held(name, { ...server, licenses: moved }, release).sure : 0)
}

/** How much old licences grant of a feature. */
export const grantedByOld = ({ licenses }: Old, name: FeatureName): number =>
  licenses.reduce((sum, { spec }) => sum + granted(name, 'entitlements' in spec ? spec.entitlements : {}), 0)

const granted = (name: FeatureName, entitlements: Readonly<Record<string, number | boolean | string | undefined>>): number =>
  amountOf(entitlements[name])

/** Bridge sessions on dongles that are listed from 4.0 on, where they have to be licensed anew; a dongle that several list is one. */
export function sessionsOnDongles(machines: readonly (Server | Bridge)[], release: Release): number {
  if (!byFile(release)) return 0
  const dongles = machines.flatMap(({ licenses = [] }) => licenses.filter(isDongle).map((license) => [identity(license), license] as const))
  return [...new Map(dongles).values()].reduce(
    (sum, { spec }) => sum + granted('bridgeSessions', 'entitlements' in spec ? spec.entitlements : {}),
    0,
  )
}

/** A Bridge without the dongles that it lists, where its licence has to be a file. */
export const withoutDongle = (bridge: Bridge, release: Release): Bridge =>
  byFile(release) && bridge.licenses?.some(isDongle)
    ? { ...bridge, licenses: bridge.licenses.filter((license) => !isDongle(license)) }
    : bridge

/** Whether a server still has a dongle, or lists one. */
export const hasDongle = ({ spec, licenses = [] }: Server): boolean => spec.dongle !== undefined || licenses.some(isDongle)

/** The licences of a server of which every grant is among these. */
function whollyIn(server: Server, grants: ReadonlyMap<Server | Bridge, readonly Grant[]>): License[] {
  const named = new Set(grants.get(server)?.map(({ hostPlace }) => JSON.stringify([hostPlace.document.file, hostPlace.path])))
  if (named.size === 0) return []
  const isNamed = ({ hostPlace }: Grant): boolean => named.has(JSON.stringify([hostPlace.document.file, hostPlace.path]))
  return (server.licenses ?? []).filter(
    (license) => byHost(grantsOf(license)).length > 0 && byHost(grantsOf(license)).every(({ grant }) => isNamed(grant)),
  )
}

/** The server without the licences that are another server's. */
export function withoutForeign(fleet: Fleet, server: Server): Server {
  const foreign = whollyIn(server, misplaced(fleet).foreign)
  return foreign.length > 0 ? { ...server, licenses: server.licenses?.filter((license) => !foreign.includes(license)) } : server
}

/** The server without the licences that grant it nothing as they are: those of another host, and from 4.0 on dongles. */
export function withUsable(fleet: Fleet, server: Server): Server {
  const { bought, demos, foreign } = misplaced(fleet)
  const elsewhere = [bought, demos, foreign].flatMap((each) => whollyIn(server, each))
  const files = server.release !== undefined && byFile(server.release)
  const idle = (license: License): boolean => (files && isDongle(license)) || elsewhere.includes(license)
  return server.licenses?.some(idle) ? { ...server, licenses: server.licenses.filter((license) => !idle(license)) } : server
}
