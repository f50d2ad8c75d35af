/** What two rules say of a server that uses more than the one licence it has, a default or a demo licence, grants. */
import { overuse } from '../knowledge/knowledge.ts'
import { type Allowance, allowances } from '../model/allowance.ts'
import type { Fleet } from '../model/fleet.ts'
import type { Gap, Problem } from './rule.ts'
import { counted, figure, type Shutdown, shutdown } from './words.ts'

const nouns = { ports: 'voice ports', users: 'users' } as const

/** Holds servers under nothing but a licence of this kind to what it grants. */
export function* checkAllowed(fleet: Fleet, kind: 'default' | 'demo'): Iterable<Problem | Gap> {
  for (const each of allowances(fleet, kind)) {
    if ('missing' in each) yield each
    else if (each.amount > each.most) yield exceeds(each)
  }
}

function exceeds(allowance: Allowance): Problem {
  const { what, amount, most, holder, server, place, release, fact, shares } = allowance
  const licence = `the ${fact.kind} licence, all that ${holder.name} has in force,`
  const message =
    what === 'seconds'
      ? `messages of ${figure(amount)} seconds, but ${licence} grants ${figure(most)} seconds`
      : `${counted(amount, nouns[what])}${shares.length > 1 ? ' in all' : ''}, but ${licence} grants ${figure(most)}`
  const end = overrun(allowance)
  return {
    at: place,
    message: [message, ...(end ? [end.sentence] : [])].join('. '),
    consequence: end ? 'shutdown' : 'unlicensed',
    cites: [fact.id, ...(holder === server ? [] : ['failover-replicates']), ...(end?.cites ?? [])],
    server: server.name,
    related: [
      ...(shares.length > 1 ? shares.map((share) => ({ at: share.place, message: `${figure(share.amount)} of them` })) : []),
      ...(holder.licenses ?? []).flatMap((license) =>
        license.spec.kind === fact.kind ? [{ at: license, message: `the ${fact.kind} licence of ${release.id}` }] : [],
      ),
    ],
  }
}

/** What the release does about it, where the users or ports that it counts are too many. */
function overrun({ what, most, release, amount, shares }: Allowance): Shutdown | undefined {
  const parts = what === 'ports' ? [{ name: 'voicePorts' as const, amount }] : shares.map(({ use, amount }) => ({ name: use.name, amount }))
  const counts = parts.flatMap((part) => {
    const fact = overuse(part.name, release)
    return fact ? [{ fact, amount: part.amount }] : []
  })
  const [first] = counts
  if (!first || counts.reduce((total, each) => total + each.amount, 0) <= most) return undefined
  const end = shutdown(release, first.fact.confidence)
  return end && { ...end, cites: [first.fact.id, ...end.cites] }
}
