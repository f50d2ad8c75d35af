/** Licences that are tied to another host than that of their machine: those of which two rules say so, and no others. */
import { addTo } from '../../../model/add-to.ts'
import { hasExpired } from '../../../model/entitlement.ts'
import type { Bridge, Fleet, License, Server } from '../../../model/fleet.ts'
import { byHost, type Grant, grantsOf } from '../../../model/grant.ts'
import type { Place } from '../../../model/part.ts'
import bridgeLicenseHost from '../../../rules/bridge-license-host.ts'
import licenseHostMatches from '../../../rules/license-host-matches.ts'
import type { Rule } from '../../../rules/rule.ts'

/** By machine. Demos are told apart: of them no source says that they are issued anew. */
export interface Misplaced {
  readonly bought: ReadonlyMap<Server | Bridge, readonly Grant[]>
  readonly demos: ReadonlyMap<Server | Bridge, readonly Grant[]>
}

export function misplaced(fleet: Fleet): Misplaced {
  const bought = new Map<Server | Bridge, Grant[]>()
  const demos = new Map<Server | Bridge, Grant[]>()
  const judge = (rule: Rule) => {
    const flagged = flaggedBy(rule, fleet)
    /** Adds the grants of `licenses` that the rule finds fault with on behalf of `machine`. */
    return (machine: Server | Bridge, licenses: readonly License[] = []): void => {
      if (flagged.size === 0) return
      for (const license of licenses)
        for (const { grant } of byHost(grantsOf(license)))
          if (flagged.has(keyOf(machine.name, grant.hostPlace)) && inForce(grant, machine))
            addTo(license.spec.kind === 'demo' ? demos : bought, machine, grant)
    }
  }
  const onServers = judge(licenseHostMatches)
  for (const server of fleet.servers) onServers(server, server.licenses)
  const onBridges = judge(bridgeLicenseHost)
  for (const bridge of fleet.bridges) onBridges(bridge, bridge.licenses)
  // The bridgehead may list licences of its Bridges; the rule speaks of them in the name of one Bridge.
  for (const [head, bridges] of fleet.bridgesOf) for (const bridge of bridges) onBridges(bridge, head.licenses)
  return { bought, demos }
}

/** Where a rule finds a licence tied to the wrong host, and on behalf of which machine. */
function flaggedBy({ check }: Rule, fleet: Fleet): ReadonlySet<string> {
  const places = new Set<string>()
  for (const verdict of check(fleet)) if (!('missing' in verdict)) places.add(keyOf(verdict.server ?? '', verdict.at))
  return places
}

const keyOf = (machine: string, { document, path }: Place): string => JSON.stringify([machine, document.file, document.number, path])

/** What has expired, or never counted, is not worth a new host. */
const inForce = ({ expires, line }: Grant, { asOf }: Server | Bridge): boolean => line?.counts !== false && !hasExpired(expires, asOf)
