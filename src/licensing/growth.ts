/** What a fleet would break if it grew, and what breaks first. */
import { feature } from '../knowledge/knowledge.ts'
import type { Bridge, Fleet, Server } from '../model/fleet.ts'
import { standing } from '../model/held.ts'
import type { Doubt } from '../model/part.ts'
import { stated } from '../model/use.ts'
import { type Growth, isUserKind } from './addition.ts'
import { grown } from './grow.ts'
import { amountOf, type Counted, type Limit, limits, userKinds } from './limit.ts'

/** A limit under growth. */
export interface Outlook extends Limit {
  /** What counts now, and after the growth: `amount`. Undefined where some of it nobody tells; then both are more than what is known. */
  readonly used: number | undefined
  /** As much of it as is known. */
  readonly known: number
  readonly verdict: 'broken' | 'breaks' | 'open' | 'holds'
  /** The share of the growth, from 0 to 1, that surely fits; undefined where that is not known, 1 where all of it does. */
  readonly share: number | undefined
  /** How many licences are lacking after the growth: at least and, where it is known, at most. Of a maximum, by how many it is exceeded. */
  readonly lacking: { readonly least: number; readonly most: number | undefined } | undefined
}

export interface Forecast {
  readonly growth: Growth
  readonly fleet: Fleet
  /** Every limit on what grows: those that are broken already first, then by the share of the growth that fits, then those that are open. */
  readonly limits: readonly Outlook[]
  /** What else is missing to say what breaks. */
  readonly missing: readonly Doubt[]
}

/** Judges a fleet as the rules would judge one whose specs were written with the grown figures. */
export function forecast(fleet: Fleet, growth: Growth): Forecast {
  const { fleet: later, before } = grown(fleet, growth)
  const counted = (what: Counted): boolean =>
    growth.of.has(what) ||
    (isUserKind(what) && growth.of.has('users')) ||
    (what === 'users' && userKinds.some((kind) => growth.of.has(kind)))
  const found: Outlook[] = []
  const missing: Doubt[] = [...untold(fleet, growth)]
  for (const limit of limits(later)) {
    if (!('missing' in limit)) {
      if (counted(limit.what)) found.push(outlook(limit, before))
    } else if (limit.at.path[0] !== 'bridges' || counted('bridgeSessions')) missing.push({ missing: limit.missing, of: limit.of })
  }
  const once = new Map(missing.map((doubt) => [JSON.stringify([doubt.missing, doubt.of]), doubt]))
  return { growth, fleet: later, limits: found.sort(byUrgency), missing: [...once.values()] }
}

function outlook(limit: Limit, before: ReadonlyMap<Server | Bridge, Server | Bridge>): Outlook {
  const { what, amount, sure, possible, doubts, hearsay } = limit
  const { known, taken, silent } = countedBefore(limit, before)
  const told = silent.length === 0
  const later = hearsay ? 'open' : standing(amount, limit)
  const verdict = verdictOf(later, taken > possible, told)
  const unbounded = later === 'open' && possible === Number.POSITIVE_INFINITY && sure === 0
  return {
    ...limit,
    used: told ? known : undefined,
    known,
    verdict,
    share: shareOf(verdict, !told || hearsay || unbounded, fitting(taken, amount, sure)),
    lacking: later === 'short' ? { least: Math.max(0, amount - possible), most: told ? mostLacking(limit) : undefined } : undefined,
    doubts: [...(later === 'open' ? doubts : []), ...silent.map(({ name }) => ({ missing: untoldOf(what), of: name }))],
  }
}

/** What counted before the growth, what of it, or of licences of its own, was taken, and the machines that do not say. */
function countedBefore({ what, amount, draws }: Limit, before: ReadonlyMap<Server | Bridge, Server | Bridge>) {
  const all = draws.map(({ once, own = 0 }) => {
    const machines = once.map((machine) => before.get(machine) ?? machine)
    const used = Math.max(0, ...machines.map((machine) => amountOf(what, machine)))
    // What a Bridge has to itself is of no use to others.
    return { used, taken: Math.max(used, own), silent: machines.some((machine) => tells(what, machine)) ? undefined : machines[0] }
  })
  // What a server reports of itself does not grow with its spec, which may say more.
  const sumOf = (key: 'used' | 'taken'): number =>
    Math.min(
      amount,
      all.reduce((sum, each) => sum + each[key], 0),
    )
  return { known: sumOf('used'), taken: sumOf('taken'), silent: all.flatMap((each) => each.silent ?? []) }
}

function verdictOf(later: ReturnType<typeof standing>, already: boolean, told: boolean): Outlook['verdict'] {
  if (later === 'short') return already ? 'broken' : 'breaks'
  // What nobody tells is no room.
  return later === 'covered' && told ? 'holds' : 'open'
}

function shareOf(verdict: Outlook['verdict'], unknown: boolean, fits: number): number | undefined {
  if (verdict === 'broken') return 0
  return unknown ? undefined : fits
}

/** A licence that is bought need not add to a default or demo licence, of which it is not known whether it then still counts. */
const mostLacking = ({ by, amount, sure }: Limit): number => (by === 'default licence' || by === 'demo licence' ? amount : amount - sure)

/** The share of the growth from `now` to `later` that lies within what is sure. */
function fitting(now: number, later: number, sure: number): number {
  if (later > now) return Math.min(1, Math.max(0, (sure - now) / (later - now)))
  return now > sure ? 0 : 1
}

const urgency = { broken: 0, breaks: 1, open: 2, holds: 3 } as const

function byUrgency(a: Outlook, b: Outlook): number {
  return urgency[a.verdict] - urgency[b.verdict] || (a.share ?? 0) - (b.share ?? 0)
}

/** What grows although nobody says how much of it there is. */
function* untold(fleet: Fleet, { of }: Growth): Iterable<Doubt> {
  for (const machine of [...fleet.servers, ...fleet.bridges]) {
    // Of a pair the primary says it.
    if ('role' in machine && machine.role === 'secondary') continue
    for (const what of of.keys()) {
      if ('role' in machine !== (what !== 'bridgeSessions')) continue
      const told = what === 'users' ? userKinds.some((kind) => tells(kind, machine)) : tells(what, machine)
      if (!told) yield { missing: untoldOf(what), of: machine.name }
    }
  }
}

const untoldOf = (what: Counted): string => `how many ${what === 'users' ? 'users' : feature(what).title} there are`

/** Whether a spec or a report says how much of it there is. */
function tells(what: Counted, machine: Server | Bridge): boolean {
  if (!('role' in machine)) return machine.spec.sessions !== undefined
  return what === 'users' ? userKinds.every((kind) => tells(kind, machine)) : stated(what, machine) !== undefined
}
