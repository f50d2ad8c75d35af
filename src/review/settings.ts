/** What a team has settled for its tree: how severe a rule is, what fails a run, which rules nobody may waive. */
import type { Severity } from '../finding.ts'

export interface Settings {
  /** Severities in place of the rules' own; `off` silences a rule. */
  readonly severities: ReadonlyMap<string, Severity | 'off'>
  /** The least severity that fails a run; undefined where nothing is settled. */
  readonly failOn: Severity | undefined
  /** Rules that can be neither waived nor put into a baseline, nor made milder below the place that locks them. */
  readonly locked: ReadonlySet<string>
}

/** Where nothing is settled. */
export const unsettled: Settings = { severities: new Map(), failOn: undefined, locked: new Set() }
