/** What the members of a pool use together, against their licences added up. */

import { feature } from '../knowledge/knowledge.ts'
import type { Claim } from './claim.ts'
import { held } from './entitlement.ts'
import type { Fleet, Pool, Server } from './fleet.ts'
import { type Share, sum } from './held.ts'
import { sharersOf } from './licensee.ts'
import { noRelease } from './missing.ts'
import { at, type Gap } from './part.ts'
import { heldAsObserved, isObserved } from './server-report.ts'
import { stated, type Use, uses } from './use.ts'

export function* claimsOfPool(pool: Pool, { poolOf, pairOfPrimary }: Fleet, day?: string): Iterable<Claim | Gap> {
  const place = at(pool, 'members')
  const members = [...new Set(pool.members)]
  const known = members.filter((member) => member !== undefined)
  if (known.length < members.length) yield { at: place, missing: 'every member of the pool', of: pool.name }
  const shared = known.find((member) => poolOf.get(member) !== pool)
  if (shared) {
    yield { at: place, missing: 'the one pool that it is in, since two name it', of: shared.name }
    return
  }
  for (const { name, release } of known) if (!release) yield { at: place, ...noRelease(name) }
  const servers = sharersOf(pool)
  const release = servers[0]?.release
  if (!release || known.length < members.length || servers.some((server) => !server.release)) return
  const secondaryOf = (server: Server): Server | undefined => pairOfPrimary.get(server)?.secondary
  for (const use of uses.filter(({ name }) => feature(name).pooled)) {
    const shares = servers.map((server) => larger(use, server, secondaryOf(server))).filter(({ amount }) => amount > 0)
    if (shares.length === 0) continue
    for (const server of servers)
      if (stated(use.name, server) === undefined)
        yield {
          at: at(server, 'name'),
          missing: `how many ${feature(use.name).title} it has, which the pool ${pool.name} shares`,
          of: server.name,
        }
    yield {
      name: use.name,
      amount: shares.reduce((total, { amount }) => total + amount, 0),
      holding: sum(
        servers.map((server) =>
          isObserved(server) ? heldAsObserved(use.name, server, true) : held(use.name, server, server.release ?? release, day),
        ),
      ),
      release,
      place,
      whose: `the licences in the pool ${pool.name}`,
      pool: pool.name,
      shares,
      draws: servers.map((server) => ({ once: [server, secondaryOf(server)].filter((each) => each !== undefined) })),
      basis: ['pools-share-users', 'pools-count-together'],
    }
  }
}

/** What the one of a pair uses that uses more. */
function larger({ amount, place }: Use, primary: Server, secondary: Server | undefined): Share {
  const server = secondary && amount(secondary, true) > amount(primary, true) ? secondary : primary
  return { place: place(server, true), amount: amount(server, true) }
}
