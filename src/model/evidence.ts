/** What the files say that a spec names: licence files line by line, and what servers report of all their licences together. */
import type { FeatureName } from '../knowledge/fact.ts'
import { feature } from '../knowledge/knowledge.ts'
import type { GrantLine } from '../source/flexlm/license-text.ts'
import type { Bridge, Server } from './fleet.ts'
import { type Grant, grantsOf } from './grant.ts'
import { type Held, nothing, perhaps, surely, unbounded } from './held.ts'

/** What a line of a licence file grants of a feature to a machine on a day. */
export function heldByLine(name: FeatureName, { granted, line, expires }: Grant, machine: Server | Bridge, day: string): Held {
  const share = granted(name)
  if (!share || !line?.counts) return nothing
  const { amount, place } = share
  if (amount === undefined)
    return unbounded({ missing: `how much ${feature(name).title} a line of a licence file grants`, of: machine.name })
  if (expires === undefined) return unbounded({ missing: 'the day on which a line of a licence file expires', of: machine.name })
  if (line.start !== undefined && line.start > day) return nothing
  if (expires !== 'permanent' && expires < day) return { ...nothing, expired: [{ place, amount, expires }] }
  const replaced = supersededBy(line, machine)
  if (replaced === 'surely') return nothing
  const whole = surely({ place, amount })
  if (replaced === 'perhaps')
    return perhaps(whole, { missing: 'the day on which a line was issued that may have been superseded', of: machine.name })
  if (!line.overdraft) return whole
  return {
    ...whole,
    possible: amount + line.overdraft,
    doubts: [{ missing: 'whether an OVERDRAFT in a licence file may be used', of: machine.name }],
  }
}

/** Whether a later line of the same machine has taken the place of a line: one with SUPERSEDE, issued after it. */
function supersededBy(line: GrantLine, machine: Server | Bridge): 'no' | 'perhaps' | 'surely' {
  const later = supersedingOf(machine).filter(({ supersede, feature: own }) =>
    supersede === true ? own === line.feature : supersede?.includes(line.feature),
  )
  const { issued } = line
  if (issued === undefined) return later.some((other) => other !== line) ? 'perhaps' : 'no'
  return later.some((other) => other.issued !== undefined && issued < other.issued) ? 'surely' : 'no'
}

const superseding = new WeakMap<Server | Bridge, readonly GrantLine[]>()

function supersedingOf(machine: Server | Bridge): readonly GrantLine[] {
  const known =
    superseding.get(machine) ?? (machine.licenses ?? []).flatMap(grantsOf).flatMap(({ line }) => (line?.supersede ? [line] : []))
  superseding.set(machine, known)
  return known
}
