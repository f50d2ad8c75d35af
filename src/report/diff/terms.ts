/** What a change does to the terms by which it is judged, as parts of its page. */
import type { Change } from '../../change/compare.ts'
import type { Waived } from '../../change/findings.ts'
import { isLooser, loosens } from '../../change/terms.ts'
import type { Suppressed } from '../../finding.ts'
import { address, type Where } from '../address.ts'
import { worstFirst } from '../forge/worst.ts'
import type { Item, listOf, Part } from '../page/page.ts'
import { isGrave, suppressionWords } from '../suppressed.ts'
import { policyText, settingText } from '../terms.ts'
import { findingText } from './words.ts'

type Capped = (items: readonly Item[]) => ReturnType<typeof listOf>

/** Policies and settings: what is looser stands first, and is loud. */
export function termsParts({ terms: { policies, settings } }: Change, where: Where, capped: Capped): Part[] {
  const hows = { looser: 'looser: ', tighter: 'tighter: ', other: '' }
  return [
    {
      title: 'Policies that the change changes itself',
      loud: policies.some(loosens),
      blocks: capped(policies.map((each) => `${policyText(each)} (${address(each.policy, where)})`)),
    },
    {
      title: 'Settings that the change changes itself',
      loud: settings.some(({ how }) => how === 'looser'),
      blocks: capped(settings.map((each) => `${hows[each.how]}${settingText(each)}`)),
    },
  ]
}

export function waivedParts({ findings: { waived } }: Change, capped: Capped): Part[] {
  const unknown = new Set(waived.flatMap(({ finding, known }) => (known ? [] : [finding])))
  const text = (finding: Suppressed): string =>
    `${unknown.has(finding) ? 'new: ' : ''}${findingText(finding)}; ${suppressionWords(finding.suppression)}`
  const part = (title: string, some: readonly Waived[]): Part => {
    const findings = worstFirst(some.map(({ finding }) => finding))
    return { title, loud: findings.some(isGrave), blocks: capped(findings.map(text)) }
  }
  const isKept = ({ finding }: Waived): boolean => finding.suppression.kind === 'baseline'
  return [
    part(
      'Waived by this change',
      waived.filter((each) => !isKept(each)),
    ),
    part('Put into the baseline by this change', waived.filter(isKept)),
  ]
}

/** One line at the top; none where nothing is looser. */
export function termsSummary({ terms }: Change): { readonly says: string; readonly loud: boolean }[] {
  if (!isLooser(terms)) return []
  const policies = terms.policies.filter(loosens).map(policyText)
  const settings = terms.settings.filter(({ how }) => how === 'looser').map(settingText)
  const told = [
    ...(policies.length > 0 ? [`policies: ${policies.slice(0, 3).join(', ')}${policies.length > 3 ? ' …' : ''}`] : []),
    ...(settings.length > 0 ? [`settings: ${settings.slice(0, 3).join(', ')}${settings.length > 3 ? ' …' : ''}`] : []),
  ]
  return [{ says: `The change loosens the terms by which it is judged: ${told.join('; ')}.`, loud: true }]
}
