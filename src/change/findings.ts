/** Which findings are the same on both sides of a change, and which are new, fixed or other than they were. */
import { atLeast, type Finding, type Path, type Unchecked } from '../finding.ts'
import { pathsByName } from '../review/identity.ts'
import type { Side } from './side.ts'

export interface Reworded {
  readonly base: Finding
  readonly head: Finding
  /** By severity. */
  readonly direction: 'worse' | 'better' | 'other'
}

export interface FindingsChange {
  readonly added: readonly Finding[]
  /** Those among them that BASE could not have: what they are about could not be read or decided there. */
  readonly unseen: ReadonlySet<Finding>
  readonly fixed: readonly Finding[]
  /** Gone from HEAD, where what they are about can no longer be read or decided. Nobody knows whether they are fixed. */
  readonly lost: readonly Finding[]
  readonly changed: readonly Reworded[]
  /** As they stand in HEAD. */
  readonly unchanged: readonly Finding[]
}

/** What a change has brought about: new findings, and those that say something else than they did. */
export const caused = ({ added, changed }: FindingsChange): readonly Finding[] => [...added, ...changed.map(({ head }) => head)]

/** What is looked at to tell findings apart. */
interface Known {
  readonly finding: Finding
  readonly file: string
  readonly path: Path
  /** Without what may be meant instead, which changes with everything around. */
  readonly message: string
  /** Whether the path names a part of the fleet, whose name is used once. */
  readonly named: boolean
}

/** From the surest sign that two findings are one to the least. The words of a finding count first, then its place. */
const signs: readonly ((each: Known) => unknown)[] = [
  ({ finding, file, path, message }) => [finding.rule, file, path, message],
  // A part has moved to another file, or the list around it has shifted.
  ({ finding, path, message, named }) => (named ? [finding.rule, path, message] : undefined),
  ({ finding, file, path, message }) => [finding.rule, file, path.slice(0, 2), message],
  ({ finding, path, message, named }) => (named ? [finding.rule, path.slice(0, 2), message] : undefined),
  ({ finding, file, path }) => [finding.rule, file, path],
  ({ finding, path, named }) => (named ? [finding.rule, path] : undefined),
]
/** By so many of them the words are the same. */
const sameWords = 4

/** `renamed` is from names of machines of BASE to those of HEAD. */
export function compareFindings(base: Side, head: Side, renamed: ReadonlyMap<string, string> = new Map()): FindingsChange {
  const pairs: { base: Known; head: Known; same: boolean }[] = []
  let [before, after] = [knownIn(base, renamed), knownIn(head, new Map())]
  const headFiles = new Set([...head.report.texts.keys()].map(head.nameOf))
  // A file that is gone may go on under another name.
  const moved = ({ finding, path, message, file, named }: Known, side: 'base' | 'head', baseFiles: ReadonlySet<string>): unknown =>
    !named && !(side === 'base' ? headFiles : baseFiles).has(file) ? [finding.rule, path, message] : undefined
  const baseFiles = new Set([...base.report.texts.keys()].map(base.nameOf))
  const match = (of: (each: Known, side: 'base' | 'head') => unknown, same: boolean): void => {
    const found = matched(before, after, of)
    pairs.push(...found.pairs.map((pair) => ({ ...pair, same })))
    before = found.before
    after = found.after
  }
  for (const [index, sign] of signs.entries()) {
    match(sign, index < sameWords)
    if (index === sameWords - 1) match((each, side) => moved(each, side, baseFiles), true)
  }
  const gone = before.map(({ finding }) => finding)
  const added = after.map(({ finding }) => finding)
  const lost = new Set(gone.filter(undecidedIn(base, head)))
  // Of one that stays what it was, the severity may still have been set otherwise.
  const isChanged = ({ base: from, head: to, same }: (typeof pairs)[number]): boolean =>
    !same || from.finding.severity !== to.finding.severity
  return {
    added,
    unseen: new Set(added.filter(undecidedIn(head, base))),
    fixed: gone.filter((finding) => !lost.has(finding)),
    lost: [...lost],
    changed: pairs
      .filter(isChanged)
      .map(({ base: from, head: to }) => ({ base: from.finding, head: to.finding, direction: directionOf(from.finding, to.finding) })),
    unchanged: pairs.filter((pair) => !isChanged(pair)).map(({ head: to }) => to.finding),
  }
}

function directionOf(base: Finding, head: Finding): Reworded['direction'] {
  if (base.severity === head.severity) return 'other'
  return atLeast(head.severity, base.severity) ? 'worse' : 'better'
}

function knownIn({ report, nameOf }: Side, renamed: ReadonlyMap<string, string>): Known[] {
  const byName = pathsByName(report.fleet)
  return report.findings.map((finding) => {
    const path = byName(finding).map((step) => renamed.get(String(step)) ?? step)
    const told = finding.message.replace(/; did you mean [\s\S]*$/, '')
    const message = [...renamed].reduce((text, [old, name]) => text.replaceAll(old, name), told)
    return { finding, file: nameOf(finding.file), path, message, named: typeof path[1] === 'string' && path[0] !== 'failover' }
  })
}

/** Pairs off, in their order, those of which `sign` says the same. */
function matched(
  before: readonly Known[],
  after: readonly Known[],
  sign: (each: Known, side: 'base' | 'head') => unknown,
): { readonly pairs: { base: Known; head: Known }[]; readonly before: Known[]; readonly after: Known[] } {
  const waiting = new Map<string, Known[]>()
  const taken = new Set<Known>()
  for (const each of before) {
    const key = sign(each, 'base')
    if (key === undefined) continue
    const written = JSON.stringify(key)
    const some = waiting.get(written)
    if (some) some.push(each)
    else waiting.set(written, [each])
  }
  const pairs = after.flatMap((head) => {
    const key = sign(head, 'head')
    const base = key === undefined ? undefined : waiting.get(JSON.stringify(key))?.shift()
    if (!base) return []
    taken.add(base).add(head)
    return [{ base, head }]
  })
  return { pairs, before: before.filter((each) => !taken.has(each)), after: after.filter((each) => !taken.has(each)) }
}

/** Whether a finding of one side is about what the other could not read, or could not decide. */
function undecidedIn(own: Side, other: Side): (finding: Finding) => boolean {
  const unread = new Set(
    other.report.findings.flatMap(({ rule, severity, file }) => (severity === 'error' && unreading.has(rule) ? [other.nameOf(file)] : [])),
  )
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

/** Rules whose errors keep a document from being read. */
const unreading: ReadonlySet<string> = new Set(['yaml-syntax', 'schema'])

const isIn = ({ report: { fleet } }: Side, name: string): boolean =>
  fleet.serverNamed.has(name) || fleet.bridgeNamed.has(name) || fleet.poolNamed.has(name)

/** What HEAD cannot decide, and BASE could. */
export function newGaps(base: Side, head: Side): readonly Unchecked[] {
  const key = ({ rule, missing, of }: Unchecked): string => JSON.stringify([rule, missing, of])
  const known = new Set(base.report.coverage.unchecked.map(key))
  return head.report.coverage.unchecked.filter((gap) => !known.has(key(gap)))
}
