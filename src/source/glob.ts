/** Patterns on the command line that the shell did not expand. Loaded only when there is one. */
import { globSync } from 'tinyglobby'

/** The files that a pattern matches, links not followed. Folders do not match. */
export function glob(pattern: string): string[] {
  return globSync(pattern.replaceAll('\\', '/'), { dot: false, expandDirectories: false, followSymbolicLinks: false, onlyFiles: true })
}
