/** Where a logical line goes on when a physical one ends: with `\`, or without where it plainly does. */
import { suggest } from '../suggest.ts'
import { keywordOf, keywords } from './lines.ts'
import type { Row } from './rows.ts'

/** How a line that ends at a row goes on: in the row `to`, `broken` where no `\` says so; else it ends, and `why` if a `\` says otherwise. */
export type Following = { readonly to: number; readonly broken: boolean } | { readonly to?: undefined; readonly why?: string }

/** What has been read of a line when one of its rows ends. */
export interface Begun {
  readonly text: string
  /** The first word. */
  readonly keyword: string
  /** Words so far that are no attributes, counted up to seven. */
  readonly fields: number
  /** Whether quotes are open. */
  readonly quoted: boolean
  /** Whether a pseudo-XML tag is open. */
  readonly tagged: boolean
}

export function follow(rows: readonly Row[], at: number, begun: Begun): Following {
  const continued = rows[at]?.continues ?? false
  let to = at + 1
  while (continued && rows[to]?.blank) to++
  const next = rows[to]
  if (!next || next.blank) return continued ? { why: 'nothing follows' } : {}
  if (!continued) return belongs(next, begun) ? { to, broken: true } : {}
  if (begun.quoted)
    return beginsGrant(begun.text, next) ? { why: `\`${next.head}\` begins a line of its own` } : { to, broken: to > at + 1 }
  if (next.comment) return { why: 'a comment follows' }
  if (isKeyword(next)) return { why: `\`${next.head}\` begins a line of its own` }
  return { to, broken: to > at + 1 }
}

const isKeyword = ({ head }: Row): boolean => keywordOf(head) === head
const named = /^[A-Za-z_]\w*=/
const bare = /^(?:SUPERSEDE|TS_OK|FLOAT_OK|HOST_BASED|USER_BASED)$/
const covered = /^\*{4,}$/

/** Whether a row is the rest of a line that ended without `\`. */
function belongs(next: Row, { keyword, fields, quoted, tagged }: Begun): boolean {
  if (next.comment || keywordOf(next.head)) return false
  if (quoted) return true
  const grants = keyword === 'FEATURE' || keyword === 'INCREMENT' || keyword === 'UPGRADE'
  if (!grants && keyword !== 'PACKAGE') return false
  if (tagged || named.test(next.head) || bare.test(next.head) || covered.test(next.head)) return true
  return grants && fields < 6 && suggest(next.head, keywords) === undefined
}

/** Whether a row within open quotes is no text, but a FEATURE, INCREMENT or UPGRADE line with all its fields. */
function beginsGrant(text: string, next: Row): boolean {
  if (next.head !== 'FEATURE' && next.head !== 'INCREMENT' && next.head !== 'UPGRADE') return false
  return text.slice(next.first, Math.min(next.stop, next.first + 300)).split(/\s+/).length > 5
}
