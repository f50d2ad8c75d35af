/** What four rules say of an amount beyond its published maximum. */

import type { Quantity } from '../knowledge/fact.ts'
import { feature } from '../knowledge/knowledge.ts'
import { type Release, spell } from '../knowledge/release.ts'
import { figure } from '../model/figure.ts'
import type { Bridge, Fleet, Server } from '../model/fleet.ts'
import { configured, configuredAt, type Excess, excess, isPublished, maximumsOf, unpublished } from '../model/maximum.ts'
import { noRelease } from '../model/missing.ts'
import type { Gap, Problem } from './rule.ts'
import { counted } from './words.ts'

/** An amount beyond its maximum, as far as every rule says the same of it. */
export interface Exceeded extends Pick<Problem, 'message' | 'severity'> {
  readonly sureness: Excess['sureness']
  readonly cites: NonNullable<Problem['cites']>
  readonly related: NonNullable<Problem['related']>
}

/** Weighs an amount. The message is what follows the amount in words; undefined where it exceeds nothing. */
export function exceeded(fleet: Fleet, what: Quantity, machine: Server | Bridge, release: Release, amount: number): Exceeded | undefined {
  const found = excess(amount, maximumsOf(fleet, what, machine, release))
  if (!found) return undefined
  const { sureness, weighed } = found
  return {
    sureness,
    message: published(found, spell(release)),
    severity: sureness === 'stated' ? 'error' : 'warning',
    cites: weighed.map(({ citation }) => citation),
    related: weighed.flatMap(({ place, value }) => (place ? [{ at: place, message: `at most ${figure(value)}` }] : [])),
  }
}

function published({ sureness, weighed }: Excess, release: string): string {
  const platform = weighed.find((maximum) => maximum.platform !== undefined)?.platform
  const where = platform === undefined ? '' : ` for ${platform}`
  const values = [...new Set(weighed.map(({ value }) => value))].map(figure)
  const [lowest = '', ...others] = values
  if (sureness === 'reported') return `but one forum post reports that ${release} publishes at most ${lowest}`
  if (sureness === 'disputed')
    return `and of sources that disagree${where} one publishes at most ${others.join(' or ')} in ${release}, but another at most ${lowest}`
  return `but ${release} publishes at most ${lowest}${where}${others.length > 0 ? `, or ${others.join(' or ')} by another source` : ''}`
}

/** Holds what a machine is configured with to its maximums. `basis` are facts by which it has any. */
export function* checkConfigured(
  fleet: Fleet,
  machine: Server | Bridge,
  release: Release | undefined,
  quantities: readonly Quantity[],
  basis: readonly string[],
): Iterable<Problem | Gap> {
  const used = quantities.filter((what) => configured(what, machine) > 0)
  const [first] = used
  if (first === undefined) return
  if (!release) {
    yield { at: configuredAt(first, machine), ...noRelease('role' in machine ? machine.name : machine.spec.bridgehead) }
    return
  }
  for (const what of used) {
    const amount = configured(what, machine)
    const problem = exceeded(fleet, what, machine, release, amount)
    if (!problem) continue
    const place = configuredAt(what, machine)
    if (problem.sureness === 'general') yield { at: place, ...whichHolds(what), of: machine.name }
    else {
      const { message, severity, cites, related } = problem
      yield {
        at: place,
        message: `${counted(amount, feature(what).title)}, ${message}`,
        ...(severity && { severity }),
        cites: [...basis, ...cites],
        related,
        server: machine.name,
      }
    }
  }
  const open = used.find((what) => !isPublished(fleet, what, machine, release))
  if (open !== undefined) yield { at: configuredAt(open, machine), ...unpublished(fleet, machine, release) }
}

/** What is missing where a row for every platform is lower than that of the platform. */
export const whichHolds = (what: Quantity): { readonly missing: string } => ({
  missing: `which maximum of ${feature(what).title} holds, since that for every platform is lower than that for this one`,
})
