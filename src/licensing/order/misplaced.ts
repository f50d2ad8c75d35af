/** Licences that are tied to another host than that of their machine: those of which two rules say so, and no others. */
import { adapterWith } from '../../model/adapter.ts'
import { addTo } from '../../model/add-to.ts'
import { hasExpired } from '../../model/entitlement.ts'
import type { Bridge, Fleet, License, Server } from '../../model/fleet.ts'
import { byHost, type Grant, grantsOf } from '../../model/grant.ts'
import { readHostId } from '../../model/mac.ts'
import type { Place } from '../../model/part.ts'
import bridgeLicenseHost from '../../rules/bridge-license-host.ts'
import licenseHostMatches from '../../rules/license-host-matches.ts'
import type { Rule } from '../../rules/rule.ts'

/**
 * By machine. Demos are told apart, since of them no source says that they are issued anew; and foreign ones, which are tied to another
 * machine of the fleet, and so are that machine's.
 */
export interface Misplaced {
  readonly bought: ReadonlyMap<Server | Bridge, readonly Grant[]>
  readonly demos: ReadonlyMap<Server | Bridge, readonly Grant[]>
  readonly foreign: ReadonlyMap<Server | Bridge, readonly Grant[]>
}

const known = new WeakMap<Fleet, Misplaced>()

export function misplaced(fleet: Fleet): Misplaced {
  const found = known.get(fleet) ?? find(fleet)
  known.set(fleet, found)
  return found
}

function find(fleet: Fleet): Misplaced {
  const bought = new Map<Server | Bridge, Grant[]>()
  const demos = new Map<Server | Bridge, Grant[]>()
  const foreign = new Map<Server | Bridge, Grant[]>()
  const judge = (rule: Rule) => {
    const flagged = flaggedBy(rule, fleet)
    /** Adds the grants of `licenses` that the rule finds fault with on behalf of `machine`. */
    return (machine: Server | Bridge, licenses: readonly License[] = []): void => {
      if (flagged.size === 0) return
      for (const license of licenses)
        for (const { grant } of byHost(grantsOf(license)))
          if (flagged.has(keyOf(machine.name, grant.hostPlace)) && inForce(grant, machine))
            addTo(license.spec.kind === 'demo' ? demos : isForeign(fleet, machine, grant) ? foreign : bought, machine, grant)
    }
  }
  const onServers = judge(licenseHostMatches)
  for (const server of fleet.servers) onServers(server, server.licenses)
  const onBridges = judge(bridgeLicenseHost)
  for (const bridge of fleet.bridges) onBridges(bridge, bridge.licenses)
  // The bridgehead may list licences of its Bridges; the rule speaks of them in the name of one Bridge.
  for (const [head, bridges] of fleet.bridgesOf) for (const bridge of bridges) onBridges(bridge, head.licenses)
  return { bought, demos, foreign }
}

/** Where a rule finds a licence tied to the wrong host, and on behalf of which machine. */
function flaggedBy({ check }: Rule, fleet: Fleet): ReadonlySet<string> {
  const places = new Set<string>()
  for (const verdict of check(fleet, [])) if (!('missing' in verdict)) places.add(keyOf(verdict.server ?? '', verdict.at))
  return places
}

const keyOf = (machine: string, { document, path }: Place): string => JSON.stringify([machine, document.file, document.number, path])

/** What has expired, or never counted, is not worth a new host. */
const inForce = ({ expires, line }: Grant, { asOf }: Server | Bridge): boolean => line?.counts !== false && !hasExpired(expires, asOf)

/** Whether a server other than its own has the address that it is tied to. A Bridge and its bridgehead are told apart by rules of their own. */
const isForeign = (fleet: Fleet, machine: Server | Bridge, { hostId }: Grant): boolean =>
  'role' in machine &&
  readHostId(hostId ?? '').macs.some((mac) => {
    const owner = adapterWith(fleet, mac)?.machine
    return owner !== undefined && 'role' in owner && owner !== machine
  })
