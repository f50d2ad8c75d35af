/** Patterns on the command line that the shell did not expand, as on Windows it never does. Loaded only when there is one. */
import { sep } from 'node:path'
import picomatch from 'picomatch'

/** What a folder holds, or nothing where it cannot be looked into. */
export type List = (folder: string) => readonly Entry[]

export interface Entry {
  readonly name: string
  isDirectory(): boolean
  isFile(): boolean
  isSymbolicLink(): boolean
}

/** A file that a pattern matches, or a link that it matches. */
export interface Match {
  readonly path: string
  readonly link: boolean
}

/**
 * The files and links that `pattern` means. As in a shell a wildcard does not match a leading dot.
 * Links are not gone through, nor is `node_modules`, unless the pattern names it.
 */
export function* glob(pattern: string, list: List): Iterable<Match> {
  const written = sep === '/' ? pattern : pattern.replaceAll(sep, '/')
  // Brackets of this kind mean themselves in a shell.
  const { base, glob: wildcards } = picomatch.scan(written.replaceAll(/[()]/g, '\\$&'))
  const fits = picomatch(wildcards, { noextglob: true, nonegate: true, posix: true })
  const steps = wildcards.split('/')
  const hidden = steps.some((step) => step.startsWith('.'))
  function* search(folder: string, below: string): Iterable<Match> {
    for (const entry of list(folder)) {
      const { name } = entry
      const path = folder + name
      if (name.startsWith('.') && !hidden) continue
      if (entry.isDirectory() && (name !== 'node_modules' || steps.includes(name))) yield* search(`${path}/`, `${below}${name}/`)
      else if (!entry.isDirectory() && fits(below + name)) {
        if (entry.isFile() || entry.isSymbolicLink()) yield { path, link: entry.isSymbolicLink() }
      }
    }
  }
  yield* search(base === '' || base.endsWith('/') ? base : `${base}/`, '')
}
