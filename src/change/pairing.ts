/** Pairs off the findings of two sides that are one and the same, whether they count or are suppressed. */
import type { Finding, Path, Suppression } from '../finding.ts'
import { pathsByName } from '../review/identity.ts'
import type { Side } from './side.ts'

/** What is looked at to tell findings apart. */
export interface Known {
  readonly finding: Finding
  /** Why it does not count; undefined where it does. */
  readonly suppression: Suppression | undefined
  readonly file: string
  readonly path: Path
  /** Without what may be meant instead, which changes with everything around. */
  readonly message: string
  /** Whether the path names a part of the fleet, whose name is used once. */
  readonly named: boolean
}

export interface Pair {
  readonly base: Known
  readonly head: Known
  /** Whether they are the same by their words. */
  readonly same: boolean
}

export interface Pairing {
  readonly pairs: readonly Pair[]
  /** Those of BASE and of HEAD that the other side has not. */
  readonly before: readonly Known[]
  readonly after: readonly Known[]
}

type Sign = (each: Known, side: 'base' | 'head') => unknown

/** From the surest sign that two findings are one to the least. The words of a finding count first, then its place. */
const signs: readonly Sign[] = [
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
export function pairUp(base: Side, head: Side, renamed: ReadonlyMap<string, string>): Pairing {
  const pairs: Pair[] = []
  let [before, after] = [knownIn(base, renamed), knownIn(head, new Map())]
  const headFiles = new Set([...head.report.texts.keys()].map(head.nameOf))
  const baseFiles = new Set([...base.report.texts.keys()].map(base.nameOf))
  // A file that is gone may go on under another name.
  const moved: Sign = ({ finding, path, message, file, named }, side) =>
    !named && !(side === 'base' ? headFiles : baseFiles).has(file) ? [finding.rule, path, message] : undefined
  const match = (of: Sign, same: boolean): void => {
    const found = matched(before, after, of)
    pairs.push(...found.pairs.map((pair) => ({ ...pair, same })))
    before = found.before
    after = found.after
  }
  // Of several that are alike, those that count are one, and those that are suppressed.
  const alike =
    (sign: Sign): Sign =>
    (each, side) => {
      const key = sign(each, side)
      return key === undefined ? undefined : [key, each.suppression === undefined]
    }
  for (const [index, sign] of [...signs.slice(0, sameWords), moved, ...signs.slice(sameWords)].entries()) {
    match(alike(sign), index <= sameWords)
    match(sign, index <= sameWords)
  }
  return { pairs, before, after }
}

function knownIn({ report, nameOf }: Side, renamed: ReadonlyMap<string, string>): Known[] {
  const byName = pathsByName(report.fleet)
  const known = (finding: Finding, suppression: Suppression | undefined): Known => {
    const path = byName(finding).map((step) => renamed.get(String(step)) ?? step)
    const told = finding.message.replace(/; did you mean [\s\S]*$/, '')
    const message = [...renamed].reduce((text, [old, name]) => text.replaceAll(old, name), told)
    return { finding, suppression, file: nameOf(finding.file), path, message, named: typeof path[1] === 'string' && path[0] !== 'failover' }
  }
  return [
    ...report.findings.map((finding) => known(finding, undefined)),
    ...report.suppressed.map((finding) => known(finding, finding.suppression)),
  ]
}

/** Pairs off, in their order, those of which `sign` says the same. */
function matched(
  before: readonly Known[],
  after: readonly Known[],
  sign: Sign,
): { readonly pairs: readonly Omit<Pair, 'same'>[]; readonly before: Known[]; readonly after: Known[] } {
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
