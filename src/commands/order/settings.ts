/** What the flags of `cuspec order` say, read, or refused with what they take. */
import { type Growth, readGrowth } from '../../licensing/addition.ts'
import type { Fleet } from '../../model/fleet.ts'
import { date } from '../../source/formats.ts'
import { didYouMean, Refusal } from '../refusal.ts'

const mostLeadDays = 3650

export function leadDaysOf(written: string): number {
  if (!/^\d{1,4}$/.test(written) || Number(written) > mostLeadDays)
    throw new Refusal(`--lead-time takes whole days from 0 to ${mostLeadDays}, not ${written || 'nothing'}`)
  return Number(written)
}

export function growthOf(written: readonly string[]): Growth | undefined {
  if (written.length === 0) return undefined
  const growth = readGrowth(written)
  if ('problem' in growth) throw new Refusal(growth.problem)
  return growth
}

export function dayOf(written: string | undefined): string | undefined {
  if (written !== undefined && !date(written)) throw new Refusal(`--as-of takes a day as YYYY-MM-DD, not ${written || 'nothing'}`)
  return written
}

/** Names of servers for which a demo is asked for: each has to be one. */
export function demosOf(written: readonly string[], { serverNamed }: Fleet): readonly string[] {
  for (const name of written)
    if (!serverNamed.has(name)) throw new Refusal(`--demo ${name}: no server has that name${didYouMean(name, serverNamed.keys())}`)
  return written
}
