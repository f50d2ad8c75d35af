/** What one line of a licence file grants. */
import type { FeatureFact, FeatureName } from '../knowledge/fact.ts'
import { featureByTag } from '../knowledge/knowledge.ts'
import type { GrantLine } from '../source/flexlm/license-text.ts'
import type { Place } from './part.ts'

export interface Granted {
  /** A capability counts 1. Undefined where the line does not say how much, or says it in a way that is not understood. */
  readonly amount: number | undefined
  readonly place: Place
}

/**
 * What a line grants, by feature. The feature of a line is a tag, and `<Count>` says how much of it; that a tag may also stand
 * within the vendor's text, as in `<LicSecondaryServerIsLicensed>Licensed</…>`, is a reading of the FAQ, which shows no whole line.
 */
export function grantedBy(line: GrantLine, below: (field: string) => Place): ReadonlyMap<FeatureName, Granted> {
  const granted = new Map<FeatureName, Granted>()
  const add = (tag: string, written: (feature: FeatureFact) => string | undefined, field: string): void => {
    const feature = featureByTag(tag)
    const said = feature && written(feature)
    if (!feature) return
    const amount = readAmount(said, feature.counted)
    if (amount !== 0) granted.set(feature.name, { amount, place: below(field) })
  }
  const count = line.vendorString.find(({ name }) => name === 'Count')?.value
  const counted = typeof line.count === 'number' ? String(line.count) : undefined
  add(
    line.feature,
    (feature) => count ?? counted ?? (feature.counted ? undefined : licensed),
    count === undefined ? 'feature' : 'VENDOR_STRING',
  )
  for (const { name, value } of line.vendorString) if (name !== 'Count') add(name, () => value, 'VENDOR_STRING')
  for (const [name, { value }] of line.options) add(name, () => value, name)
  return granted
}

const licensed = 'Licensed'

/** An amount as licence files and servers write it. Undefined where it is not understood. */
export function readAmount(written: string | undefined, counted: boolean): number | undefined {
  const word = written?.trim() ?? ''
  if (counted) return /^\d{1,10}$/.test(word) ? Number(word) : undefined
  if (/^(?:licensed|true|yes|[1-9]\d*)$/i.test(word)) return 1
  return /^(?:not ?licensed|unlicensed|false|no|0)$/i.test(word) ? 0 : undefined
}
