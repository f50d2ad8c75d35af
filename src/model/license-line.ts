/** What one line of a licence file grants. */
import type { FeatureFact, FeatureName } from '../knowledge/fact.ts'
import { featureByTag, featurePerhaps, knownTags } from '../knowledge/knowledge.ts'
import type { GrantLine } from '../source/flexlm/license-text.ts'
import { suggest } from '../source/suggest.ts'
import type { Place } from './part.ts'

export interface Granted {
  /** A capability counts 1. Undefined where the line does not say how much, or says it in a way that is not understood. */
  readonly amount: number | undefined
  readonly place: Place
  /** A tag of which no source says whether it stands for the feature. */
  readonly tag?: string
}

/**
 * What a line grants, by feature. The feature of a line is a tag, and `<Count>` says how much of it; that a tag may also stand
 * within the vendor's text, as in `<LicSecondaryServerIsLicensed>Licensed</…>`, is a reading of the FAQ, which shows no whole line.
 */
export function grantedBy(line: GrantLine, below: (field: string) => Place): ReadonlyMap<FeatureName, Granted> {
  const granted = new Map<FeatureName, Granted>()
  const add = (tag: string, written: (feature: FeatureFact) => string | undefined, field: string): void => {
    const feature = featureByTag(tag) ?? featurePerhaps(tag)
    if (!feature) return
    const amount = readAmount(written(feature), feature.counted)
    if (amount !== 0) granted.set(feature.name, { amount, place: below(field), ...(feature.tag !== tag && { tag }) })
  }
  const count = line.vendorString.find(({ name }) => name === 'Count')?.value
  const words = line.options.get('VENDOR_STRING')?.value
  const counted = typeof line.count === 'number' ? String(line.count) : undefined
  const field = count === undefined && words === undefined ? 'feature' : 'VENDOR_STRING'
  add(line.feature, (feature) => count ?? (feature.counted ? counted : (words ?? licensed)), field)
  for (const { name, value } of line.vendorString) if (name !== 'Count') add(name, () => value, 'VENDOR_STRING')
  for (const [name, { value }] of line.options) add(name, () => value, name)
  return granted
}

const licensed = 'Licensed'

/** Whether the feature of a line is a tag whose meaning is known, or may be. */
export const isKnownTag = (tag: string): boolean => knownTags.includes(tag) || featurePerhaps(tag) !== undefined

/** Names of the vendor that keep books, and grant nothing. */
const bookkeeping = new Set(['LicFileVersion', 'LicFileID', 'LicLineID'])

/** Tags in the vendor's text or among the attributes of a line, beside its feature, that may grant something unknown. */
export const strangeTags = ({ vendorString, options }: GrantLine): readonly string[] =>
  [...vendorString.map(({ name }) => name), ...options.keys()].filter(
    (name) => name.startsWith('Lic') && !bookkeeping.has(name) && !isKnownTag(name),
  )

/** The known tag that one which is not was probably meant to be. */
export const nearestTag = (tag: string): string | undefined => (isKnownTag(tag) ? undefined : suggest(tag, knownTags))

/** An amount as licence files and servers write it. Undefined where it is not understood. */
function readAmount(written: string | undefined, counted: boolean): number | undefined {
  const word = written?.trim() ?? ''
  if (counted) return /^\d{1,10}$/.test(word) ? Number(word) : undefined
  if (/^(?:licensed|true|yes|[1-9]\d*)$/i.test(word)) return 1
  return /^(?:not ?licensed|unlicensed|false|no|0)$/i.test(word) ? 0 : undefined
}
