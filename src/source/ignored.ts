/** Patterns as in a `.gitignore`, held against places on the disk. Loaded only where there are some. */
import { isAbsolute, relative, sep } from 'node:path'
import ignore from 'ignore'

/** Whether what lies at a place is ignored. Places are absolute, links to their folders followed. */
export type Ignored = (place: string, folder: boolean) => boolean

/** `patterns` speak of what lies below the folder `root`. Capitals count, so that every machine agrees. */
export function ignoring(root: string, patterns: readonly string[]): Ignored {
  const matcher = ignore({ ignorecase: false }).add(patterns)
  return (place, folder) => {
    const below = relative(root, place)
    if (below === '' || isAbsolute(below) || below === '..' || below.startsWith(`..${sep}`)) return false
    return matcher.ignores(below.split(sep).join('/') + (folder ? '/' : ''))
  }
}
