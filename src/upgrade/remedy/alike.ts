/** Servers that are alike, so that what is found for one holds for all of them: a large fleet is mostly a few kinds of server. */
import type { Fleet, License, Server } from '../../model/fleet.ts'

/** What a rule may look at of servers that stand alone; undefined for all others, which are like none. */
export function likeness(fleet: Fleet, machines: ReadonlySet<string>): string | undefined {
  const [name = '', ...others] = machines
  const server = fleet.serverNamed.get(name)
  if (!server || others.length > 0 || isTied(fleet, server)) return undefined
  const { name: _, nics, team, dongle, licenses, ...spec } = server.spec
  const { asOf, directory, role, release } = server
  return JSON.stringify([
    spec,
    nics === undefined,
    team === undefined,
    dongle === undefined,
    server.licenses?.map(grantOf),
    asOf,
    directory,
    role,
    release,
  ])
}

/** Whether it hangs on others, or on files. */
const isTied = (fleet: Fleet, server: Server): boolean =>
  fleet.pairOfPrimary.has(server) ||
  fleet.pairOfSecondary.has(server) ||
  fleet.poolOf.has(server) ||
  fleet.bridgesOf.has(server) ||
  (server.licenses ?? []).some(({ evidence, spec }) => evidence !== undefined || 'path' in spec)

const grantOf = ({ spec }: License) => [
  spec.kind,
  'entitlements' in spec ? spec.entitlements : null,
  'expires' in spec ? spec.expires : null,
  'version' in spec ? spec.version : null,
]
