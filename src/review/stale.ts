/** Waivers that are no longer what they were: those whose day is over, and those that find nothing. */
import type { Report } from '../check.ts'
import type { Finding, Related } from '../finding.ts'
import waiverUnexpired from '../rules/waiver-unexpired.ts'
import waiverUsed from '../rules/waiver-used.ts'
import { isBare } from './scope.ts'
import type { Settings } from './settings.ts'
import { faultOf, type Waiver } from './waiver.ts'

type Used = ReadonlyMap<Waiver, ReadonlySet<string>>

/** Waivers whose last day is over. `used` are those that would find something. */
export const expired = (waivers: readonly Waiver[], used: Used): readonly Finding[] =>
  waivers.map((waiver) => {
    const { suppression, untilPlace, rules, without } = waiver
    const over = `the waiver ended on ${suppression.until}, before the day of this run`
    if (used.has(waiver)) return faultOf(waiverUnexpired, untilPlace, `${over}; what it waived counts again`)
    const fix = without?.(rules)
    return faultOf(waiverUnexpired, untilPlace, `${over}, and finds nothing any more; remove it`, fix ? { fix } : {})
  })

/** Whether a rule is that of a policy, in a run that was given none: one part of a tree is checked, and its policies are in another. */
export const isElsewhere = (rule: string, { policies }: Report['fleet']): boolean => policies.length === 0 && rule.startsWith('policy/')

const mostRelated = 3

/**
 * Waivers that find nothing. Where a document was not read, or a rule was silenced or could not decide, that says nothing about them.
 */
export function unusedIn(
  { coverage, fleet }: Report,
  alive: readonly Finding[],
  waivers: readonly Waiver[],
  used: Used,
  { severities }: Settings,
): readonly Finding[] {
  const key = (file: string, document: number): string => JSON.stringify([file, document])
  const read = new Set([...fleet.documentNames.keys()].map(({ file, number }) => key(file, number)))
  const whole = coverage.documents.unread === 0 && !isBare(fleet)
  const undecided = new Set(coverage.unchecked.flatMap(({ rule, file, document }) => [rule, `${rule} ${key(file, document)}`]))
  const open = (rule: string, within: Waiver['within']): boolean =>
    severities.get(rule) === 'off' ||
    isElsewhere(rule, fleet) ||
    (within ? !read.has(key(within.file, within.document)) : !whole) ||
    undecided.has(within ? `${rule} ${key(within.file, within.document)}` : rule)
  return waivers.flatMap((waiver): Finding[] => {
    const { rules, within, where, place, without, isWider } = waiver
    if (isWider) return []
    const idle = rules.filter((rule) => !used.get(waiver)?.has(rule) && !open(rule, within))
    if (idle.length === 0) return []
    const elsewhere = alive.filter(({ rule, file }) => idle.includes(rule) && (!within || file === within.file))
    const claim = `${list(idle)} ${idle.length > 1 ? 'find' : 'finds'} nothing ${where}`
    if (elsewhere.length === 0) {
      const fix = without?.(idle)
      return [
        faultOf(waiverUsed, place, `${claim}; ${idle.length < rules.length ? 'take it out' : 'remove the waiver'}`, fix ? { fix } : {}),
      ]
    }
    const related = elsewhere
      .slice(0, mostRelated)
      .map(({ file, document, path, range, message }): Related => ({ file, document, path, range, message }))
    return [faultOf(waiverUsed, place, `${claim}, but elsewhere${within ? ' in this file' : ''}`, { related })]
  })
}

const list = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(' and ')
