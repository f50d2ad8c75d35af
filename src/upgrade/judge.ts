/** What the rules say of a fleet, licences apart: what stands against it, what they warn of, and what they cannot decide. */
import type { Citation } from '../finding.ts'
import { cite } from '../knowledge/knowledge.ts'
import { mended } from '../licensing/order/draw-up.ts'
import type { Fleet } from '../model/fleet.ts'
import type { Place } from '../model/part.ts'
import { rules } from '../rules/index.ts'
import type { Gap, Problem, Rule } from '../rules/rule.ts'

/** One thing that a rule says of a fleet. */
export interface Obstacle {
  readonly rule: string
  readonly at: Place
  readonly message: string
  readonly server?: string
  readonly cites: readonly Citation[]
  /** The smallest change by which it would be gone, as a sentence, where that is known. */
  readonly remedy?: string | undefined
}

/** What a rule cannot decide. */
export interface Open {
  readonly rule: string
  readonly missing: string
  readonly of: string
}

export interface Judged {
  readonly errors: readonly Obstacle[]
  readonly warnings: readonly Obstacle[]
  /** What cannot be decided, licences apart: what those amount to is for the order to find out. */
  readonly open: readonly Open[]
}

export function judged(fleet: Fleet): Judged {
  const found = { error: new Map<string, Obstacle>(), warning: new Map<string, Obstacle>(), note: new Map<string, Obstacle>() }
  const open = new Map<string, Open>()
  for (const rule of rules)
    for (const each of rule.check(fleet, rules)) {
      if (!('missing' in each)) found[each.severity ?? rule.severity].set(keyOf(asObstacle(rule, each)), asObstacle(rule, each))
      else if (!mended.has(rule.id)) open.set(keyOfOpen(asOpen(rule, each)), asOpen(rule, each))
    }
  return { errors: [...found.error.values()], warnings: [...found.warning.values()], open: [...open.values()] }
}

/** Whether an order of licences mends it. */
export const isLicence = ({ rule }: Obstacle): boolean => mended.has(rule)

const asOpen = ({ id }: Rule, { missing, of, brief }: Gap): Open => ({ rule: id, missing: brief ?? missing, of })

const asObstacle = ({ id }: Rule, { at, message, server, cites = [] }: Problem): Obstacle => ({
  rule: id,
  at,
  message,
  cites: cites.map((each) => (typeof each === 'string' ? cite(each) : each)),
  ...(server !== undefined && { server }),
})

/** What tells obstacles apart, and those of one place whatever they say. */
export const keyOfPlace = ({ rule, at: { document, path } }: Obstacle): string =>
  JSON.stringify([rule, document.file, document.number, path])
export const keyOf = (obstacle: Obstacle): string => JSON.stringify([keyOfPlace(obstacle), obstacle.message])
// Of gaps that a release gives another name, it is the same thing that is missing.
export const keyOfOpen = ({ rule, of }: Open): string => JSON.stringify([rule, of])
