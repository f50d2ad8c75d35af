/** From what someone typed to topics: an exact name, else a search for words in names and texts. */
import { findRelease, versionLine } from '../../knowledge/release.ts'
import { suggest } from '../../source/suggest.ts'
import { type Kind, kinds, type Topic } from './explanation.ts'
import { wordSearch } from './search.ts'
import { unnamedRelease } from './unnamed.ts'

export type Found =
  | { readonly kind: 'one'; readonly topic: Topic }
  | { readonly kind: 'several'; readonly topics: readonly Topic[] }
  /** The names nearest to it, the nearest first. */
  | { readonly kind: 'none'; readonly near: readonly string[] }

/** Finds what is meant by `asked`. Case, dashes, blanks and underscores do not count. */
export function find(asked: string, topics: readonly Topic[]): Found {
  const wanted = fold(asked.slice(0, longest))
  if (wanted === '') return { kind: 'none', near: [] }
  const exact = levels.map((named) => topics.filter((topic) => named(topic, wanted, asked)))
  const named = exact.find(({ length }) => length > 0) ?? releasesMeant(asked.slice(0, longest), topics)
  // A symbol of the product that is not known is not another one that shares a word with it.
  if (named.length === 0 && symbol.test(asked.trim())) return { kind: 'none', near: nearest(asked, topics) }
  const found = named.length > 0 ? named : wordSearch(asked.slice(0, longest), topics)
  const [first] = found
  if (first && found.length === 1) return { kind: 'one', topic: first }
  if (found.length > 0) return { kind: 'several', topics: found }
  return { kind: 'none', near: nearest(asked, topics) }
}

const symbol = /^eAvLicErr_\w+$/i

/** Nobody looks for more. */
const longest = 200

/** Ways to be named, the surest first. An id is meant where it is written as one, not where its words happen to be asked for. */
const levels: readonly ((topic: Topic, wanted: string, asked: string) => boolean)[] = [
  ({ exactly }, _, asked) => exactly?.includes(asked.trim()) ?? false,
  ({ name }, _, asked) => name.toLowerCase() === asked.trim().toLowerCase(),
  ({ name, kind }, wanted) => !byId.includes(kind) && fold(name) === wanted,
  ({ names }, wanted) => names.some((name) => fold(name) === wanted),
  ({ title, kind }, wanted) => kind !== 'fact' && fold(title) === wanted,
  ({ name }, wanted) => fold(name) === wanted,
  ({ prefixes = [] }, _, asked) => prefixes.some((prefix) => asked.trim().toLowerCase().startsWith(prefix.toLowerCase())),
]

/** Topics whose names are ids. */
const byId: readonly Kind[] = ['fact', 'unknown']

/** A name without what does not count in it. */
export const fold = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('licence', 'license')
    .replace(/[\s_"'`“”‘’-]/g, '')
    .replace(/[.?!…]+$/, '')

/** Releases that are written with a build or an engineering special, as a line (`4.0`, `4.x`), or that no source names (`4.0(6)`, `6.0`). */
function releasesMeant(asked: string, topics: readonly Topic[]): readonly Topic[] {
  const written = /^(?:release|version|unity|v)?\s*(\d{1,2}(?:\.\d+)*(?:\(\d+\))?)(?:\.x|\s*ES\s*\d+)?$/i.exec(asked.trim())?.[1]
  if (written === undefined) return []
  const release = findRelease(written)
  const line = versionLine.filter(({ id }) => id.startsWith(`${written}.`) || id.startsWith(`${written}(`))
  const names = release ? [release.id] : line.length > 0 ? line.map(({ id }) => id) : [`${Number.parseInt(written, 10)}.x`]
  const found = topics.filter(({ name, kind }) => kind === 'release' && names.includes(name))
  return found.length > 0 || !written.includes('.') ? found : unnamedRelease(written)
}

const mostNear = 3

function nearest(asked: string, topics: readonly Topic[]): readonly string[] {
  const names = new Set(
    [...topics].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind)).flatMap(({ name, names: others }) => [name, ...others]),
  )
  const near: string[] = []
  while (near.length < mostNear) {
    const name = suggest(asked, names)
    if (name === undefined) break
    near.push(name)
    names.delete(name)
  }
  return near
}
