/** Licence files and reports as a spec declares them: what is in force, grouped by host id, expiry and PAK. */
import type { FeatureFact, FeatureName } from '../knowledge/fact.ts'
import type { ReportView } from './report-view.ts'
import type { ViewedLine } from './viewed-line.ts'
import type { View } from './viewer.ts'

/** One `kind: declared` entry, and where it was read. */
export interface Declaration {
  readonly hostId?: string
  readonly expires?: string
  readonly pak?: string
  readonly entitlements: readonly (readonly [name: FeatureName, amount: number | true])[]
  readonly from: readonly { readonly file: string; readonly lines: readonly number[] }[]
}

/** Something that no entry can say, and why. */
export interface Omission {
  readonly file: string
  readonly line?: number
  readonly why: string
}

export interface Declarations {
  readonly entries: readonly Declaration[]
  readonly omitted: readonly Omission[]
}

/** What the licence files of a view grant on its day. */
export function declareFiles({ files }: Pick<View, 'files'>): Declarations {
  const groups = new Map<string, { readonly file: string; readonly line: ViewedLine }[]>()
  const omitted: Omission[] = []
  for (const { file, reliable, lines } of files) {
    if (!reliable) omitted.push({ file, why: 'it cannot be relied on' })
    else {
      for (const line of lines) {
        const why = whyNot(line)
        if (why !== undefined) omitted.push({ file, line: line.line, why })
        if (line.state !== 'in-force' || !line.grants.some(({ amount }) => amount)) continue
        const { hostIds, grant, pak } = line
        const key = JSON.stringify([[...hostIds].sort(), grant.expires, pak || undefined])
        groups.set(key, [...(groups.get(key) ?? []), { file, line }])
      }
    }
  }
  const entries = [...groups.values()].flatMap((members) => declare(members, omitted))
  return { entries, omitted }
}

/** What a server reports; what it pools no entry can say, since no source tells whether it reports its own. */
export function declareReport({ file, rows, pooling }: ReportView): Declarations {
  const shared = ({ pooled }: FeatureFact): boolean => pooled && pooling === true
  const held = rows.filter(({ feature, licensed }) => licensed && !shared(feature))
  const omitted = rows.flatMap(({ feature, licensed }) =>
    licensed && shared(feature) ? [{ file, why: `whether its ${feature.title} are its own or those of its pool is not known` }] : [],
  )
  if (held.length === 0) return { entries: [], omitted }
  const entitlements = held.map(({ feature, licensed = 0 }) => [feature.name, feature.counted ? licensed : true] as const)
  return { entries: [{ entitlements, from: [{ file, lines: [] }] }], omitted }
}

const reasons: Readonly<Record<Exclude<ViewedLine['state'], 'in-force'>, string | undefined>> = {
  expired: 'it has expired',
  'not-started': 'it has not begun',
  superseded: 'a later line has taken its place',
  'perhaps-superseded': 'a later line may have taken its place',
  'second-feature': 'another FEATURE line counts instead',
  repeated: 'the same line stands in a file above',
  unreliable: 'its file cannot be relied on',
  'not-understood': undefined,
}

/** Why a line is not declared, or not all of it. What is not understood is told apart. */
function whyNot({ state, grant: { overdraft } }: ViewedLine): string | undefined {
  if (state !== 'in-force') return reasons[state]
  return overdraft ? `its OVERDRAFT of ${overdraft} is not declared: whether it may be used is not known` : undefined
}

// The most that the schema of a spec takes.
const mostInSpec = 2 ** 31 - 1

function declare(members: readonly { readonly file: string; readonly line: ViewedLine }[], omitted: Omission[]): Declaration[] {
  const [first] = members
  if (!first) return []
  const sums = new Map<FeatureFact, number>()
  for (const { feature, amount = 0 } of members.flatMap(({ line }) => line.grants)) {
    if (amount > 0) sums.set(feature, (sums.get(feature) ?? 0) + amount)
  }
  const entitlements = [...sums].flatMap(([{ name, counted, title }, amount]) => {
    if (amount <= mostInSpec) return [[name, counted ? amount : (true as const)] as const]
    omitted.push({ file: first.file, line: first.line.line, why: `${amount} ${title} are more than a spec can say` })
    return []
  })
  const { hostIds, grant, pak } = first.line
  const lines = (file: string): number[] => members.flatMap((member) => (member.file === file ? [member.line.line] : []))
  const files = [...new Set(members.map(({ file }) => file))]
  return entitlements.length === 0
    ? []
    : [
        {
          ...(hostIds.length > 0 && { hostId: hostIds.join(' ') }),
          ...(grant.expires !== undefined && { expires: grant.expires }),
          ...(pak && { pak }),
          entitlements,
          from: files.map((file) => ({ file, lines: lines(file) })),
        },
      ]
}

/** Whether it is sure that nothing is in force, so that a spec may say that no licence is held. */
export const holdsNone = ({ files, notUnderstood }: Pick<View, 'files' | 'notUnderstood'>): boolean =>
  files.length > 0 &&
  notUnderstood.length === 0 &&
  files.every(
    ({ reliable, lines }) => reliable && lines.every(({ state, grants }) => isNothing(state) || grants.every(({ amount }) => amount === 0)),
  )

const isNothing = (state: ViewedLine['state']): boolean => ['expired', 'not-started', 'superseded', 'second-feature'].includes(state)
