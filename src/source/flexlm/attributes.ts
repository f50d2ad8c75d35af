/** The attributes behind the fixed fields of a line: keyword=value, or a keyword alone. */
import type { Fault } from '../fault.ts'
import type { Span } from '../places.ts'
import type { Word } from './word.ts'

export interface Attributes {
  /** By name, the first of each. Those with a field of their own in a line are found whatever their case. */
  readonly named: ReadonlyMap<string, Word>
  readonly faults: readonly Fault[]
  /** Words without `=` that are part of a signature whose quotes are lost. */
  readonly loose: readonly Word[]
}

const known = new Set(['HOSTID', 'SIGN', 'NOTICE', 'VENDOR_STRING', 'ISSUED', 'START', 'SUPERSEDE', 'OVERDRAFT', 'COMPONENTS'])

export function attributesOf(words: readonly Word[]): Attributes {
  const named = new Map<string, Word>()
  const faults: Fault[] = []
  const loose: Word[] = []
  let strayed = false
  for (const word of words) {
    if (word.name === undefined && /^\*+"?$/.test(word.text)) {
      loose.push(word)
      continue
    }
    const written = word.name ?? word.text
    const misread = word.name === undefined && !/^[A-Z][A-Z0-9_]*$/.test(word.text)
    if (misread || (!word.quoted && word.value.includes('"'))) {
      if (!strayed && !(word.quoted && word.name === undefined)) faults.push(stray(word))
      strayed = true
      continue
    }
    const name = known.has(written.toUpperCase()) ? written.toUpperCase() : written
    if (name !== written)
      faults.push({ ...at(nameSpan(word), `\`${written}\` is read as ${name}, which FLEXlm writes in capitals`), severity: 'warning' })
    const first = named.get(name)
    if (first) {
      const related = [at(nameSpan(first), 'the first one')]
      faults.push({ ...at(nameSpan(word), `${name} stands twice in this line`), related })
    } else named.set(name, word)
  }
  return { named, faults, loose }
}

/** The name of an attribute, where it stands. */
export const nameSpan = ({ span, name }: Word): Span => (name === undefined ? span : [span[0], span[0] + name.length])

/** The value of an attribute, or all of it where there is no value. */
export const placeOf = ({ span, valueSpan }: Word): Span => (valueSpan[1] > valueSpan[0] ? valueSpan : span)

/** A quoted word without a name is an old way to write VENDOR_STRING; others belong nowhere. */
function stray(word: Word): Fault {
  if (word.text.includes('"')) return at(word.span, 'a double quote stands within a value, which may hold anything else')
  return { ...at(word.span, 'this word is no attribute; a value with blanks in it needs double quotes'), severity: 'warning' }
}

const at = ([start, end]: Span, message: string): Fault => ({ start, end, message })
