/** Patterns on the command line that the shell did not expand, as on Windows it never does. Loaded only when there is one. */
import { lstatSync } from 'node:fs'
import { sep } from 'node:path'
import { globSync } from 'tinyglobby'

/** A file that a pattern matches, or a link, which is not followed. */
export interface Match {
  readonly path: string
  readonly link: boolean
}

/** The files and links that `pattern` means. As in a shell a wildcard does not match a leading dot; `node_modules` is left alone. */
export function glob(pattern: string): Match[] {
  const written = sep === '/' ? pattern : pattern.replaceAll(sep, '/')
  const options = { dot: false, expandDirectories: false, followSymbolicLinks: false, onlyFiles: false, ignore: ['**/node_modules/**'] }
  return globSync(written, options).flatMap((path): Match[] => {
    const entry = lstatSync(path)
    return entry.isSymbolicLink() ? [{ path, link: true }] : entry.isFile() ? [{ path, link: false }] : []
  })
}
