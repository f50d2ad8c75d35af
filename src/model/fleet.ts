/** What a fleet is: every document given to one run, read, with its references followed. */
import type { Release } from '../knowledge/release.ts'
import type { Evidence } from '../source/evidence.ts'
import type * as Spec from '../source/spec/deployment.ts'
import type { MaximumsSpec } from '../source/spec/maximums.ts'
import type { PolicySpec } from '../source/spec/policy.ts'
import type { PriceBookSpec } from '../source/spec/price-book.ts'
import type { Part, SpecDocument } from './part.ts'

export interface License extends Part<Spec.License> {
  /** What the file says that it names. Absent where it names none. */
  readonly evidence?: Evidence
}

/** What a deployment says of all its machines. */
export interface Deployed {
  /** Its own name. */
  readonly deployment: string
  /** In whose name licences are ordered, and where they are sent. */
  readonly organization: string | undefined
  readonly contact: string | undefined
  /** The name of the price book by which they are ordered. */
  readonly priceBook: string | undefined
  /** The day on which its dates are judged, as YYYY-MM-DD. */
  readonly asOf: string
}

export interface Server extends Part<Spec.Server>, Deployed {
  readonly name: string
  readonly role: 'standalone' | 'primary' | 'secondary'
  /** Undefined where the version is not in the version line. */
  readonly release: Release | undefined
  /** Undefined where the spec does not say, empty where it says none. */
  readonly licenses: readonly License[] | undefined
  /** The corporate directory of its deployment. */
  readonly directory: string | undefined
}

export interface Bridge extends Part<Spec.Bridge>, Deployed {
  readonly name: string
  readonly bridgehead: Server | undefined
  readonly licenses: readonly License[] | undefined
}

export interface FailoverPair extends Part<Spec.FailoverPair> {
  readonly primary: Server | undefined
  readonly secondary: Server | undefined
}

export interface Pool extends Part<Spec.Pool> {
  readonly name: string
  /** In the order of the spec; undefined for a name that no server has. */
  readonly members: readonly (Server | undefined)[]
}

export type MaximumRow = Part<MaximumsSpec['maximums'][number]> & { readonly source: MaximumsSpec['source'] }

/** What of the input could not be read as a spec, and so is missing from the fleet. */
export interface Unread {
  /** Names of servers, Bridges and pools seen in documents that do not fit their schema. */
  readonly names: ReadonlySet<string>
  /** Whether some document could not be read at all, so that no one knows what it declares. */
  readonly dark: boolean
  /** Sections that some unread document has, or may have: its pools, its failover pairs, its maximums. */
  readonly sections: ReadonlySet<'pools' | 'failover' | 'maximums'>
  /** Whether some unread document is a price book, or may be one. */
  readonly priceBooks: boolean
}

export interface Fleet {
  readonly deployments: readonly Part<Spec.DeploymentSpec>[]
  readonly servers: readonly Server[]
  readonly bridges: readonly Bridge[]
  readonly pairs: readonly FailoverPair[]
  readonly pools: readonly Pool[]
  readonly maximums: readonly MaximumRow[]
  readonly priceBooks: readonly Part<PriceBookSpec>[]
  readonly policies: readonly Part<PolicySpec>[]
  readonly serverNamed: ReadonlyMap<string, Server>
  readonly bridgeNamed: ReadonlyMap<string, Bridge>
  readonly poolNamed: ReadonlyMap<string, Pool>
  /** The first failover pair in which a server is the primary. */
  readonly pairOfPrimary: ReadonlyMap<Server, FailoverPair>
  /** The first failover pair in which a server is the secondary. */
  readonly pairOfSecondary: ReadonlyMap<Server, FailoverPair>
  /** The Bridges whose bridgehead is a server, or the secondary of that server. */
  readonly bridgesOf: ReadonlyMap<Server, readonly Bridge[]>
  /** The first pool that names a server. */
  readonly poolOf: ReadonlyMap<Server, Pool>
  /** By files that licence entries name, the entries. */
  readonly namings: ReadonlyMap<SpecDocument, readonly { readonly machine: Server | Bridge; readonly license: License }[]>
  readonly unread: Unread
}
