/** What licences of older releases carry over once they are issued anew: it need not be bought again. */
import type { FeatureName } from '../../knowledge/fact.ts'
import { byFile, upgradeLicense } from '../../knowledge/knowledge.ts'
import { findRelease, type Release } from '../../knowledge/release.ts'
import type { License, Server } from '../../model/fleet.ts'
import { amountOf, identity } from '../../model/grant.ts'
import type { ServerAccount } from './account.ts'

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
 * How much of a feature the dongles of a server carry over into its files, one for one; of a secondary server that it has a dongle
 * of its own, by which failover is added to the licence of its primary.
 */
export function carried(name: FeatureName, { server, pair, release }: ServerAccount): number {
  if (!byFile(release)) return 0
  if (name === 'secondaryServer') return pair?.secondary && hasDongle(pair.secondary) ? 1 : 0
  const dongles = new Map((server.licenses ?? []).filter(isDongle).map((license) => [identity(license), license]))
  return [...dongles.values()].reduce((sum, { spec }) => sum + granted(name, 'entitlements' in spec ? spec.entitlements : {}), 0)
}

const granted = (name: FeatureName, entitlements: Readonly<Record<string, number | boolean | string | undefined>>): number =>
  amountOf(entitlements[name])

/** Whether a server still has a dongle, or lists one. */
export const hasDongle = ({ spec, licenses = [] }: Server): boolean => spec.dongle !== undefined || licenses.some(isDongle)

/** The server without the dongles that it lists: from 4.0 on they grant nothing as they are. */
export const withoutDongles = (server: Server): Server =>
  server.licenses?.some(isDongle) ? { ...server, licenses: server.licenses.filter((license) => !isDongle(license)) } : server
