/** Phrases of a plan, the same in every format. */
import { spell } from '../../knowledge/release.ts'
import type { Hop } from '../../upgrade/route.ts'

/** `3.1(5) to 4.0(5)`. */
export const hopText = ({ from, to }: Hop): string => `${spell(from)} to ${to.id}`

const minutesAnHour = 60

/** A length of time as the command line takes it: `4h`, `90m`. */
export const lengthText = (minutes: number): string => (minutes % minutesAnHour === 0 ? `${minutes / minutesAnHour}h` : `${minutes}m`)
