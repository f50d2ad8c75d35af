/** The places in specs at which a finding may be waived. */
import type { Report } from '../check.ts'
import type { Finding } from '../finding.ts'

export interface Home {
  readonly file: string
  readonly document: number
  readonly lines: readonly number[]
}

/**
 * Where a finding may be waived: on the line where it begins. A licence file is not ours to write in, so a finding in one is waived
 * where a spec names it: at the licence entry, or at the path in it.
 */
export function homes({ fleet, locate }: Report): (finding: Finding) => readonly Home[] {
  const namings = new Map([...fleet.namings].map(([{ file }, named]) => [file, named]))
  return ({ file, document, range, server }) => {
    const named = namings.get(file)
    if (!named) return [{ file, document, lines: [range.start.line] }]
    const own = named.filter(({ machine }) => machine.name === server)
    return (own.length > 0 ? own : named).map(({ license }) => {
      const entry = locate(license)
      const path = locate({ document: license.document, path: [...license.path, 'path'] })
      return { file: entry.file, document: entry.document, lines: [...new Set([entry.range.start.line, path.range.start.line])] }
    })
  }
}
