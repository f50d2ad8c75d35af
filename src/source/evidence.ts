/** A file that a licence entry of a spec names, read as what the entry says it is: a licence file, or what a server reports. */
import type { Path, Range } from '../finding.ts'
import type { Fault } from './fault.ts'
import type { LicenseLine } from './flexlm/license-text.ts'
import type { Named, OpenNamed } from './named.ts'
import type { Observation } from './observed/observation.ts'
import { lineStarts, rangeAt } from './text.ts'

/** The kinds of licence entry that name a file. */
export type EvidenceKind = 'file' | 'observed'

/** Addresses lead to `lines` by index and field, such as `[2, 'expires']`, or are offsets: `['offset', 120, 132]`. */
export interface Evidence {
  /** The file, as the one document in it. */
  readonly document: { readonly file: string; readonly number: number }
  /** The text as it may be shown: without signatures, offsets as in the file. */
  readonly shown: string
  readonly lines: readonly LicenseLine[]
  readonly observation?: Observation
  readonly faults: readonly Fault[]
  /** Why the file could not be opened. */
  readonly reason?: string
}

/** A licence entry that names a file: by which spec, and as what. */
export interface Naming {
  readonly spec: string
  readonly kind: EvidenceKind
  readonly path: string
}

/** What the specs of a run name, each file once. */
export interface Gathered {
  readonly all: readonly Evidence[]
  readonly find: (naming: Naming) => Evidence | undefined
}

/** Opens and reads every file that licence entries name. */
export async function gather(namings: Iterable<Naming>, openNamed: OpenNamed): Promise<Gathered> {
  const byNaming = new Map<string, Evidence>()
  const byFile = new Map<string, Evidence>()
  const key = ({ spec, kind, path }: Naming): string => JSON.stringify([spec, kind, path])
  for (const naming of namings) {
    if (byNaming.has(key(naming))) continue
    const named = openNamed(naming.spec, naming.path)
    const place = `${naming.kind} ${named.file}`
    const evidence = byFile.get(place) ?? (await readEvidence(naming.kind, named))
    byFile.set(place, evidence)
    byNaming.set(key(naming), evidence)
  }
  return { all: [...byFile.values()], find: (naming) => byNaming.get(key(naming)) }
}

/** Reads what was opened. Never throws for what it says; a file that could not be opened holds nothing but the reason. */
async function readEvidence(kind: EvidenceKind, named: Named): Promise<Evidence> {
  const empty: Evidence = { document: { file: named.file, number: 1 }, shown: '', lines: [], faults: [] }
  if ('reason' in named) return { ...empty, reason: named.reason }
  if (kind === 'file') {
    const { readLicense } = await import('./flexlm/license-text.ts')
    return { ...empty, ...readLicense(named.bytes) }
  }
  const { readObservation } = await import('./observed/observation.ts')
  const observation = readObservation(named.bytes)
  return { ...empty, shown: observation.text, observation, faults: observation.faults }
}

/** What a file is of which nothing is said: a report of a server where it has the form of one, else a licence file. */
export async function evidenceKind(bytes: Buffer): Promise<EvidenceKind> {
  const { readObservation } = await import('./observed/observation.ts')
  return readObservation(bytes).form === undefined ? 'file' : 'observed'
}

/** The way from addresses in evidence to its text. An address of offsets has no path to show. */
export function locatorOfEvidence({ shown, lines }: Evidence): (path: Path) => { readonly path: Path; readonly range: Range } {
  const starts = lineStarts(shown)
  return (path) => {
    const [first, second, third] = path
    if (first === 'offset' && typeof second === 'number' && typeof third === 'number') {
      return { path: [], range: rangeAt(shown, starts, [second, third]) }
    }
    const line = typeof first === 'number' ? lines[first] : undefined
    const field = line && 'places' in line && typeof second === 'string' ? line.places.get(second) : undefined
    return { path, range: rangeAt(shown, starts, field ?? line?.span ?? [0, 0]) }
  }
}
