/** Which findings are the same on both sides of a change, and which are new, fixed, waived or other than they were. */
import { atLeast, type Finding, type Suppressed, type Unchecked } from '../finding.ts'
import { changedPolicies } from '../policy/changed.ts'
import { pathsByName } from '../review/identity.ts'
import { unreadFiles, unreading } from './comparable.ts'
import { type Pair, pairUp } from './pairing.ts'
import type { Side } from './side.ts'

export interface Reworded {
  readonly base: Finding
  readonly head: Finding
  /** By severity. */
  readonly direction: 'worse' | 'better' | 'other'
}

/** A finding that the change keeps from counting. */
export interface Waived {
  readonly finding: Suppressed
  /** Whether BASE has it, where it counts, or waives it as something that shuts no server down. */
  readonly known: boolean
}

export interface FindingsChange {
  readonly added: readonly Finding[]
  /** Those among them that BASE could not have: what they are about could not be read or decided there. */
  readonly unseen: ReadonlySet<Finding>
  /** Those among them that were suppressed in BASE. */
  readonly unwaived: ReadonlySet<Finding>
  /** Suppressed in HEAD, and not in BASE: it counted there, or was not there. */
  readonly waived: readonly Waived[]
  readonly fixed: readonly Finding[]
  /** Gone from HEAD, where what they are about can no longer be read or decided. Nobody knows whether they are fixed. */
  readonly lost: readonly Finding[]
  readonly changed: readonly Reworded[]
  /** As they stand in HEAD. */
  readonly unchanged: readonly Finding[]
}

/** What a change has brought about: new findings, and those that say something else than they did. */
export const caused = ({ added, changed }: FindingsChange): readonly Finding[] => [...added, ...changed.map(({ head }) => head)]

/** `renamed` is from names of machines of BASE to those of HEAD. */
export function compareFindings(base: Side, head: Side, renamed: ReadonlyMap<string, string> = new Map()): FindingsChange {
  const { pairs, before, after } = pairUp(base, head, renamed)
  const alive = pairs.filter((pair) => !pair.base.suppression && !pair.head.suppression)
  const gone = before.flatMap(({ finding, suppression }) => (suppression ? [] : [finding]))
  const unwaived = pairs.flatMap((pair) => (pair.base.suppression && !pair.head.suppression ? [pair.head.finding] : []))
  const added = [...after.flatMap(({ finding, suppression }) => (suppression ? [] : [finding])), ...unwaived]
  const lost = new Set(gone.filter(eitherOf(undecidedIn(base, head), unjudgedIn(base, head))))
  return {
    added,
    unseen: new Set(added.filter(undecidedIn(head, base))),
    unwaived: new Set(unwaived),
    waived: [...pairs.filter(isWaived).flatMap((pair) => waivedBy(pair.head, true)), ...after.flatMap((each) => waivedBy(each, false))],
    fixed: gone.filter((finding) => !lost.has(finding)),
    lost: [...lost],
    changed: alive
      .filter(isChanged)
      .map(({ base: from, head: to }) => ({ base: from.finding, head: to.finding, direction: directionOf(from.finding, to.finding) })),
    unchanged: alive.filter((pair) => !isChanged(pair)).map(({ head: to }) => to.finding),
  }
}

/** Of one that stays what it was, the severity may still have been set otherwise. */
const isChanged = ({ base, head, same }: Pair): boolean => !same || base.finding.severity !== head.finding.severity

/** Whether a waiver covers what it did not cover before: nobody has seen that a server shuts down who agreed to less. */
const isWaived = ({ base, head }: Pair): boolean =>
  head.suppression !== undefined &&
  (base.suppression === undefined || (head.finding.consequence === 'shutdown' && base.finding.consequence !== 'shutdown'))

const waivedBy = ({ finding, suppression }: Pair['head'], known: boolean): Waived[] =>
  suppression ? [{ finding: { ...finding, suppression }, known }] : []

const eitherOf =
  (one: (finding: Finding) => boolean, other: (finding: Finding) => boolean) =>
  (finding: Finding): boolean =>
    one(finding) || other(finding)

/** Whether a finding is of a rule of a policy that HEAD has no longer, or not as it was: who weakens a rule has mended nothing. */
function unjudgedIn(base: Side, head: Side): (finding: Finding) => boolean {
  const other = new Set(
    changedPolicies(base.report.fleet, head.report.fleet).flatMap(({ name, rules }) =>
      rules.filter(({ change }) => change === 'removed' || change === 'changed').map(({ id }) => `policy/${name}/${id}`),
    ),
  )
  return ({ rule }) => other.has(rule)
}

function directionOf(base: Finding, head: Finding): Reworded['direction'] {
  if (base.severity === head.severity) return 'other'
  return atLeast(head.severity, base.severity) ? 'worse' : 'better'
}

/** Whether a finding of one side is about what the other could not read, or could not decide. */
function undecidedIn(own: Side, other: Side): (finding: Finding) => boolean {
  const unread = unreadFiles(other)
  const names = pathsByName(own.report.fleet)
  const key = (rule: string, of: string): string => `${rule} ${of}`
  const gaps = new Set(other.report.coverage.unchecked.map(({ rule, of }) => key(rule, of)))
  const { dark } = other.report.fleet.unread
  return (finding) => {
    if (unreading.has(finding.rule)) return false
    const [, name] = names(finding)
    return (
      unread.has(own.nameOf(finding.file)) ||
      (dark && unread.size > 0 && name !== undefined && !isIn(other, String(name))) ||
      [finding.server, name].some((of) => of !== undefined && gaps.has(key(finding.rule, String(of))))
    )
  }
}

const isIn = ({ report: { fleet } }: Side, name: string): boolean =>
  fleet.serverNamed.has(name) || fleet.bridgeNamed.has(name) || fleet.poolNamed.has(name)

/** What HEAD cannot decide, and BASE could. */
export function newGaps(base: Side, head: Side): readonly Unchecked[] {
  const key = ({ rule, missing, of }: Unchecked): string => JSON.stringify([rule, missing, of])
  const known = new Set(base.report.coverage.unchecked.map(key))
  return head.report.coverage.unchecked.filter((gap) => !known.has(key(gap)))
}
