/** What a shell can offer after the name of a command: words that cuspec knows, files, or nothing. */

export interface OfferedFlag {
  readonly name: string
  readonly summary: string
  /** The words that it takes, or of what kind they are where nobody knows them beforehand; `nothing` for a switch. */
  readonly takes: readonly string[] | 'files' | 'text' | 'nothing'
}

export interface Offer {
  readonly command: string
  readonly summary: string
  readonly flags: readonly OfferedFlag[]
  readonly takes: OfferedFlag['takes']
}

/** In single quotes, for every POSIX shell. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** The first sentence of a summary, without its full stop: a line of a menu is short. */
export const brief = (summary: string): string => summary.replace(/[.;:](?:\s[\s\S]*)?$/, '')
