/** What delivered licence files grant, share by share, and what of it cannot be counted whatever was ordered. */
import type { Finding } from '../../../finding.ts'
import type { FeatureName } from '../../../knowledge/fact.ts'
import { cite, features } from '../../../knowledge/knowledge.ts'
import { addTo } from '../../../model/add-to.ts'
import { counted } from '../../../model/figure.ts'
import type { Fleet } from '../../../model/fleet.ts'
import { type Grant, isSound, linesOf, strangerIn } from '../../../model/grant.ts'
import type { Granted } from '../../../model/license-line.ts'
import { type HostId, readHostId } from '../../../model/mac.ts'
import { lineStarts, positionAt } from '../../../source/text.ts'
import type { Delivery, Remark, RemarkKind } from './delivery.ts'

export type LicenseFile = Extract<Delivery, { kind: 'licenses' }>

/** A line of a licence file that came. */
export interface DeliveredLine {
  readonly delivery: LicenseFile
  readonly grant: Grant
  readonly host: HostId | undefined
  /** What its file is warned of that stands in this line. */
  readonly warnings: readonly Finding[]
  readonly remark: (kind: RemarkKind, message: string, ...facts: readonly string[]) => Remark
}

/** One feature that a line grants. */
export interface Share extends DeliveredLine {
  readonly feature: FeatureName
  readonly granted: Granted
}

export interface Shares {
  /** The lines that count once, of files that can be relied on. */
  readonly lines: readonly DeliveredLine[]
  readonly shares: readonly Share[]
  /** Those of files that cannot be relied on. */
  readonly unreliable: readonly Share[]
  readonly remarks: readonly Remark[]
}

/** Makes remarks on a place in a delivered file. */
export const remarkAt =
  (file: string | undefined, line: number | undefined) =>
  (kind: RemarkKind, message: string, ...facts: readonly string[]): Remark => ({ kind, file, line, message, cites: facts.map(cite) })

export function sharesOf(fleet: Fleet, files: readonly LicenseFile[]): Shares {
  const known = new Map(heldIn(fleet))
  const lines: DeliveredLine[] = []
  const unreliable: DeliveredLine[] = []
  const remarks: Remark[] = []
  for (const delivery of files) {
    const sound = isSound(delivery.license)
    if (!sound) remarks.push(distrust(delivery))
    const again = new Map<string, DeliveredLine[]>()
    for (const line of linesIn(delivery)) {
      if (!sound) {
        unreliable.push(line)
        continue
      }
      const first = known.get(line.grant.identity)
      if (first) addTo(again, JSON.stringify([first.file, first.of]), line)
      else if (line.grant.line?.counts) lines.push(line)
      else remarks.push(line.remark('superseded', 'only the FEATURE line that is read first counts, and this is another', 'license-lines'))
      if (!first) known.set(line.grant.identity, { file: delivery.file })
    }
    for (const twins of again.values()) remarks.push(...repeated(known, twins))
  }
  return { lines, shares: lines.flatMap(split), unreliable: unreliable.flatMap(split), remarks }
}

/** Where a line stands already; `of` is the machine for which the spec lists it. */
interface Known {
  readonly file: string
  readonly of?: string
}

function* heldIn({ servers, bridges }: Fleet): Iterable<[string, Known]> {
  for (const { name, licenses = [] } of [...servers, ...bridges])
    for (const license of licenses)
      for (const { identity, document } of linesOf(license)) yield [identity, { file: document.file, of: name }]
}

/** Lines that came again from one file, which is told of once. */
function repeated(known: ReadonlyMap<string, Known>, twins: readonly DeliveredLine[]): readonly Remark[] {
  const [first] = twins
  const place = first && known.get(first.grant.identity)
  if (!place) return []
  const { file, of } = place
  const what = twins.length === 1 ? 'this line stands' : `this line and ${counted(twins.length - 1, 'others')} stand`
  return of === undefined
    ? [first.remark('duplicate', `${what} in ${file}, too: counted once`, 'license-lines-differ')]
    : [first.remark('already-held', `${what} in ${file}, which the spec lists for ${of}: not received anew`, 'license-lines-differ')]
}

function distrust({ file, license, findings }: LicenseFile): Remark {
  const stranger = license.evidence && strangerIn(license.evidence)
  const first = findings.find(({ severity }) => severity === 'error')
  const remark = remarkAt(file, first?.range.start.line)
  if (stranger)
    return remark('unreliable', `\`${stranger.tag}\` belongs to ${stranger.product}, so that nothing in this file counts`, stranger.fact.id)
  return remark('unreliable', `nothing in this file counts, since it is not sound: ${first?.message ?? license.evidence?.reason ?? ''}`)
}

function linesIn(delivery: LicenseFile): DeliveredLine[] {
  const starts = lineStarts(delivery.shown)
  const warnings = delivery.findings.filter(({ severity }) => severity === 'warning')
  return linesOf(delivery.license).map((grant) => {
    const [first, last] = (grant.line?.span ?? [0, 0]).map((offset) => positionAt(starts, offset).line)
    return {
      delivery,
      grant,
      host: grant.hostId === undefined ? undefined : readHostId(grant.hostId),
      warnings: warnings.filter(({ range: { start } }) => start.line >= (first ?? 1) && start.line <= (last ?? 1)),
      remark: remarkAt(delivery.file, first),
    }
  })
}

const split = (line: DeliveredLine): Share[] =>
  features.flatMap(({ name }) => {
    const granted = line.grant.granted(name)
    return granted ? [{ ...line, feature: name, granted }] : []
  })
