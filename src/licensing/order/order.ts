/** What a licence order is: the ledger that it follows from, what to buy, what to ask for, and what keeps it from being complete. */
import type { Citation } from '../../finding.ts'
import type { FeatureName } from '../../knowledge/fact.ts'
import type { Doubt, Place } from '../../model/part.ts'
import type { Money } from './money.ts'

/** Whose licences count together: of a server and its secondary, of a pool, or of a Bridge. */
export type AccountKind = 'server' | 'pool' | 'bridge'

/** That `amount` of something is needed because of what stands at `place`, in the spec of the machine `of`. */
export interface Because {
  readonly place: Place
  readonly of: string
  readonly amount: number
}

/** One feature of one account. A capability counts 1. */
export interface LedgerLine {
  /** The name of the server, pool or Bridge. Of a failover pair that counts once, of its primary. */
  readonly of: string
  readonly kind: AccountKind
  readonly feature: FeatureName
  readonly needed: number
  /** What its own licences in force grant: between `sure` and `possible`, which may be Infinity. */
  readonly held: { readonly sure: number; readonly possible: number }
  /** What it has from others: a member of a pool from the other members, a Bridge from its bridgehead, of that name. */
  readonly shared?: { readonly by: 'pool' | 'bridgehead'; readonly name: string; readonly amount: number }
  /** Why what is held is not counted on, as the end of a sentence: `the demo licence ends on 2007-05-01`. */
  readonly uncounted?: string
  /** How many are covered once older licences of it are issued anew: by an upgrade of a dongle, the dongle of a secondary, or for a Bridge. */
  readonly reissued: number
  /** How many have to be ordered whatever is not known, those among them that only a later expiry makes necessary included. */
  readonly toOrder: number
  /** How many of them are lacking only once something has expired. */
  readonly later: number
  /** How many more have to be ordered unless the `doubts` are settled. Above 0 it is not known that nothing is lacking. */
  readonly undecided: number
  /** What of its own the other members of its pool have, or of a bridgehead its Bridges. */
  readonly lent: number
  /** What is surely held beyond what is needed and lent. */
  readonly surplus: number
  readonly because: readonly Because[]
  /** What is missing to know better what is held. */
  readonly doubts: readonly Doubt[]
  /** The same before the growth that was asked for. */
  readonly today?: { readonly needed: number; readonly toOrder: number; readonly undecided: number }
}

/** One feature of the whole fleet. What a pool shares is in it once. */
export type FleetLine = Pick<LedgerLine, 'feature' | 'needed' | 'reissued' | 'toOrder' | 'later' | 'undecided' | 'surplus' | 'today'> & {
  readonly held: LedgerLine['held']
}

/** That a pool is solved, in figures: held, less what lapses, and ordered are no less than used. */
export interface Proof {
  readonly pool: string
  readonly feature: FeatureName
  readonly held: number
  /** How many of those that are held expire, or are not counted on. */
  readonly lapsing: number
  /** How many are issued anew without being bought, where any are. */
  readonly reissued?: number
  readonly ordered: number
  readonly used: number
  readonly members: number
}

/** So much of a feature. */
export interface Units {
  readonly feature: FeatureName
  readonly units: number
}

/** A row of a price book, as an order names it. */
export interface OrderedItem {
  readonly partNumber: string
  readonly description: string | undefined
  /** Its row in the price book. */
  readonly place: Place
  /** The name of the price book, and the last day of its prices, as YYYY-MM-DD, where it has one. */
  readonly book: string
  readonly validTo?: string
  /** What one of it costs. */
  readonly price: Money
}

/** One line of the order. Where no price book has it, `item` is undefined, and `count` is units of the one feature that it `gives`, or upgrade licences. */
export interface OrderLine {
  /** 1-based, in the order of the order. */
  readonly number: number
  /** The server or Bridge for which the licence is issued. */
  readonly holder: string
  readonly kind: 'server' | 'bridge'
  /** The pool for which it is bought, where it is for one. */
  readonly pool: string | undefined
  /** The releases between which it licenses the upgrade; undefined where it is no upgrade licence. */
  readonly upgrade?: { readonly from: string | undefined; readonly to: string }
  readonly item: OrderedItem | undefined
  /** How many of the item, or units where there is no item. */
  readonly count: number
  /** What `count` of it grants, in all. */
  readonly gives: readonly Units[]
  /** Held licences that it turns into what it gives. */
  readonly takes: readonly Units[]
  readonly amount: Money | undefined
  /** The day by which it has to be ordered, as YYYY-MM-DD: what expires, less the lead time. Undefined: it is lacking already. */
  readonly orderBy: string | undefined
  /** The last day of the licence that it replaces, and the names of the machines whose licence that is. */
  readonly expires: string | undefined
  readonly expiring: readonly string[]
  /** The first day on which it may be installed without exceeding a published maximum, where that is not at once. */
  readonly notBefore?: string
  /** For how many days there will be no licence although it is ordered today; 0 where it comes in time. */
  readonly late: number
  readonly because: readonly Because[]
}

