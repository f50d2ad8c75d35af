/** What to say of a release that is not in the version line. */
import { findRelease, unadorned, versionLine } from '../knowledge/release.ts'
import { didYouMean, renaming } from './names.ts'

const spellings = versionLine.map(({ id }) => id)

/** A release as people write it, with the numbers before its maintenance number. */
const numbered = /^(\d+\.\d+)(?:\(\d+\)|(?:\.\d+)*)$/

/** What to write instead, as the end of a message: the releases of the same line, or the one that is a slip of the pen away. */
export function knownNear(version: string): string {
  const line = numbered.exec(version)?.[1]
  if (line === undefined) return didYouMean(version, spellings) || `; known: ${spellings.join(', ')}`
  const [major] = line.split('.')
  const near = spellings.filter((spelling) => spelling.startsWith(line))
  const wider = spellings.filter((spelling) => spelling.startsWith(`${major}.`))
  if (near.length > 0) return `; known of ${line}: ${near.join(', ')}`
  return wider.length > 0 ? `; known of ${major}.x: ${wider.join(', ')}` : `; no source names a ${major}.x; known: ${spellings.join(', ')}`
}

/** That no source names a release, with those that may have been meant. */
export const unknownRelease = (version: string): string =>
  `\`${version}\` is not a release of Cisco Unity that any source names${knownNear(version)}`

/** What is a release but for what stands around it is that release. A slip of the pen in the figures may be one in any of them. */
export function releaseMending(version: string): ReturnType<typeof renaming> {
  const text = unadorned(version).find(findRelease)
  if (text !== undefined) return { fix: { title: `write ${text}`, text, applicability: 'safe' } }
  return numbered.test(version) ? {} : renaming(version, spellings)
}
