/** What licence files grant, line by line, and what they may grant besides. */
import type { FeatureName } from '../knowledge/fact.ts'
import { feature } from '../knowledge/knowledge.ts'
import type { Bridge, License, Server } from './fleet.ts'
import type { Grant } from './grant.ts'
import { type Held, nothing, perhaps, surely, unbounded } from './held.ts'
import { isKnownTag, nearestTag, strangeTags } from './license-line.ts'
import { supersededBy } from './superseding.ts'

/** What a line of a licence file grants of a feature to a machine on a day. */
export function heldByLine(name: FeatureName, grant: Grant, machine: Server | Bridge, day: string): Held {
  const { granted, line, expires } = grant
  const share = granted(name)
  if (!share || !line?.counts) return nothing
  const { amount, place, tag } = share
  if (expires === undefined) return unbounded({ missing: 'the day on which a line of a licence file expires', of: machine.name })
  const idle = (reason?: string): Held =>
    amount === undefined
      ? nothing
      : { ...nothing, expired: [{ place, amount, expires, source: grant, ...(reason !== undefined && { idle: reason }) }] }
  if (line.start !== undefined && line.start > day) return idle(`begin on ${line.start}`)
  if (expires !== 'permanent' && expires < day) return idle()
  const replaced = supersededBy(line, machine, day)
  if (replaced === 'surely') return idle('are superseded')
  if (amount === undefined) return unbounded({ missing: untoldAmount(name), of: machine.name })
  const whole = surely({ place, amount })
  if (tag !== undefined)
    return perhaps(whole, { missing: `whether ${tag} in a licence file grants ${feature(name).title}`, of: machine.name })
  if (replaced === 'perhaps')
    return perhaps(whole, { missing: 'whether a line of a licence file is superseded by another', of: machine.name })
  if (!line.overdraft) return whole
  return {
    ...whole,
    possible: amount + line.overdraft,
    doubts: [{ missing: 'whether an OVERDRAFT in a licence file may be used', of: machine.name }],
  }
}

const untoldAmount = (name: FeatureName): string =>
  feature(name).counted
    ? `the number of ${feature(name).title} that a line of a licence file grants`
    : `whether a line of a licence file grants ${feature(name).title}`

/**
 * What a licence file may grant beyond what is understood of it: by tags that are not known, where the spelling of the feature's own
 * is inferred, and by a PACKAGE line that has the feature in it.
 */
export function heldBesides(name: FeatureName, license: License, machine: Server | Bridge): Held {
  const { tag, tagConfidence } = feature(name)
  const lines = license.evidence?.lines ?? []
  const packed = lines.some((line) => line.keyword === 'PACKAGE' && line.components.some((component) => component.split(':')[0] === tag))
  if (packed) return unbounded({ missing: `how much ${feature(name).title} the PACKAGE line of a licence file grants`, of: machine.name })
  const strange = lines.flatMap((line) =>
    line.keyword === 'INCREMENT' || line.keyword === 'FEATURE'
      ? [line.feature, ...strangeTags(line)].filter((each) => !isKnownTag(each))
      : [],
  )
  const meant = strange.find((each) => nearestTag(each) === tag)
  if (meant !== undefined)
    return unbounded({ missing: `whether ${meant} in a licence file grants ${feature(name).title}`, of: machine.name })
  const [unknown] = tagConfidence === 'stated' ? [] : strange
  return unknown === undefined ? nothing : unbounded({ missing: `what ${unknown} in a licence file grants`, of: machine.name })
}
