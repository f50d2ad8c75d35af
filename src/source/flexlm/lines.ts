/** What the lines of a FLEXlm licence file are. */
import type { Span } from '../places.ts'

/** One logical line. `span` runs over all its physical lines. */
interface Line {
  readonly span: Span
}

/** `<name>value</name>`; `span` is that of the value, or of the whole element where the value is empty. */
export interface Element {
  readonly name: string
  readonly value: string
  readonly span: Span
}

/** An attribute; `span` is that of the value without its quotes, or of the whole attribute where there is no value. */
export interface Option {
  readonly value: string
  readonly span: Span
}

/** `bare-key` stands where libraries before 7.1 had a licence key instead of SIGN. */
export type Signature = 'none' | 'short' | 'long' | 'odd' | 'bare-key'

/** What FEATURE, INCREMENT and UPGRADE lines have in common. */
export interface Terms extends Line {
  readonly feature: string
  readonly vendor: string
  /** `permanent`, or a day as YYYY-MM-DD; undefined where it could not be read (a fault says so). */
  readonly expires: string | undefined
  /** Licences counted by a license server; `uncounted` for the word and for 0; undefined where it could not be read. */
  readonly count: number | 'uncounted' | undefined
  /** Words of HOSTID as written, one a host; empty where there is none. */
  readonly hostIds: readonly string[]
  /** Pseudo-XML elements of VENDOR_STRING, such as Count, OrigMacId and LicFileVersion. */
  readonly vendorString: readonly Element[]
  /** Pseudo-XML elements of NOTICE, such as LicFileID, LicLineID and PAK. */
  readonly notice: readonly Element[]
  /** YYYY-MM-DD. */
  readonly issued?: string
  /** YYYY-MM-DD. */
  readonly start?: string
  /** The features it supersedes, or true for its own. */
  readonly supersede?: true | readonly string[]
  readonly overdraft?: number
  /** What the signature looks like; its value is kept nowhere. */
  readonly signature: Signature
  /** Every other attribute, with or without a value, and VENDOR_STRING and NOTICE where they have no elements. */
  readonly options: ReadonlyMap<string, Option>
  /** Where a field stands: `keyword`, `feature`, `vendor`, `version`, `expires`, `count`, `key`, and attributes by name. */
  readonly places: ReadonlyMap<string, Span>
  /**
   * Equal for two lines that say the same, signature and all, whatever their layout, the order of their attributes, the case of
   * the digits of a host id, and the lower-case attributes, which are not signed. No signature can be read from it; it is good for as long as the process lives.
   */
  readonly identity: string
}

export interface GrantLine extends Terms {
  readonly keyword: 'FEATURE' | 'INCREMENT'
  readonly version: string
  /** False for a FEATURE line of a feature that another FEATURE line already grants. */
  readonly counts: boolean
}

export interface UpgradeLine extends Terms {
  readonly keyword: 'UPGRADE'
  readonly fromVersion: string
  readonly toVersion: string
}

export interface ServerLine extends Line {
  readonly keyword: 'SERVER'
  readonly host: string
  readonly hostIds: readonly string[]
  readonly port?: number
}

export interface VendorLine extends Line {
  readonly keyword: 'VENDOR' | 'DAEMON'
  readonly vendor: string
}

export interface UseServerLine extends Line {
  readonly keyword: 'USE_SERVER'
}

export interface PackageLine extends Line {
  readonly keyword: 'PACKAGE'
  readonly name: string
  readonly vendor: string
  readonly version?: string
  /** Words of COMPONENTS as written, one a component. */
  readonly components: readonly string[]
}

export type LicenseLine = GrantLine | UpgradeLine | ServerLine | VendorLine | UseServerLine | PackageLine
export type Keyword = LicenseLine['keyword']

export const keywords = [
  'FEATURE',
  'INCREMENT',
  'UPGRADE',
  'SERVER',
  'VENDOR',
  'DAEMON',
  'USE_SERVER',
  'PACKAGE',
] as const satisfies readonly Keyword[]

/** The keyword that a word is, in whatever case it is written. */
export const keywordOf = (word: string): Keyword | undefined => keywords.find((keyword) => keyword === word.toUpperCase())
