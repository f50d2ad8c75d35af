/** What a team says of findings, applied to a report: which are suppressed, and what is wrong with what it says. */
import type { Report } from '../check.ts'
import { byPlace, type Finding, type Suppressed } from '../finding.ts'
import { addTo } from '../model/add-to.ts'
import { didYouMean, suggest } from '../source/suggest.ts'
import { applyBaseline, type Baseline } from './baseline.ts'
import { commentWaivers } from './comments.ts'
import { shown } from './directive.ts'
import { documentWaivers } from './documents.ts'
import { homes } from './homes.ts'
import type { Settings } from './settings.ts'
import { expired, isElsewhere, unusedIn } from './stale.ts'
import { refusal } from './waivable.ts'
import { keyOfDocument, keyOfLine, keyOfRule, type Objection, type Waiver } from './waiver.ts'

export { readBaseline } from './baseline.ts'

export interface Asked {
  /** The day of the run, as YYYY-MM-DD: not that on which a spec has its dates judged, or a spec could keep its own waivers alive. */
  readonly day: string
  readonly settings: Settings
  /** The ids of all rules. */
  readonly rules: readonly string[]
  /** The name of a file from the root of its repository; undefined for what lies outside. */
  readonly fromRoot: (file: string) => string | undefined
  readonly baseline?: Baseline | undefined
  /** Files with waivers for more than was given to this run. */
  readonly wider?: ReadonlySet<string>
}

/** Reviews a report that `check` made. Findings about waivers join the others; what is suppressed leaves them. */
export function review(report: Report, { day, settings, rules, fromRoot, baseline, wider = new Set() }: Asked): Report {
  const nameOf = (file: string): string => fromRoot(file) ?? file
  const known = new Set([...rules, ...report.fleet.policies.flatMap(({ spec }) => spec.rules.map(({ id }) => id)), ...spoken(report)])
  const objection: Objection = (rule) => {
    const against = refusal(rule, settings)
    if (against !== undefined) return { message: `${shown(rule)} cannot be waived: ${against}` }
    if (known.has(rule) || isElsewhere(rule, report.fleet)) return undefined
    const near = suggest(rule, known)
    return { message: `${shown(rule)} is no rule${didYouMean(rule, known)}`, ...(near !== undefined && { near }) }
  }
  const sets = [commentWaivers(report.comments, objection, (word) => known.has(word)), documentWaivers(report, objection, nameOf, wider)]
  const all = sets.flatMap(({ waivers }) => waivers)
  const over = all.filter((waiver) => isOver(waiver, day))
  const holding = all.filter((waiver) => !isOver(waiver, day))
  const held = apply(report, holding, (rule) => refusal(rule, settings) === undefined)
  const faults = [
    ...sets.flatMap((set) => set.faults),
    ...expired(over, apply(report, over, () => true).used),
    ...unusedIn(report, held.alive, holding, held.used, settings),
  ]
  const kept = baseline && applyBaseline(baseline, { ...report, findings: held.alive, suppressed: held.suppressed }, nameOf, settings)
  return {
    ...report,
    findings: [...(kept?.alive ?? held.alive), ...faults].sort(byPlace),
    suppressed: [...held.suppressed, ...(kept?.suppressed ?? [])].sort(byPlace),
    ...(kept && { review: { leftAside: false, baseline: kept.told } }),
  }
}

/** Ids that findings have and no list of rules knows. */
const spoken = ({ findings, coverage }: Report): readonly string[] => [...findings, ...coverage.unchecked].map(({ rule }) => rule)

const isOver = ({ suppression: { until } }: Waiver, day: string): boolean => until !== undefined && until < day

/** The rules of each waiver that found something. */
export type Used = ReadonlyMap<Waiver, ReadonlySet<string>>

interface Applied {
  readonly alive: readonly Finding[]
  readonly suppressed: readonly Suppressed[]
  readonly used: Used
}

/** Parts findings into those for which some waiver speaks and the others. The first that does is told; all of them are in use. */
function apply(report: Report, waivers: readonly Waiver[], may: (rule: string) => boolean): Applied {
  const byKey = new Map<string, Waiver[]>()
  for (const waiver of waivers) for (const key of waiver.keys) addTo(byKey, key, waiver)
  const used = new Map<Waiver, Set<string>>()
  const alive: Finding[] = []
  const suppressed: Suppressed[] = []
  const homesOf = homes(report)
  for (const finding of report.findings) {
    const { rule } = finding
    const found = byKey.size > 0 && may(rule) ? speaking(finding, homesOf(finding), byKey) : []
    const [first] = found
    if (!first) {
      alive.push(finding)
      continue
    }
    for (const waiver of found) used.set(waiver, (used.get(waiver) ?? new Set()).add(rule))
    suppressed.push({ ...finding, suppression: first.suppression })
  }
  return { alive, suppressed, used }
}

/** The waivers that speak for a finding. One of a file that several places name has to be waived at each of them. */
function speaking(
  finding: Finding,
  places: ReturnType<ReturnType<typeof homes>>,
  byKey: ReadonlyMap<string, readonly Waiver[]>,
): readonly Waiver[] {
  const { rule } = finding
  const at = (key: string): readonly Waiver[] => (byKey.get(key) ?? []).filter((waiver) => waiver.covers(finding))
  const everywhere = at(keyOfRule(rule))
  const each = places.map(({ file, document, lines }) => [
    ...lines.flatMap((line) => at(keyOfLine(rule, file, line))),
    ...at(keyOfDocument(rule, file, document)),
  ])
  const local = each.every((some) => some.length > 0) ? each.flat() : []
  return [...new Set([...local, ...everywhere])]
}
