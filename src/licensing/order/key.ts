/** Under what the demands of an order and what meets them are counted. */
import type { FeatureName } from '../../knowledge/fact.ts'

/** A feature of a machine or pool, or an upgrade licence and what it carries over, as a key. */
export const keyOf = (of: string, what: FeatureName | 'upgrade' | `carried ${FeatureName}`): string => JSON.stringify([of, what])
