/** The version line. Its order is the order of `releases.json`; nothing is read out of the digits but their spelling. */
import type { ReleaseFact } from './fact.ts'
import releases from './releases.json' with { type: 'json' }

export interface Release {
  /** As the vendor writes it: 4.0(5). */
  readonly id: string
  /** Its place in the version line, from 0. */
  readonly place: number
  /** Set where the spec names a build or an engineering special, as it is written behind: `.135` of 2.4.6.135. */
  readonly build?: string
}

const line: readonly Release[] = releases.map(({ release }, place) => ({ id: release, place }))
const bySpelling = new Map<string, Release>()
for (const release of line) {
  bySpelling.set(release.id, release)
  bySpelling.set(dotted(release.id), release)
}
const withBuilds: ReadonlyMap<string, ReleaseFact> = new Map(releases.filter(({ builds }) => builds).map((fact) => [fact.release, fact]))

/** All releases, the oldest first. */
export const versionLine: readonly Release[] = line

/** The release that a spec writes as `4.0(5)`, `4.0.5`, with an engineering special as `4.0(5) ES12` or, where builds are numbered, `2.4.6.135`. */
export function findRelease(written: string): Release | undefined {
  const known = bySpelling.get(written)
  if (known) return known
  const [, special = '', number] = /^(.*?)[ -]?ES ?(\d{1,4})$/i.exec(written) ?? []
  const patched = bySpelling.get(special)
  if (patched && number !== undefined) return { ...patched, build: ` ES${number}` }
  const match = /^(.+)\.(\d+)$/.exec(written)
  const base = match?.[1] !== undefined && withBuilds.has(match[1]) ? bySpelling.get(match[1]) : undefined
  return base && match?.[2] !== undefined ? { ...base, build: `.${match[2]}` } : undefined
}

/** What may have been meant by a release with words, blanks or quotation marks around or within it, or with another bracket. */
export function unadorned(written: string): readonly string[] {
  const bare = written
    .replace(/[\s“”‘’"']/g, '')
    .replace(/^(?:cisco|unity|bridge|version|release|v)+[.:]?(?=\d)/i, '')
    .replace(/[[{](\d+)[\]}]?$/, '($1)')
  return bare === '' ? [] : [bare, `${bare})`]
}

/** Whether a release lies in a range, both ends included. */
export function within(release: Release, range: { readonly from: string; readonly to: string }): boolean {
  const [from, to] = ends.get(range) ?? endsOf(range)
  return release.place >= from && release.place <= to
}

/** Whether a release came before a range began. */
export const isBefore = (release: Release, range: { readonly from: string; readonly to: string }): boolean =>
  release.place < (ends.get(range) ?? endsOf(range))[0]

const ends = new WeakMap<object, readonly [from: number, to: number]>()

function endsOf(range: { readonly from: string; readonly to: string }): readonly [from: number, to: number] {
  const found = [placeOf(range.from), placeOf(range.to)] as const
  ends.set(range, found)
  return found
}

/** The release as a person writes it, build and all. */
export const spell = (release: Release): string => (release.build === undefined ? release.id : `${release.id}${release.build}`)

function placeOf(id: string): number {
  const release = bySpelling.get(id)
  if (!release) throw new Error(`the release ${id} is not in the version line`)
  return release.place
}

/** `4.0(5)` as `4.0.5`. */
function dotted(id: string): string {
  return id.replace(/\((\d+)\)$/, '.$1')
}
