/** Phrases of a plan, the same in every format. */
import { spell } from '../../knowledge/release.ts'
import type { Hop } from '../../upgrade/route.ts'

/** `3.1(5) to 4.0(5)`. */
export const hopText = ({ from, to }: Hop): string => `${spell(from)} to ${to.id}`
