/** What a licence viewer shows of licence files and of a server's own reports. */
import { check, type Report } from '../check.ts'
import type { Finding } from '../finding.ts'
import type { Release } from '../knowledge/release.ts'
import type { License } from '../model/fleet.ts'
import { isSound } from '../model/grant.ts'
import { type Evidence, type EvidenceKind, evidenceKind } from '../source/evidence.ts'
import type { Input } from '../source/open.ts'
import { inLicense, inReport, type NotUnderstood } from './not-understood.ts'
import { type ReportView, viewReport } from './report-view.ts'
import { type Change, changesOf, type Host, hostsOf, type Total, totalsOf } from './totals.ts'
import { type ViewedLine, viewLines } from './viewed-line.ts'

export interface View {
  /** The day on which terms are judged, as YYYY-MM-DD. */
  readonly asOf: string
  /** The release for which the files are judged, as it was asked for. */
  readonly release: Release | undefined
  readonly files: readonly FileView[]
  readonly reports: readonly ReportView[]
  /** What the licence files grant that can be relied on; none where there is no such file. */
  readonly totals: readonly Total[]
  /** The later days on which totals change. */
  readonly changes: readonly Change[]
  /** Days on which lines begin or end that are too many to be told. */
  readonly moreChanges: number
  readonly hosts: readonly Host[]
  readonly moreHosts: number
  /** Host ids that every line names which is tied to one. Where there are hosts and none in common, no server is granted all. */
  readonly commonHosts: readonly string[]
  readonly notUnderstood: readonly NotUnderstood[]
  /** Those that lie in the files. */
  readonly findings: readonly Finding[]
  /** The texts as they may be shown, by file. */
  readonly texts: Report['texts']
}

export interface FileView {
  readonly file: string
  /** Whether it is sound and of Cisco Unity, so that it is added up. */
  readonly reliable: boolean
  readonly lines: readonly ViewedLine[]
}

/** Views files that are open already, on a day. Without a release nothing is judged that hangs on one. */
export async function view(inputs: readonly Input[], asOf: string, release?: Release): Promise<View> {
  const kinds = await Promise.all(inputs.map(({ bytes }) => evidenceKind(bytes)))
  const spec = { file: specFile, bytes: Buffer.from(JSON.stringify(specOf(kinds, release))) }
  const openNamed = (_: string, path: string) => inputs[Number(path)] ?? { file: path, reason: 'it was not opened' }
  const report = await check([spec], { asOf, today: asOf }, { openNamed })
  const { servers } = report.fleet
  const licenses = servers.flatMap((server) => server.licenses ?? [])
  const byFile = new Map(licenses.flatMap(({ evidence }) => (evidence ? [[evidence.document.file, evidence] as const] : [])))
  const all = inputs.flatMap(({ file }) => byFile.get(file) ?? [])
  const reliable = new Set(licenses.filter(isSound).map(({ evidence }) => evidence?.document.file))

  const holder = servers.find((server) => server.licenses?.some(({ spec }) => spec.kind === 'file'))
  const counted = holder && { ...holder, licenses: holder.licenses?.filter(isCounted) ?? [] }
  const lines = holder && counted ? viewLines(holder, counted, asOf) : new Map<string, readonly ViewedLine[]>()
  const files = all.filter(({ observation }) => !observation)
  const some = counted && counted.licenses.length > 0
  const { changes, more: moreChanges } = some ? changesOf(counted, asOf, release) : { changes: [], more: 0 }
  const { hosts, common, more: moreHosts } = some ? hostsOf(counted, asOf, release) : { hosts: [], common: [], more: 0 }
  return {
    asOf,
    release,
    files: files.map(({ document: { file } }) => ({ file, reliable: reliable.has(file), lines: lines.get(file) ?? [] })),
    reports: all.flatMap((evidence) => (evidence.observation ? [viewReport(evidence, evidence.observation)] : [])),
    totals: some ? totalsOf(counted, asOf, release) : [],
    changes,
    moreChanges,
    hosts,
    moreHosts,
    commonHosts: common,
    notUnderstood: all.flatMap((evidence) =>
      evidence.observation ? inReport(evidence) : inLicense(evidence, lines.get(evidence.document.file) ?? []),
    ),
    findings: findingsIn(report, all),
    texts: report.texts,
  }
}

// No file has such a name.
const specFile = '\0'

/**
 * The files as a spec names them. One report beside licence files is taken for one of their server, so that the two are compared;
 * of several no one knows whose they are. Without a release the version is one that nothing is known of.
 */
function specOf(kinds: readonly EvidenceKind[], release: Release | undefined): object {
  const entries = kinds.map((kind, index) => ({ kind, path: String(index) }))
  const files = entries.filter(({ kind }) => kind === 'file')
  const observed = entries.filter(({ kind }) => kind === 'observed')
  const together = files.length > 0 && observed.length === 1
  const groups = together ? [[...files, ...observed]] : [...(files.length > 0 ? [files] : []), ...observed.map((each) => [each])]
  return {
    apiVersion: 'cuspec/v1',
    kind: 'Deployment',
    metadata: { name: 'licenses' },
    servers: groups.map((licenses, index) => ({
      name: groups.length > 1 ? `server ${index + 1}` : 'this server',
      version: release?.id ?? 'unknown',
      licenses,
    })),
  }
}

const isCounted = (license: License): boolean => license.spec.kind === 'file' && isSound(license)

/** The findings that lie in the files. Of the spec that names them, nothing is shown. */
function findingsIn({ findings }: Report, all: readonly Evidence[]): Finding[] {
  const files = new Set(all.map(({ document }) => document.file))
  const within = ({ file }: { readonly file: string }): boolean => files.has(file)
  return all.flatMap(({ document }) =>
    findings
      .filter(({ file }) => file === document.file)
      .map(({ server: _, ...finding }) => ({ ...finding, related: finding.related.filter(within) })),
  )
}
