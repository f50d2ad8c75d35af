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
  /** The smallest change by which it would be gone, as a sentence; that none is known, where it was looked for. */
  readonly remedy?: string | undefined
  /** The same for programs: each of them alone unblocks. Empty where none does. */
  readonly remedies?: readonly Remedy[] | undefined
}

/** A change of the specs that the rules let pass. */
export interface Remedy {
  readonly says: string
  readonly edits: readonly Edit[]
  /** Whether it can be made before the hop; else it is made in the same night. */
  readonly before: boolean
  readonly cites: readonly Citation[]
}

/** One line that is changed: `to` is left out where it is taken away, `from` where it is new. */
export interface Edit {
  readonly at: Place
  readonly from?: Value
  readonly to?: Value
}

type Value = string | number | readonly string[]

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

/** Whether an order of licences mends it: a sound file for an older release, too, which an upgrade licence takes the place of. */
export const isLicence = ({ rule, cites }: Obstacle): boolean =>
  mended.has(rule) || cites.some(({ fact }) => fact === 'license-version-reaches-release')

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
