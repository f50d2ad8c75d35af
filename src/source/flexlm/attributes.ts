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
  const strays: Word[] = []
  const twice = new Map<string, Word>()
  for (const word of words) {
    // A quoted word without a name is an old way to write VENDOR_STRING.
    if (word.name === undefined && word.quoted) continue
    if (word.name === undefined && /^\*+"?$/.test(word.text)) loose.push(word)
    else if (isStray(word)) strays.push(word)
    else {
      const written = word.name ?? word.text
      const name = known.has(written.toUpperCase()) ? written.toUpperCase() : written
      if (named.has(name)) {
        if (!twice.has(name)) twice.set(name, word)
        continue
      }
      named.set(name, word.name === undefined ? { ...word, value: '', pieces: [], valueSpan: [word.span[1], word.span[1]] } : word)
      if (name === written) continue
      faults.push({ ...at(nameSpan(word), `\`${written}\` is read as ${name}, which FLEXlm writes in capitals`), severity: 'warning' })
    }
  }
  const [again] = twice
  // Where several stand twice, two lines have become one, and the words between them are the fields of the second.
  if (again) faults.push(doubled(...again, named, twice.size))
  else if (strays[0]) faults.push(stray(strays.find(({ text }) => text.includes('"')) ?? strays[0]))
  return { named, faults, loose }
}

const isStray = ({ name, text, value, quoted }: Word): boolean =>
  name === undefined ? !/^[A-Z][A-Z0-9_]*$/.test(text) : !quoted && value.includes('"')

function doubled(name: string, word: Word, named: ReadonlyMap<string, Word>, times: number): Fault {
  const others = times === 1 ? '' : `, as do ${times - 1} more; have two lines become one?`
  const first = named.get(name) ?? word
  return { ...at(nameSpan(word), `${name} stands twice in this line${others}`), related: [at(nameSpan(first), 'the first one')] }
}

/** The name of an attribute, where it stands. */
const nameSpan = ({ span, name }: Word): Span => (name === undefined ? span : [span[0], span[0] + name.length])

/** The value of an attribute, or all of it where there is no value. */
export const placeOf = ({ span, valueSpan }: Word): Span => (valueSpan[1] > valueSpan[0] ? valueSpan : span)

function stray(word: Word): Fault {
  if (word.text.includes('"')) return at(word.span, 'a double quote stands within a value, which may hold anything else')
  return { ...at(word.span, 'this word is no attribute; a value with blanks in it needs double quotes'), severity: 'warning' }
}

const at = ([start, end]: Span, message: string): Fault => ({ start, end, message })
