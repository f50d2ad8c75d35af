/** The file that a path of a snapshot leads to, over links that stay in it. */
import { posix } from 'node:path'
import type { Blob } from './blobs.ts'
import type { Entries, Entry } from './repository.ts'

const mostLinks = 40

/** Follows links as the disk would; `read` gives what a link says. Says why where the path leads to no file. */
export function follow(
  entries: Entries,
  path: string,
  read: (id: string) => Blob,
): { readonly entry: Entry } | { readonly reason: string } {
  const absent = (links: number) => ({ reason: `there is no such file${links > 0 ? '; a link of that name leads nowhere' : ''}` })
  const outside = { reason: 'it lies outside of the repository, where nothing is read' }
  let at = path
  for (let links = 0; links <= mostLinks; links++) {
    if (at === '..' || at.startsWith('../'))
      return links === 0 ? outside : { reason: 'a link leads outside of the repository, where nothing is read' }
    const steps = at.split('/')
    const turn = steps.findIndex((_, index) => entries.has(steps.slice(0, index + 1).join('/')))
    const place = steps.slice(0, turn + 1).join('/')
    const entry = turn < 0 ? undefined : entries.get(place)
    if (!entry) return [...entries.keys()].some((name) => name.startsWith(`${at}/`)) ? { reason: 'it is a folder' } : absent(links)
    const rest = steps.slice(turn + 1).join('/')
    if (entry.mode === '160000') return { reason: `it lies in ${place}, a submodule, which is not read` }
    if (entry.mode !== '120000') return rest === '' ? { entry } : { reason: 'there is no such file' }
    const target = read(entry.id)
    if ('reason' in target) return target
    const to = target.toString('utf8')
    if (posix.isAbsolute(to)) return { reason: 'a link leads outside of the repository, where nothing is read' }
    at = posix.normalize(posix.join(posix.dirname(place), to, rest))
  }
  return { reason: 'its links lead in a circle' }
}
