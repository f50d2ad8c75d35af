/** SERVER, VENDOR, USE_SERVER and PACKAGE lines. Cisco Unity needs none of them; they are read as far as files show them. */
import type { Fault } from '../fault.ts'
import type { Span } from '../places.ts'
import { attributesOf } from './attributes.ts'
import type { Lexed } from './lex.ts'
import type { LicenseLine } from './lines.ts'
import type { Word } from './word.ts'

type Other = 'SERVER' | 'VENDOR' | 'DAEMON' | 'USE_SERVER' | 'PACKAGE'

export interface Read {
  /** Undefined where fields are missing. */
  readonly line?: LicenseLine
  readonly faults: readonly Fault[]
}

export function readOther(keyword: Other, { words, span }: Lexed): Read {
  const [first, second, third, fourth] = words
  if (!first || keyword === 'USE_SERVER') return { line: { keyword: 'USE_SERVER', span }, faults: [] }
  if (keyword === 'PACKAGE') return readPackage(words, span)
  if (!second) return missing(first, keyword === 'SERVER' ? 'a host and its host id' : 'the name of a vendor')
  if (keyword !== 'SERVER') return { line: { keyword, span, vendor: second.text }, faults: [] }
  if (!third) return missing(first, 'a host and its host id')
  const port = fourth && /^\d{1,5}$/.test(fourth.text) ? { port: Number(fourth.text) } : {}
  return { line: { keyword, span, host: second.text, hostIds: third.text.split(/\s+/).filter(Boolean), ...port }, faults: [] }
}

function readPackage(words: readonly Word[], span: Span): Read {
  const [keyword, name, vendor, fourth] = words
  if (!keyword || !name || !vendor) return keyword ? missing(keyword, 'a name and a vendor') : { faults: [] }
  const version = fourth && fourth.name === undefined && /^\d/.test(fourth.text) ? fourth : undefined
  const { named } = attributesOf(words.slice(version ? 4 : 3))
  const components = (named.get('COMPONENTS')?.value ?? '').split(/\s+/).filter(Boolean)
  const versioned = version ? { version: version.text } : {}
  return { line: { keyword: 'PACKAGE', span, name: name.text, vendor: vendor.text, ...versioned, components }, faults: [] }
}

const missing = ({ span: [start, end], text }: Word, what: string): Read => ({
  faults: [{ start, end, message: `${text.toUpperCase()} needs ${what}` }],
})
