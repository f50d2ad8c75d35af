/** The shapes of what was published. Every fact says where it was read and how sure it is. */
import type { Confidence } from '../finding.ts'

export interface SourceDocument {
  readonly id: string
  /** `vendor-quoted` is a vendor's text that a third party repeats. */
  readonly kind: 'vendor' | 'vendor-quoted' | 'book' | 'standard' | 'forum' | 'third-party'
  readonly title: string
  readonly date?: string
  readonly url?: string
}

export interface Fact {
  readonly id: string
  /** The fact in one sentence of our own. */
  readonly says: string
  readonly note?: string
  /** Ids of source documents, the best first. */
  readonly sources: readonly string[]
  readonly section?: string
  readonly confidence: Confidence
}

/** A fact that holds from one release to another, both included. */
export interface RangedFact extends Fact {
  readonly from: string
  readonly to: string
}

export interface ReleaseFact extends Fact {
  readonly release: string
  /** Whether its builds have numbers of their own, as in 2.4.6.135. */
  readonly builds?: boolean
}

export interface MechanismFact extends RangedFact {
  readonly mechanism: 'dongle' | 'file'
  /** The serial number that a dongle has when it cannot be read. */
  readonly unreadableSerial?: string
}

/** A quantity that a licence grants, by the name it has in specs. */
export type Quantity =
  | 'voicePorts'
  | 'voiceMailUsers'
  | 'unifiedMessagingUsers'
  | 'inboxUsers'
  | 'ttsSessions'
  | 'languages'
  | 'bridgeSessions'

/** A capability that a licence grants or does not. */
export type Capability = 'amis' | 'vpim' | 'secondaryServer' | 'unlimitedMessageLength'

export type DongleFeature =
  | 'faxPorts'
  | 'faxUsers'
  | 'ttsUsers'
  | 'ttsVendor'
  | 'integration'
  | 'administrationLanguages'
  | 'activeAssistantUsers'
  | 'networking'

export type FeatureName = Quantity | Capability | DongleFeature

export interface FeatureFact extends RangedFact {
  readonly name: FeatureName
  readonly title: string
  /** Other names that the FAQ has for it. */
  readonly names?: readonly string[]
  readonly counted: boolean
  readonly pooled: boolean
  /** The tag of the licence file; absent for what only a dongle grants. */
  readonly tag?: string
  readonly tagConfidence?: Confidence
  /** A tag of which it is not known whether it stands for the feature. */
  readonly perhapsTag?: string
}

/** How a release answers a licence violation. `everyHours` is null where no source gives the interval. */
export interface AnswerFact extends RangedFact {
  readonly everyHours: number | null
  readonly graceDays?: number
}

/** Of which features more in use than licensed is a licence violation. */
export interface OveruseFact extends RangedFact {
  readonly features: readonly FeatureName[]
}

export type StoreType = 'exchange' | 'domino'

/** What a release may have or lack, by the name it has in specs. */
export type Available = 'amis' | 'vpim' | 'sip' | 'pimg' | 'timg' | 'standby-redundancy' | 'pooling'

/** From which release on something can be used. `store` is null where it does not hang on the message store. */
export interface AvailabilityFact extends RangedFact {
  readonly what: Available
  /** Its name in messages: `a PIMG integration`. */
  readonly title: string
  readonly store: StoreType | null
  /** Whether releases before `from` lack it, or no source says so. */
  readonly earlier: 'absent' | 'unknown'
}

/** Whether releases work with a message store. `version` is null for any. */
export interface StoreFact extends RangedFact {
  readonly store: StoreType
  readonly version: string | null
  readonly support: 'yes' | 'no' | 'upgrade'
}

/** Where unified messaging may not keep its messages. */
export interface UnifiedFact extends RangedFact {
  readonly store: StoreType
}

/** What a licence grants that comes without a purchase. `users` are users in all; null is not published. */
export interface GrantFact extends RangedFact {
  readonly kind: 'default' | 'demo'
  readonly voicePorts: number
  readonly users: number
  readonly messageSeconds: number | null
  /** The longest that it runs; absent where it never expires. */
  readonly mostDays?: number
}

/** The most that is published of a quantity. `platform` is null for every platform. */
export interface MaximumFact extends RangedFact {
  readonly what: Quantity
  readonly platform: string | null
  readonly value: number
}

/** Whether an upgrade needs an upgrade licence: from any of the releases that it leaves to any of those that it reaches. */
export interface UpgradeLicenseFact extends Fact {
  readonly leaving: Span
  readonly reaching: Span
  readonly needed: boolean
}

/** A step by which licences are asked for, installed or looked at. */
export interface ProcedureFact extends Fact {
  /** Those that the source speaks of. Of others it is not known that the step is the same. */
  readonly releases: Span
}

/** That releases can be upgraded to others without a stop between. */
export interface HopFact extends Fact {
  /** The message store that it is told of; left out where it is told of any. */
  readonly store?: 'exchange' | 'domino'
  readonly leaving: Span
  readonly reaching: Span
  /** Whether the software is upgraded, or the data are exported and imported into a new installation. */
  readonly way: 'upgrade' | 'migrate'
}

/** From one release to another, both included. */
export interface Span {
  readonly from: string
  readonly to: string
}
