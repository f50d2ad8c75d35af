/** What a change does to licences and capacity: rows of the ledger that are other than they were, with what is published as the most. */
import type { FeatureName } from '../knowledge/fact.ts'
import { feature } from '../knowledge/knowledge.ts'
import { headroom, type Room } from '../licensing/headroom.ts'
import { drawUp } from '../licensing/order/draw-up.ts'
import type { AccountKind, Blocked, LedgerLine, Order, OrderLine, Units } from '../licensing/order/order.ts'
import type { Fleet } from '../model/fleet.ts'
import { boundsOf } from '../model/maximum.ts'

/** One feature of one account on one side. */
export interface Standing {
  readonly needed: number
  /** Between these two lies what is held. */
  readonly held: { readonly sure: number; readonly possible: number }
  /** How many of those needed are covered once licences that are held are issued anew. */
  readonly reissued: number
  readonly toOrder: number
  readonly undecided: number
}

export interface EffectRow {
  readonly of: string
  readonly kind: AccountKind
  readonly feature: FeatureName
  readonly base: Standing
  readonly head: Standing
  /** The most that is published for HEAD; undefined where nothing is, or for what is shared. */
  readonly maximum: number | undefined
}

/** What is ordered on one side, and what its machines have room for. */
export interface Books {
  readonly fleet: Fleet
  readonly order: Order
  readonly rooms: ReadonlyMap<string, Room>
  /** Whether nobody can say what an account of this name needs of a feature: its release, or its pool, is not known. */
  readonly isUndrawn: (of: string, feature: FeatureName) => boolean
}

export function booksOf(fleet: Fleet): Books {
  const order = drawUp(fleet, { leadDays: 1, growth: undefined, demo: [], unread: 0, errors: 0 })
  const rooms = new Map(headroom(fleet).map((room) => [keyOf(room.kind, room.of, room.what), room]))
  return { fleet, order, rooms, isUndrawn: (of, name) => isUndrawn(fleet, of, name) }
}

function isUndrawn(
  { serverNamed, bridgeNamed, poolNamed, poolOf, servers, bridges, pools }: Fleet,
  of: string,
  name: FeatureName,
): boolean {
  const [server, bridge] = [serverNamed.get(of), bridgeNamed.get(of)]
  const pool = server ? poolOf.get(server) : poolNamed.get(of)
  const isHere = [...servers, ...bridges, ...pools].some((each) => each === server || each === bridge || each === pool)
  const isWhole = !pool || pool.members.every((member) => member?.release && poolOf.get(member) === pool)
  if (!isHere) return false
  return (server && !server.release) || (bridge && !bridge.bridgehead?.release) || (!isWhole && (!server || feature(name).pooled))
}

export const keyOf = (kind: string, of: string, what: string): string => `${kind} ${what} ${of}`

const none: Standing = { needed: 0, held: { sure: 0, possible: 0 }, reissued: 0, toOrder: 0, undecided: 0 }

/** Rows in which something differs, in the order of HEAD, then those that are gone. `renamed` is from names of BASE to those of HEAD. */
export function effectOf(base: Books, head: Books, renamed: ReadonlyMap<string, string>): EffectRow[] {
  const before = new Map(base.order.ledger.map((line) => [keyOf(line.kind, renamed.get(line.of) ?? line.of, line.feature), line]))
  const after = new Map(head.order.ledger.map((line) => [keyOf(line.kind, line.of, line.feature), line]))
  const old = new Map([...renamed].map(([from, to]) => [to, from]))
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((key): EffectRow[] => {
    const line = after.get(key) ?? before.get(key)
    const [from, to] = [standingOf(before.get(key)), standingOf(after.get(key))]
    if (!line || JSON.stringify(from) === JSON.stringify(to)) return []
    const { of, kind, feature } = line
    // No line is no zero where none could be drawn.
    if (!after.has(key) && head.isUndrawn(renamed.get(of) ?? of, feature)) return []
    if (!before.has(key) && base.isUndrawn(old.get(of) ?? of, feature)) return []
    return [{ of: renamed.get(of) ?? of, kind, feature, base: from, head: to, maximum: maximumOf(head.rooms.get(key)) }]
  })
}

export function standingOf(line: LedgerLine | undefined): Standing {
  if (!line) return none
  const { needed, held, reissued, toOrder, undecided } = line
  return { needed, held: { sure: held.sure, possible: held.possible }, reissued, toOrder, undecided }
}

/** The published figure that nothing may exceed, where sources agree on one. */
export function maximumOf(room: Room | undefined): number | undefined {
  if (!room?.maximums || room.maximums.length === 0) return undefined
  const { sure } = boundsOf(room.maximums)
  return sure > 0 && Number.isFinite(sure) ? sure : undefined
}

/** What HEAD has to order more of than BASE, of all machines. */
export function ordersOf(base: Books, head: Books): Units[] {
  const before = new Map(base.order.fleet.map(({ feature, toOrder }) => [feature, toOrder]))
  return head.order.fleet.flatMap(({ feature, toOrder }) => {
    const units = toOrder - (before.get(feature) ?? 0)
    return units > 0 ? [{ feature, units }] : []
  })
}

/** Whether HEAD leaves open what some account needs, which BASE had said. */
export const isLeftOpen = (base: Books, head: Books): boolean =>
  base.order.ledger.some(({ of, feature }) => head.isUndrawn(of, feature) && !base.isUndrawn(of, feature))

/** Upgrade licences that HEAD has to order and BASE did not. */
export function upgradesOf(base: Books, head: Books): readonly OrderLine[] {
  const key = ({ holder, upgrade }: OrderLine): string => JSON.stringify([holder, upgrade?.to])
  const known = new Set(base.order.lines.filter(({ upgrade }) => upgrade).map(key))
  return head.order.lines.filter((line) => line.upgrade !== undefined && !known.has(key(line)))
}

/** What HEAD needs, cannot order as it is, and BASE did not. */
export function newlyBlocked(base: Books, head: Books): readonly Blocked[] {
  const key = ({ kind, of, feature, reason }: Blocked): string => JSON.stringify([kind, of, feature, reason])
  const known = new Set(base.order.blocked.map(key))
  return head.order.blocked.filter((each) => !known.has(key(each)))
}

/** Whether a row has more to be ordered than it had, or may have. */
export const asksForMore = ({ base, head }: EffectRow): boolean =>
  head.toOrder > base.toOrder || head.toOrder + head.undecided > base.toOrder + base.undecided
