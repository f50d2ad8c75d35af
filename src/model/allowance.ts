/** What servers use that have nothing but a default or demo licence, beside what it grants them. */
import type { GrantFact } from '../knowledge/fact.ts'
import { byFile, feature } from '../knowledge/knowledge.ts'
import type { Release } from '../knowledge/release.ts'
import { held, sole } from './entitlement.ts'
import type { Fleet, Server } from './fleet.ts'
import type { Share } from './held.ts'
import { licensee, mayCover } from './licensee.ts'
import { at, type Gap, type Place } from './part.ts'
import { type Use, uses, voicePorts } from './use.ts'

export interface Allowance {
  readonly what: 'ports' | 'users' | 'seconds'
  readonly amount: number
  /** What the licence grants. */
  readonly most: number
  readonly place: Place
  readonly server: Server
  /** Whose licence it is: of a secondary, that of its primary. */
  readonly holder: Server
  readonly release: Release
  readonly fact: GrantFact
  /** Of users, those of each kind. */
  readonly shares: readonly UseShare[]
}

interface UseShare extends Share {
  readonly use: Use
}

/** All that is used under default or demo licences whose limits are stated. Gaps are for what they grant to whom. */
export function* allowances(fleet: Fleet, kind: GrantFact['kind']): Iterable<Allowance | Gap> {
  for (const server of fleet.servers) {
    const { release } = server
    const holder = release && licensee(fleet, server, release)
    const fact = holder && sole(holder, release)
    if (!fact || fact.kind !== kind) continue
    const base = { server, holder, release, fact, shares: [] }
    const seconds = server.spec.maxMessageSeconds ?? 0
    const all: Allowance[] = [
      { ...base, what: 'ports', amount: voicePorts(server) ?? 0, most: fact.voicePorts, place: at(server, 'ports') },
      // What a pool shares is judged over the pool.
      ...(fleet.poolOf.has(holder) && byFile(release) ? [] : [usersAllowance(base)]),
      ...(fact.messageSeconds === null
        ? []
        : [{ ...base, what: 'seconds' as const, amount: seconds, most: fact.messageSeconds, place: at(server, 'maxMessageSeconds') }]),
    ]
    for (const each of all) {
      // A pair counts once, with its primary, unless the secondary uses more.
      if (each.amount === 0 || (holder !== server && each.amount <= amountOf(each.what, holder))) continue
      const unread = each.amount > each.most ? mayCover(fleet, server, each.what === 'users') : undefined
      if (unread) yield { at: each.place, missing: unread, of: server.name }
      else yield each
      if (each.amount <= each.most) yield* division(each)
    }
  }
}

function usersAllowance(base: Omit<Allowance, 'what' | 'amount' | 'most' | 'place'>): Allowance {
  const { server, fact } = base
  const shares = sharesOf(server)
  const amount = shares.reduce((total, share) => total + share.amount, 0)
  const [first] = shares
  return {
    ...base,
    what: 'users',
    amount,
    most: fact.users,
    place: first && shares.length === 1 ? first.place : at(server, 'users'),
    shares,
  }
}

const sharesOf = (server: Server): UseShare[] =>
  uses.flatMap((use) =>
    feature(use.name).pooled && use.amount(server) > 0 ? [{ use, amount: use.amount(server), place: use.place(server) }] : [],
  )

function amountOf(what: Allowance['what'], server: Server): number {
  if (what === 'ports') return voicePorts(server) ?? 0
  if (what === 'seconds') return server.spec.maxMessageSeconds ?? 0
  return sharesOf(server).reduce((total, { amount }) => total + amount, 0)
}

/** Of users within the total it is not known whether their kind may have so many of it. */
function* division({ shares, holder, release, server }: Allowance): Iterable<Gap> {
  for (const { use, amount, place } of shares) {
    const { sure, doubts } = held(use.name, holder, release)
    if (amount > sure) for (const doubt of doubts) yield { at: place, missing: doubt.missing, of: server.name }
  }
}
