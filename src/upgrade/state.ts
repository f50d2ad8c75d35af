/** A fleet on its way through an upgrade: its servers on another release, then with the licences that this takes. */
import { bridgeMatrix } from '../knowledge/bridge.ts'
import { inBridgeRange, readBridgeRelease } from '../knowledge/bridge-release.ts'
import type { FeatureName } from '../knowledge/fact.ts'
import { byFile, features, licensed } from '../knowledge/knowledge.ts'
import { type Release, spell, within } from '../knowledge/release.ts'
import { hasDongle } from '../licensing/order/carried.ts'
import type { OrderLine } from '../licensing/order/order.ts'
import { changed } from '../model/change.ts'
import type { Bridge, Fleet, License, Server } from '../model/fleet.ts'
import { amountOf } from '../model/grant.ts'
import { onRelease } from './at-release.ts'

/** The fleet with the release of today on every licence that names none: what an upgrade has to be from. */
export const versioned = (fleet: Fleet): Fleet =>
  changed(
    fleet,
    (server) => ({ ...server, licenses: server.licenses?.map((license) => ofVersion(license, server.release)) }),
    (bridge) => ({ ...bridge }),
  )

function ofVersion(license: License, release: Release | undefined): License {
  const { spec } = license
  if (!release || (spec.kind !== 'dongle' && spec.kind !== 'declared') || spec.version !== undefined) return license
  return { ...license, spec: { ...spec, version: spell(release) } }
}

/** The fleet once these servers, by name, run other releases, and their Bridges one that works with them. */
export function upgraded(fleet: Fleet, releases: ReadonlyMap<string, Release>): Fleet {
  const ofServer = (server: Server): Server => {
    const release = releases.get(server.name)
    return release ? onRelease(server, release) : server
  }
  const moved = changed(fleet, ofServer, (bridge) => bridge)
  return changed(moved, (server) => server, bridgeUpgraded)
}

/** A Bridge on the first release that works with its bridgehead, where its own does not. */
export function bridgeUpgraded(bridge: Bridge): Bridge {
  const version = bridgeRelease(bridge)
  return version === undefined ? bridge : { ...bridge, spec: { ...bridge.spec, version } }
}

function bridgeRelease({ bridgehead, spec }: Bridge): string | undefined {
  const version = readBridgeRelease(spec.version)
  const release = bridgehead?.release
  const store = bridgehead?.spec.messageStore?.type ?? 'exchange'
  const rows = release ? bridgeMatrix.filter((row) => row.store === store && within(release, row)) : []
  const [row] = rows
  if (!version || !row || rows.some((each) => inBridgeRange(version, each) !== false)) return undefined
  return row.bridgeFrom
}

/** The fleet with what was ordered: dongles as files from 4.0 on, one for one, and the lines of the order. */
export function relicensed(fleet: Fleet, lines: readonly OrderLine[]): Fleet {
  const bought = new Map<string, OrderLine[]>()
  for (const line of lines) bought.set(line.holder, [...(bought.get(line.holder) ?? []), line])
  const added = (machine: Server | Bridge): License[] =>
    (bought.get(machine.name) ?? []).map((line, index) => declared(machine, (machine.licenses?.length ?? 0) + index, amountsOf(line)))
  return changed(
    fleet,
    (server) => {
      const { licenses, release } = server
      if (!licenses || !release) return server
      const { dongle: _, ...spec } = server.spec
      const kept = byFile(release) ? spec : server.spec
      const pair = fleet.pairOfPrimary.get(server)
      const failover = byFile(release) && pair?.secondary !== undefined && hasDongle(pair.secondary)
      const renewed = licenses.map((license) => renew(license, release, failover))
      // From 4.0 on a secondary lives on the licences of its primary.
      const own = byFile(release) && server.role === 'secondary' ? licenses.filter(({ spec: { kind } }) => kind !== 'dongle') : renewed
      return { ...server, spec: kept, licenses: [...own, ...added(server)] }
    },
    (bridge) => {
      const release = bridge.bridgehead?.release
      const renewed = release ? bridge.licenses?.map((license) => renew(license, release, false)) : bridge.licenses
      return renewed || bought.has(bridge.name) ? { ...bridge, licenses: [...(renewed ?? []), ...added(bridge)] } : bridge
    },
  )
}

/** A licence as it is issued anew for a release. */
function renew(license: License, release: Release, failover: boolean): License {
  const { spec } = license
  if (spec.kind === 'declared') return { ...license, spec: { ...spec, version: spell(release) } }
  if (spec.kind !== 'dongle') return license
  if (!byFile(release)) return { ...license, spec: { ...spec, version: spell(release) } }
  const written: Readonly<Record<string, number | boolean | string | undefined>> = spec.entitlements
  const carried = features.flatMap(({ name }) => {
    const amount = licensed(name, release) ? amountOf(written[name]) : 0
    return amount > 0 ? [[name, amount] as const] : []
  })
  return declared(license, undefined, [...carried, ...(failover ? [['secondaryServer', 1] as const] : [])])
}

const amountsOf = ({ gives }: OrderLine): (readonly [FeatureName, number])[] => gives.map(({ feature, units }) => [feature, units] as const)

/** A permanent licence in place of another, or at a place of its own behind those that there are. */
function declared(
  at: Pick<License, 'document' | 'path'>,
  index: number | undefined,
  amounts: readonly (readonly [FeatureName, number])[],
): License {
  const entitlements = Object.fromEntries(
    amounts.map(([name, amount]) => [name, features.find((each) => each.name === name)?.counted ? amount : true]),
  )
  const path = index === undefined ? at.path : [...at.path, 'licenses', index]
  return { document: at.document, path, spec: { kind: 'declared', expires: 'permanent', entitlements } }
}
