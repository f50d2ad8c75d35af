/** Which files can be relied on, and what is found in them. */
import type { Report } from '../check.ts'
import type { Finding, Location } from '../finding.ts'
import { cite, otherProduct } from '../knowledge/knowledge.ts'
import type { License } from '../model/fleet.ts'
import { isSound } from '../model/grant.ts'
import { reports } from '../model/observation.ts'
import { type Evidence, locatorOfEvidence, offsetPath } from '../source/evidence.ts'
import type { Fault } from '../source/fault.ts'
import type { LicenseLine } from '../source/flexlm/license-text.ts'
import type { Span } from '../source/places.ts'

/** Whether a file was read, is sound, and of Cisco Unity. */
export const isReliable = (license: License): boolean =>
  license.evidence !== undefined && isSound(license) && foreignIn(license.evidence) === undefined

/**
 * The findings that lie in files, most serious of them that a file is not sound. Where no rule says why a file cannot be relied on,
 * its own faults do, so that none passes unsaid.
 */
export function findingsIn({ findings }: Report, all: readonly Evidence[]): Finding[] {
  const files = new Set(all.map(({ document }) => document.file))
  return all.flatMap((evidence) => {
    const { file } = evidence.document
    const told = findings
      .filter((finding) => finding.file === file)
      .map(({ server: _, ...finding }) => ({ ...finding, related: finding.related.filter((other) => files.has(other.file)) }))
    return told.some(({ severity }) => severity === 'error') ? told : [...untold(evidence), ...told]
  })
}

function untold(evidence: Evidence): Finding[] {
  const { observation, document } = evidence
  const foreign = foreignIn(evidence)
  const inMeaning = observation ? reports(observation).faults : foreign ? [foreign.fault] : []
  const faults = [...evidence.faults, ...inMeaning].filter(({ severity }) => severity === undefined)
  const locate = locatorOfEvidence(evidence)
  const place = ({ start, end }: Fault): Location => ({
    file: document.file,
    document: document.number,
    ...locate(offsetPath([start, end])),
  })
  return faults.map((fault) => ({
    rule: 'license-file-sound',
    severity: 'error',
    message: fault.message,
    ...place(fault),
    related: (fault.related ?? []).map((other) => ({ ...place(other), message: other.message })),
    cites: fault === foreign?.fault ? [cite(foreign.fact)] : [],
  }))
}

/** What in a licence file shows that it is of another product. */
function foreignIn({ lines }: Evidence): { readonly fault: Fault; readonly fact: string } | undefined {
  const named = lines.flatMap(namesIn)
  const foreign = otherProduct(named.map(({ name }) => name))
  const mark = named.find(({ name }) => name === foreign?.because)
  if (!foreign || !mark) return undefined
  const [start, end] = mark.at
  const message = `\`${foreign.because}\` is a name of ${foreign.product}, so this is no licence file of Cisco Unity`
  return { fault: { start, end, message }, fact: foreign.fact.id }
}

function namesIn(line: LicenseLine): { readonly name: string; readonly at: Span }[] {
  if (!('feature' in line)) return []
  const { feature, places, span, vendorString, options } = line
  return [
    { name: feature, at: places.get('feature') ?? span },
    ...vendorString.map(({ name, span: at }) => ({ name, at })),
    ...[...options].map(([name, { span: at }]) => ({ name, at })),
  ]
}
