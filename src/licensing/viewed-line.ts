/** The lines of a licence file as a viewer shows them: what each grants, and whether that counts on a day. */
import type { FeatureFact } from '../knowledge/fact.ts'
import { featureByTag, features } from '../knowledge/knowledge.ts'
import { hasExpired } from '../model/entitlement.ts'
import type { Server } from '../model/fleet.ts'
import { type Grant, linesOf } from '../model/grant.ts'
import { heldByLine } from '../model/held-by-file.ts'
import { macDigits } from '../model/mac.ts'
import type { GrantLine } from '../source/flexlm/license-text.ts'
import { date } from '../source/formats.ts'
import { lineStarts, positionAt } from '../source/text.ts'

/** Why a line is, or is not, added up. */
export type LineState =
  | 'in-force'
  | 'expired'
  | 'not-started'
  | 'superseded'
  /** A later line may have taken its place: one of the two has no day of issue. */
  | 'perhaps-superseded'
  /** Only the FEATURE line that is read first counts. */
  | 'second-feature'
  /** It stands in another file, too. */
  | 'repeated'
  /** Its file is not sound, or of another product. */
  | 'unreliable'
  | 'not-understood'

export interface ViewedLine {
  /** Of its first row, from 1. */
  readonly line: number
  readonly grant: GrantLine
  readonly state: LineState
  /** The words of HOSTID, each once, MAC addresses as twelve upper-case digits. */
  readonly hostIds: readonly string[]
  /** What it grants. The amount is undefined where it does not say, or not so that it is understood. */
  readonly grants: readonly { readonly feature: FeatureFact; readonly amount: number | undefined }[]
  /** Undefined where it names none; may be empty. */
  readonly pak: string | undefined
  readonly fileId: string | undefined
  readonly lineId: string | undefined
}

/** The FEATURE and INCREMENT lines of the licence files of `server`, by file, and whether they count on a day. `counted` has only those files that can be relied on. */
export function viewLines(server: Server, counted: Server, day: string): ReadonlyMap<string, readonly ViewedLine[]> {
  const seen = new Set<string>()
  const byFile = new Map<string, readonly ViewedLine[]>()
  for (const license of server.licenses ?? []) {
    const { evidence, spec } = license
    if (!evidence || spec.kind !== 'file') continue
    const starts = lineStarts(evidence.shown)
    const trusted = counted.licenses?.includes(license) === true
    const lines = linesOf(license).flatMap((grant): ViewedLine[] => {
      const { line } = grant
      if (!line) return []
      const repeated = seen.has(line.identity)
      if (trusted) seen.add(line.identity)
      const said = (name: string): string | undefined => line.notice.find((element) => element.name === name)?.value
      return [
        {
          line: positionAt(starts, line.span[0]).line,
          grant: line,
          state: !trusted ? 'unreliable' : repeated ? 'repeated' : stateOf(grant, line, counted, day),
          hostIds: hostsNamed(line),
          grants: grantsBy(grant, line),
          pak: said('PAK'),
          fileId: said('LicFileID'),
          lineId: said('LicLineID'),
        },
      ]
    })
    byFile.set(evidence.document.file, lines)
  }
  return byFile
}

/** The words of HOSTID, each once, MAC addresses as twelve upper-case digits. */
export const hostsNamed = ({ hostIds }: Pick<GrantLine, 'hostIds'>): readonly string[] => [
  ...new Set(hostIds.map((id) => macDigits(id) ?? id)),
]

/** What a line grants; of the feature that it is named for, 0 where it grants none. */
function grantsBy({ granted }: Grant, line: GrantLine): ViewedLine['grants'] {
  const named = featureByTag(line.feature)
  return features.flatMap((feature) => {
    const share = granted(feature.name)
    return share ? [{ feature, amount: share.amount }] : feature === named ? [{ feature, amount: 0 }] : []
  })
}

function stateOf(grant: Grant, line: GrantLine, server: Server, day: string): LineState {
  const known = grantsBy(grant, line).filter(({ amount }) => amount !== undefined)
  const some = known.find(({ amount }) => amount !== 0)?.feature
  if (!line.counts) return 'second-feature'
  if (known.length === 0) return 'not-understood'
  if (line.start !== undefined && line.start > day) return 'not-started'
  if (hasExpired(line.expires, day)) return 'expired'
  if (!some) return 'in-force'
  if (grant.granted(some.name)?.tag !== undefined) return 'not-understood'
  const { sure, possible } = heldByLine(some.name, grant, server, day)
  return sure > 0 ? 'in-force' : possible > 0 ? 'perhaps-superseded' : 'superseded'
}

/** The time that a LicFileID of 17 digits seems to be, as `2007-03-01 09:30:15.250`; no source says that it is one, or of which zone. */
export function stampOf(fileId: string): string | undefined {
  const [, year, month, day, hour = '', minute = '', second = '', rest] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})$/.exec(fileId) ?? []
  const written = `${year}-${month}-${day}`
  const runs = date(written) && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60
  return runs ? `${written} ${hour}:${minute}:${second}.${rest}` : undefined
}
