/** What goes into a baseline: the findings there are, and of the baseline before what this run did not look at. */
import type { Report } from '../check.ts'
import { type Baseline, type Entry, entriesOf, keyOf, placeOf, sightOf } from './baseline.ts'
import type { Settings } from './settings.ts'
import { refusal } from './waivable.ts'

export interface Keeping {
  /** The baseline that is brought up to date. */
  readonly before: Baseline | undefined
  /** Whether nothing may come in. */
  readonly prune: boolean
  readonly settings: Settings
  readonly fromRoot: (file: string) => string | undefined
  /** Whether a file, by its name from the root, is there. */
  readonly isThere: (file: string) => boolean
}

export interface Kept {
  readonly entries: readonly Entry[]
  readonly added: number
  readonly removed: number
  /** Findings that a baseline cannot suppress. */
  readonly refused: number
  /** Findings in it that would put a server into shutdown mode. */
  readonly grave: number
}

/** Makes the entries of a baseline of a report that was reviewed by waivers alone. */
export function keep(report: Report, { before, prune, settings, fromRoot, isThere }: Keeping): Kept {
  const nameOf = (file: string): string => fromRoot(file) ?? file
  const entryFor = entriesOf(report, nameOf)
  const may = ({ rule }: { readonly rule: string }): boolean => refusal(rule, settings) === undefined
  const inSight = sightOf(report, nameOf)
  const old = before?.entries ?? []
  const found = report.findings.filter(may).map((finding) => ({ finding, entry: entryFor(finding) }))
  const known = counts(old.map(keyOf))
  const stayed = found.filter(({ entry }) => take(known, keyOf(entry)))
  const same = new Set(stayed)
  const others = found.filter((each) => !same.has(each))
  // What stayed is matched entry by entry; of the rest, an entry has lapsed where its rule finds something else in its place.
  const exact = counts(stayed.map(({ entry }) => keyOf(entry)))
  const changed = counts(others.map(({ entry }) => placeOf(entry)))
  const unseen = old.filter(
    (entry) => !take(exact, keyOf(entry)) && !take(changed, placeOf(entry)) && may(entry) && !inSight(entry) && isThere(entry.file),
  )
  const added = prune ? [] : others
  return {
    entries: [...unseen, ...stayed, ...added].map((each) => ('entry' in each ? each.entry : each)),
    added: added.length,
    removed: old.length - unseen.length - stayed.length,
    refused: report.findings.length - found.length,
    grave: [...stayed, ...added].filter(({ finding }) => finding.consequence === 'shutdown').length,
  }
}

function counts(keys: readonly string[]): Map<string, number> {
  const map = new Map<string, number>()
  for (const key of keys) map.set(key, (map.get(key) ?? 0) + 1)
  return map
}

/** Takes one of a key away, if there is one. */
function take(map: Map<string, number>, key: string): boolean {
  const left = map.get(key) ?? 0
  map.set(key, left - 1)
  return left > 0
}
