/** What a team has settled for its tree: how severe a rule is, what fails a run, what is read, which rules nobody may waive. */
import type { Location, Severity } from '../finding.ts'

export interface Settings {
  /** Severities in place of the rules' own; `off` silences a rule. */
  readonly severities: ReadonlyMap<string, Severity | 'off'>
  /** The least severity that fails a run; undefined where nothing is settled. */
  readonly failOn: Severity | undefined
  /** Rules that can be neither waived nor put into a baseline, nor made milder below the place that locks them. */
  readonly locked: ReadonlySet<string>
  /** What is read where the command line names nothing, from the current folder; empty where nothing is settled. */
  readonly paths: readonly string[]
  /** Patterns as in a `.gitignore`, of what searches pass over, and the folder from which they speak. */
  readonly ignores: { readonly folder: string; readonly patterns: readonly string[] }
  /** Files with Maximums or price books that take part in every run, from the current folder. */
  readonly knowledge: readonly string[]
  /** Files with waivers that take part in every run, from the current folder. */
  readonly waivers: readonly string[]
  /** The file of the baseline, from the current folder. */
  readonly baseline: string | undefined
  /** Where each value was settled, by its key as `originKey` has it. What is not there is as it is by default. */
  readonly origins: ReadonlyMap<string, Origin>
}

/** Where a value comes from: a place in a configuration, or a flag of the command line. */
export type Origin = Location | { readonly flag: string }

type Setting = Exclude<keyof Settings, 'origins'>

/** The key of a value among the origins: of a list or mapping, that of one member. */
export const originKey = (setting: Setting, member?: string): string => JSON.stringify(member === undefined ? [setting] : [setting, member])

/** Where a value comes from; undefined for a default. */
export const originOf = ({ origins }: Settings, setting: Setting, member?: string): Origin | undefined =>
  origins.get(originKey(setting, member))

/** Where nothing is settled. */
export const unsettled: Settings = {
  severities: new Map(),
  failOn: undefined,
  locked: new Set(),
  paths: [],
  ignores: { folder: '.', patterns: [] },
  knowledge: [],
  waivers: [],
  baseline: undefined,
  origins: new Map(),
}
