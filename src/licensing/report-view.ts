/** What a server reports of itself: licensed, in use, and left. */
import type { FeatureFact } from '../knowledge/fact.ts'
import { features } from '../knowledge/knowledge.ts'
import { reports } from '../model/observation.ts'
import type { Evidence } from '../source/evidence.ts'
import type { Observation } from '../source/observed/observation.ts'

export interface ReportView {
  readonly file: string
  /** Undefined where the file is neither. */
  readonly form: Observation['form']
  readonly rows: readonly ReportRow[]
  /** Whether pooling is enabled; undefined where it is not reported. */
  readonly pooling: boolean | undefined
  /** Whether the server is licensed as a primary or stand-alone server; undefined where it is not reported. */
  readonly primary: boolean | undefined
}

/** Of a feature, what is licensed and in use; a capability counts 1. Undefined where it is not reported. */
export interface ReportRow {
  readonly feature: FeatureFact
  readonly licensed: number | undefined
  readonly used: number | undefined
  /** Undefined also where the server pools its users, or counts several kinds of them: no source says whether it then reports its own, or one kind. */
  readonly left: number | undefined
}

export function viewReport({ document: { file } }: Evidence, observation: Observation): ReportView {
  const { entitlements, use, pooling, primary } = reports(observation)
  const inUse: Readonly<Record<string, { readonly value: number } | undefined>> = use
  const rows = features.flatMap((feature): ReportRow[] => {
    const licensed = entitlements[feature.name]?.value
    const used = inUse[feature.name]?.value
    if (licensed === undefined && used === undefined) return []
    // Nor does one say whether the subscribers in use have those of unified messaging among them.
    const mixed = feature.name === 'voiceMailUsers' && (entitlements.unifiedMessagingUsers?.value ?? 1) > 0
    const shared = mixed || (feature.pooled && pooling?.value === true)
    return [{ feature, licensed, used, left: licensed === undefined || used === undefined || shared ? undefined : licensed - used }]
  })
  return { file, form: observation.form, rows, pooling: pooling?.value, primary: primary?.value }
}
