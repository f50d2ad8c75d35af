/** The files that a command line names one by one, opened. */
import { type Failure, looksLikeSpec, placeOf, shown } from './files.ts'
import { openTyped } from './named.ts'
import type { Input } from './open.ts'

/** Opens each file once, however often it is named; `-` is standard input, which stands for the file `standard`. */
export function openAll(
  paths: readonly string[],
  standard: string,
): { readonly inputs: readonly Input[]; readonly failures: readonly Failure[] } {
  const inputs: Input[] = []
  const failures: Failure[] = []
  const seen = new Set<string>()
  const piped = paths.includes('-') ? placeOf(standard) : undefined
  for (const path of paths) {
    const name = path === '-' ? standard : path
    const place = placeOf(name)
    // Two names may lead to one file, and standard input may stand for one that is named, too.
    if (seen.has(place) || (path !== '-' && piped === place)) continue
    seen.add(place)
    const named =
      name === '' ? { file: '""', reason: 'no file has an empty name' } : openTyped(path === '-' ? 0 : path, shown(name) || name)
    if ('reason' in named) failures.push({ path: named.file, reason: named.reason })
    else if (looksLikeSpec(named.bytes)) failures.push({ path: named.file, reason: 'it is a spec, which cuspec lint reads' })
    else inputs.push(named)
  }
  return { inputs, failures }
}
