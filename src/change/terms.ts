/** The terms by which a change is judged, as far as it changes them itself: policies and settings. */
import type { Severity } from '../finding.ts'
import { changedPolicies, type PolicyChange } from '../policy/changed.ts'
import { rules } from '../rules/index.ts'
import { changedSettings, type SettingChange } from './settings.ts'
import type { Side } from './side.ts'

export interface Terms {
  readonly policies: readonly PolicyChange[]
  readonly settings: readonly SettingChange[]
}

const severities = new Map<string, Severity>(rules.map(({ id, severity }) => [id, severity]))

/** The severity of a rule of our own; undefined for that of a policy. */
export const severityOf = (rule: string): Severity | undefined => severities.get(rule)

export function changedTerms(base: Side, head: Side): Terms {
  return {
    policies: [...changedPolicies(base.report.fleet, head.report.fleet)].sort(
      (one, other) => Number(loosens(other)) - Number(loosens(one)),
    ),
    settings: base.settings && head.settings ? changedSettings(base.settings, head.settings, severityOf) : [],
  }
}

/** Whether less is asked for, or it is not known that it is not: a rule that says something else may say less. */
export const loosens = ({ change, rules: own }: PolicyChange): boolean =>
  change === 'removed' || (change === 'changed' && own.some((rule) => rule.change !== 'added'))

/** Whether a change loosens the terms by which it is judged. */
export const isLooser = ({ policies, settings }: Terms): boolean => policies.some(loosens) || settings.some(({ how }) => how === 'looser')