/** Something that is needed and cannot be ordered as it is. */
export interface Blocked {
  readonly of: string
  readonly kind: AccountKind
  readonly feature: FeatureName
  /** How many are lacking. */
  readonly units: number
  /** Why nothing is ordered, as a sentence. */
  readonly reason: string
  readonly place: Place | undefined
  readonly cites: readonly Citation[]
}

export interface Total {
  readonly of: string
  readonly kind: AccountKind | 'fleet'
  readonly amount: Money
}

/** Something that a person has to find out or fill in before the order is complete. */
export interface OpenItem {
  /** What is missing: `the virtual MAC of the team`. */
  readonly missing: string
  /** The name of what it is missing of. */
  readonly of: string
  /** How it is found, on the server or elsewhere: `ipconfig /all on SYD-UNITY1, Physical Address of the first adapter`. */
  readonly find: string | undefined
  /** Where in the spec it belongs or is doubted. */
  readonly place: Place | undefined
  /** Whether the quantities of the order hang on it. */
  readonly decides: boolean
}

export type RequestKind =
  | 'new'
  | 'add'
  | 'upgrade'
  | 'failover'
  | 'bridge'
  | 'bridge-upgrade'
  | 're-host'
  | 'virtual-mac'
  | 'demo'
  | 'demo-to-permanent'
  | 'dongle-update'

/** What a registration form or an e-mail asks for. */
export interface Field {
  /** `Organization`, `Product Authorization Key (PAK)`, `MAC address` … */
  readonly label: string
  /** Undefined where it has to be filled in: `blank` says why that is so, and whether it may stay empty. */
  readonly value: string | undefined
  /** Which value it is and why: `the virtual MAC of the team: its NICs are teamed`. For a value that is undefined, where it comes from. */
  readonly why: string | undefined
  readonly mayStayBlank: boolean
  /** Where the value stands in the spec. */
  readonly place: Place | undefined
}

export interface Step {
  readonly phase: 'buy' | 'request' | 'receive' | 'install' | 'verify'
  /** The server or Bridge on which it is done; undefined at one's desk. */
  readonly on: string | undefined
  /** One thing to do, in the imperative. */
  readonly says: string
  /** Ids of the facts by which it is done so. */
  readonly facts: readonly string[]
  /** Whether `cuspec order --verify` can tell what is short, of specs as they are. */
  readonly verifiable?: boolean
}

/** One thing to ask the vendor for, for one machine, from the purchase to the look at what came of it. */
export interface LicenseRequest {
  readonly kind: RequestKind
  readonly of: string
  readonly title: string
  /** Why it is necessary, as a sentence. */
  readonly why: string
  /** Numbers of the order lines that it redeems. */
  readonly lines: readonly number[]
  readonly fields: readonly Field[]
  readonly steps: readonly Step[]
  /** What the viewer must show afterwards: what is held and ordered, together. */
  readonly shows: readonly Units[]
  readonly open: readonly OpenItem[]
  readonly cites: readonly Citation[]
}

/** Whether the quantities are the best there are. A solver that gives up leaves a sound answer that may not be. */
export interface Optimality {
  readonly proven: boolean
  /** The names of the servers and pools of which it is not. */
  readonly unproven: readonly string[]
}

export interface Order {
  /** The days on which the fleet is judged, as YYYY-MM-DD: one, unless its documents differ. */
  readonly asOf: readonly string[]
  /** How many days pass from the order to the licence. */
  readonly leadDays: number
  /** As it was asked for, `users=20%`; none where the order is for today. */
  readonly growth: readonly string[]
  /** Servers, then pools, then Bridges, each in the order of the fleet. */
  readonly ledger: readonly LedgerLine[]
  readonly fleet: readonly FleetLine[]
  readonly proofs: readonly Proof[]
  readonly lines: readonly OrderLine[]
  readonly blocked: readonly Blocked[]
  /** Per server, pool and Bridge, then of the fleet, each per currency. None without a price book. */
  readonly totals: readonly Total[]
  readonly requests: readonly LicenseRequest[]
  readonly open: readonly OpenItem[]
  readonly optimality: Optimality
  /** How many documents could not be read, so that what they need is not in the order. */
  readonly unread: number
  /** How many errors the specs have that no licence mends: what is ordered for them may be wrong with them. */
  readonly errors: number
}
