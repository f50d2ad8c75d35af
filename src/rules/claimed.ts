/** What is used against what is held; the truth of the latter lies between `sure` and `possible`. */
import type { Consequence } from '../finding.ts'
import { feature, overuse } from '../knowledge/knowledge.ts'
import type { Claim } from '../model/claim.ts'
import { standing } from '../model/held.ts'
import type { Gap, Problem } from './rule.ts'
import { counted, figure, shutdown } from './words.ts'

/** Judges a claim; `said` says what is used and granted, where the rule has better words for it than the feature has. */
export function* judge(claim: Claim, said = observed(claim)): Iterable<Problem | Gap> {
  const { name, amount, holding, release, place, server, shares, basis } = claim
  const verdict = standing(amount, holding)
  if (verdict === 'covered') return
  if (verdict === 'open') {
    for (const doubt of holding.doubts) yield { at: place, ...doubt }
    return
  }
  const { counted: isCount, id } = feature(name)
  const excess = overuse(name, release)
  const end = excess && shutdown(release, excess.confidence)
  const consequence: Consequence = end ? 'shutdown' : 'unlicensed'
  yield {
    at: place,
    message: [[said, ...lapsed(claim)].join('; '), ...(end ? [end.sentence] : [])].join('. '),
    consequence,
    ...(server && { server }),
    cites: [
      ...(excess ? [excess.id] : ['features-follow-license']),
      ...(end?.cites ?? []),
      id,
      ...holding.facts.map((fact) => fact.id),
      ...basis,
    ],
    related: [
      ...shares.map((share) => ({ at: share.place, message: `uses ${figure(share.amount)}` })),
      ...holding.from.map((share) => ({ at: share.place, message: isCount ? `grants ${figure(share.amount)}` : 'grants it' })),
    ],
  }
}

function observed({ name, amount, holding, whose, reported }: Claim): string {
  const { title, counted: isCount } = feature(name)
  const used = `${counted(amount, title)}${reported ? ' in use by its own report' : ''}`
  if (!isCount) return `${reported ? `a ${title} in use by its own report` : `${title} configured`}, but ${whose} do not grant it`
  if (holding.possible === 0) return `${used}, but ${whose} grant none`
  return `${used}, but ${whose} grant ${holding.sure === holding.possible ? '' : 'at most '}${figure(holding.possible)}`
}

/** What licences would grant that do not count, one phrase for each reason. */
function lapsed({ name, holding }: Claim): string[] {
  const byReason = new Map<string, number>()
  for (const { amount, expires, idle = `expired on ${expires}` } of holding.expired) byReason.set(idle, (byReason.get(idle) ?? 0) + amount)
  return [...byReason].map(([reason, amount]) => `${feature(name).counted ? `${figure(amount)} more` : 'one that did'} ${reason}`)
}
