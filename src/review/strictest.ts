/** Settings of two sides of a change at once: whoever loosens a rule must not thereby hide what is done under it. */
import { atLeast, rank, type Severity } from '../finding.ts'
import type { Settings } from './settings.ts'

/**
 * What is settled on one side, as strict as either: the graver severity of a rule, all locks, the lower of the levels that fail, all paths.
 * Files that take part, and the baseline, are the side's own. `severityOf` is the severity of a rule where nothing is settled;
 * undefined where it is not known.
 */
export function strictest(own: Settings, other: Settings, severityOf: (rule: string) => Severity | undefined): Settings {
  const severities = new Map<string, Severity | 'off'>()
  for (const rule of new Set([...own.severities.keys(), ...other.severities.keys()])) {
    const [one, two] = [own, other].map((each) => each.severities.get(rule) ?? severityOf(rule))
    const settled = own.severities.get(rule) ?? other.severities.get(rule)
    if (one !== undefined && two !== undefined) severities.set(rule, rank[one] <= rank[two] ? one : two)
    // What the rule says itself is not known: only the gravest is no milder.
    else if (settled === 'error') severities.set(rule, settled)
  }
  const levels = [own, other].map(({ failOn = 'error' }) => failOn)
  return {
    ...own,
    severities,
    locked: new Set([...own.locked, ...other.locked]),
    failOn: levels.find((level) => levels.every((each) => atLeast(each, level))),
    paths: [own, other].some(({ paths }) => paths.length === 0) ? ['.', ...own.paths, ...other.paths] : [...own.paths, ...other.paths],
  }
}
