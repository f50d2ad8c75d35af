/** What unblocks an upgrade, in a sentence: the smallest changes of the specs that the rules let pass, or that there is none. */
import { cite, storesOf } from '../knowledge/knowledge.ts'
import { spell } from '../knowledge/release.ts'
import type { Obstacle } from './judge.ts'
import type { Found } from './remedy/case.ts'
import type { Hop } from './route.ts'

/** An obstacle with what was found against it. Without a hop it is one that there is already, and stays. */
export function remedied<Kind extends Obstacle>(obstacle: Kind, found: readonly Found[], hop?: Hop): Kind {
  // What can be done before the night goes before what cannot.
  const timely = found.filter(({ early }) => early)
  const best = timely.length > 0 ? timely : found
  const remedies = best.map(({ change, early }) => ({
    says: change.says,
    edits: change.edits,
    before: early,
    cites: change.facts.map((fact) => cite(fact)),
  }))
  return { ...obstacle, remedy: sentence(obstacle, best, hop), remedies }
}

function sentence(obstacle: Obstacle, found: readonly Found[], hop: Hop | undefined): string {
  if (found.length === 0) return nothing(obstacle, hop)
  const early = found.every((each) => each.early)
  const versions = found.flatMap(({ change: { edits } }) =>
    edits.flatMap(({ at, to }) => (edits.length === 1 && isStoreVersion(at.path) && to ? [String(to)] : [])),
  )
  if (hop && versions.length === found.length) return moved(versions, early, hop)
  const all = found.map(({ change: { says, facts } }) => `${says}${early || !hop ? '' : ' in the same night'}${hearsay(facts)}`)
  const warned = [...new Set(found.flatMap(({ warnings }) => warnings.map(({ message }) => message)))]
  const warning = warned.length > 0 ? `; what remains is a warning: ${warned.join('; ')}` : ''
  return `Smallest change: ${all.join(', or ')}${warning}.`
}

const isStoreVersion = (path: Obstacle['at']['path']): boolean => path.at(-2) === 'messageStore' && path.at(-1) === 'version'

/** Mailboxes are moved before the hop, where the release that is left works with the new store. */
const moved = (versions: readonly string[], early: boolean, { from, to }: Hop): string =>
  early
    ? `Move its mailboxes to Exchange ${versions.join(' or ')} before this hop: ${spell(from)} works with it as well as ${to.id}.`
    : `${to.id} works with Exchange ${versions.join(' or ')}; that ${spell(from)} does, so that the mailboxes could be moved before, no source at hand says.`

function nothing({ rule, cites: [first] }: Obstacle, hop: Hop | undefined): string {
  const stores = rule === 'message-store-supported' && hop && storesOf('exchange', hop.to).length === 0
  const none = stores ? [`no source names an Exchange that ${hop.to.id} works with`] : []
  const forbids = [...(first ? [`${first.says}${first.confidence === 'reported' ? ' (by one report alone)' : ''}`] : []), ...none]
  return `Nothing that cuspec knows to change in the specs unblocks it${forbids.length > 0 ? `: ${forbids.join('; and ')}` : ''}.`
}

const hearsay = (facts: readonly string[]): string =>
  facts.some((fact) => cite(fact).confidence === 'reported') ? ' (by one report alone)' : ''
