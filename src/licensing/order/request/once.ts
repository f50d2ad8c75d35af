/** Open items in which nothing is said twice. */
import { unique } from '../../../model/unique.ts'
import type { OpenItem } from '../order.ts'

/** What is missing of one machine is said once. */
export const openOnce = (items: readonly OpenItem[]): OpenItem[] => unique(items, ({ of, missing }) => JSON.stringify([of, missing]))
