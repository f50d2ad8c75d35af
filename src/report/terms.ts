/** What a change does to the terms by which it is judged: findings that it waives, policies, settings. The same words in every report. */
import type { ChangedSetting, Report } from '../check.ts'
import type { Suppressed } from '../finding.ts'
import type { PolicyChange } from '../policy/changed.ts'
import { graveWords } from './suppressed.ts'

const mostTold = 3

/** What a run with `--changed` says beside its findings, a phrase each. Empty where there is nothing. */
export function termsWords({ terms }: Report): readonly string[] {
  if (!terms) return []
  const { waived, policies, settings } = terms
  return [
    ...waivedWords(waived),
    ...listed('policies changed by this change', policies.map(policyText)),
    ...listed('settings changed by this change', settings.map(settingText)),
  ]
}

/** `2 waived by this change (1 of them would put a server into shutdown mode)`, and the same of a baseline. */
export function waivedWords(all: readonly Suppressed[]): readonly string[] {
  return ([false, true] as const).flatMap((kept) => {
    const some = all.filter(({ suppression }) => (suppression.kind === 'baseline') === kept)
    return some.length === 0 ? [] : [`${some.length} ${kept ? 'put into the baseline' : 'waived'} by this change${graveWords(some)}`]
  })
}

function listed(title: string, items: readonly string[]): readonly string[] {
  if (items.length === 0) return []
  const more = items.length > mostTold ? ` and ${items.length - mostTold} more` : ''
  return [`${title}: ${items.slice(0, mostTold).join(', ')}${more}`]
}

/** `house (ports-even milder, pair-named removed)`, `house removed`. */
export function policyText({ name, change, rules }: PolicyChange): string {
  if (change !== 'changed') return `${name} ${change}`
  const grave = ['removed', 'milder', 'changed', 'added']
  const sorted = [...rules].sort((one, other) => grave.indexOf(one.change) - grave.indexOf(other.change))
  return `${name} (${sorted.map((rule) => `${rule.id} ${rule.change}`).join(', ')})`
}

/** `severities license-covers-use: error → off`, `ignores drafts/: added`. */
export function settingText({ key, member, base, head }: ChangedSetting): string {
  const name = member === undefined ? key : `${key} ${member}`
  if (member !== undefined && key !== 'severities') return `${name}: ${head === undefined ? 'removed' : 'added'}`
  return `${name}: ${base ?? 'none'} → ${head ?? 'none'}`
}

/** For programs. */
export const termsJson = ({ waived, policies, settings }: NonNullable<Report['terms']>) => ({
  waived: waived.filter(({ suppression }) => suppression.kind !== 'baseline').length,
  baselined: waived.filter(({ suppression }) => suppression.kind === 'baseline').length,
  policies: policies.map(policyJson),
  settings: settings.map(settingJson),
})

export const policyJson = ({ name, change, rules }: PolicyChange) => ({
  name,
  change,
  rules: rules.map((rule) => ({ id: rule.id, change: rule.change })),
})

export const settingJson = ({ key, member, base, head, how }: ChangedSetting) => ({
  key,
  ...(member !== undefined && { member }),
  base: base ?? null,
  head: head ?? null,
  how,
})
