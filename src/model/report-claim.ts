/** What servers report to have in use, against the licences that they report themselves. */
import type { Release } from '../knowledge/release.ts'
import type { Claim } from './claim.ts'
import { held } from './entitlement.ts'
import type { Fleet, Server } from './fleet.ts'
import type { Gap } from './part.ts'
import { heldAsObserved } from './server-report.ts'
import { reported } from './use.ts'

/** What a server reports to have in use, on the licences that it reports itself, as far as no other claim has it. */
export function* claimsOfReport(fleet: Fleet, server: Server, release: Release): Iterable<Claim | Gap> {
  const inPool = fleet.poolOf.has(server)
  const ports = reported('voicePorts', server)
  if (ports && ports.amount > held('voicePorts', server, release).sure)
    yield { at: ports.place, missing: 'whether the ports that the server reports and does not use draw on its licences', of: server.name }
  const listed = server.licenses?.some(({ spec }) => spec.kind !== 'observed')
  for (const name of ['voiceMailUsers', 'inboxUsers', 'secondaryServer'] as const) {
    const told = reported(name, server, inPool)
    // That a pair is licensed is asked of every pair.
    if (name === 'voiceMailUsers' && told && told.most > told.amount && told.most > heldAsObserved(name, server, inPool).sure)
      yield { at: told.place, missing: 'whether the subscribers in use that it reports are voice mail users alone', of: server.name }
    if (!told?.amount || (name === 'secondaryServer' ? fleet.pairOfPrimary.has(server) : !listed)) continue
    // What the licences in the spec do not cover either is said of them.
    if (name !== 'secondaryServer' && !inPool && told.amount > held(name, server, release).possible) continue
    yield {
      name,
      amount: told.amount,
      holding: heldAsObserved(name, server, inPool),
      release,
      place: told.place,
      whose: `the licences that ${server.name} reports`,
      server: server.name,
      shares: [],
      draws: [{ once: [server] }],
      basis: [],
      reported: true,
    }
  }
}
