/** Wants, found by what they are waited for on. */
import type { FeatureName } from '../../../knowledge/fact.ts'
import { addTo } from '../../../model/add-to.ts'
import type { Bridge, Fleet, Server } from '../../../model/fleet.ts'
import type { HostId } from '../../../model/mac.ts'
import { isPooled } from './counting.ts'
import { type Expected, expectedHost, machineOf } from './host.ts'
import type { Share } from './share.ts'
import type { Want } from './want.ts'

export interface Wanted {
  readonly of: (feature: FeatureName) => readonly Want[]
  /** Those of the machines that a share is tied to. */
  readonly on: (share: Pick<Share, 'host' | 'feature'>) => readonly Want[]
  readonly inPool: (pool: string | undefined, feature: FeatureName) => readonly Want[]
  readonly expected: (want: Want) => Expected
  /** The machines with wants that a host id fits. */
  readonly machines: (host: HostId | undefined) => readonly (Server | Bridge)[]
}

export function wantedBy(fleet: Fleet, wants: readonly Want[]): Wanted {
  const expected = new Map(wants.map((want) => [want, expectedHost(fleet, want.line, want.feature)]))
  const byFeature = new Map<FeatureName, Want[]>()
  const byMac = new Map<string, Want[]>()
  const byPool = new Map<string, Want[]>()
  for (const want of wants) {
    const { feature, line } = want
    addTo(byFeature, feature, want)
    if (line.pool !== undefined && isPooled(feature)) addTo(byPool, `${feature} ${line.pool}`, want)
    const host = expected.get(want)
    for (const mac of host && 'macs' in host ? new Set(host.macs) : []) addTo(byMac, `${feature} ${mac}`, want)
  }
  const unknown: Expected = { unknown: { missing: 'the machine', of: '' } }
  return {
    of: (feature) => byFeature.get(feature) ?? [],
    on: ({ host, feature }) => [...new Set((host?.macs ?? []).flatMap((mac) => byMac.get(`${feature} ${mac}`) ?? []))],
    inPool: (pool, feature) => (pool === undefined ? [] : (byPool.get(`${feature} ${pool}`) ?? [])),
    expected: (want) => expected.get(want) ?? unknown,
    machines: (host) => [
      ...new Set(
        (host?.macs ?? []).flatMap((mac) =>
          [...byFeature.keys()].flatMap((feature) =>
            (byMac.get(`${feature} ${mac}`) ?? []).flatMap(({ line }) => machineOf(fleet, line) ?? []),
          ),
        ),
      ),
    ],
  }
}
