/** FEATURE, INCREMENT and UPGRADE lines: fixed fields, a signature, attributes. */
import type { Fault } from '../fault.ts'
import type { Span } from '../places.ts'
import { suggest } from '../suggest.ts'
import { type Attributes, attributesOf, placeOf } from './attributes.ts'
import { readDay } from './day.ts'
import { elementsOf } from './element.ts'
import { readFields } from './fields.ts'
import { identityOf } from './identity.ts'
import type { Lexed } from './lex.ts'
import type { Element, GrantLine, Option, Signature, UpgradeLine } from './lines.ts'
import { shapeOf, shapeOfKey } from './signature.ts'
import type { Word } from './word.ts'

interface Read {
  /** Undefined where fields are missing. */
  readonly line?: GrantLine | UpgradeLine
  readonly faults: readonly Fault[]
}

/** Reads a line and says what is wrong with it. `raw` is the text with its signatures. */
export function readTerms(raw: string, keyword: 'FEATURE' | 'INCREMENT' | 'UPGRADE', { words, span }: Lexed): Read {
  const fields = readFields(keyword, words)
  if ('message' in fields) return { faults: [fields] }
  const { feature, vendor, expires, count, versions, key } = fields
  const attributes = attributesOf(fields.attributes)
  const { named } = attributes
  const places = new Map(fields.places)
  if (key) places.set('key', key.span)
  for (const [name, word] of named) places.set(name, placeOf(word))
  const faults = [...fields.faults, ...attributes.faults]

  const hostIds = (named.get('HOSTID')?.value ?? '').split(/\s+/).filter(Boolean)
  const host = faultyHost(count, hostIds, named, places)
  const signature = signatureOf(raw, attributes, key, words[0]?.span ?? span)
  const vendorString = readElements(named.get('VENDOR_STRING'))
  const notice = readElements(named.get('NOTICE'))
  const issued = readDate(named.get('ISSUED'))
  const start = readDate(named.get('START'))
  const overdraft = readNumber(named.get('OVERDRAFT'))
  const supersede = named.get('SUPERSEDE')
  for (const fault of [host, signature.fault, vendorString.fault, issued.fault, start.fault, overdraft.fault]) if (fault) faults.push(fault)
  // NOTICE is text for people, and the product need not mind what is in it.
  if (notice.fault) faults.push({ ...notice.fault, severity: 'warning' })
  const terms = {
    span,
    feature,
    vendor,
    expires,
    count,
    hostIds,
    vendorString: vendorString.elements,
    notice: notice.elements,
    ...(issued.day !== undefined && { issued: issued.day }),
    ...(start.day !== undefined && { start: start.day }),
    ...(supersede && { supersede: wordsOf(supersede) ?? (true as const) }),
    ...(overdraft.number !== undefined && { overdraft: overdraft.number }),
    signature: signature.signature,
    options: optionsOf(named, { VENDOR_STRING: vendorString.elements, NOTICE: notice.elements }),
    places,
    identity: identityOf(raw, words),
  }
  return { line: versions.keyword === 'UPGRADE' ? { ...terms, ...versions } : { ...terms, ...versions, counts: true }, faults }
}

function faultyHost(
  count: GrantLine['count'],
  hostIds: readonly string[],
  named: Attributes['named'],
  places: GrantLine['places'],
): Fault | undefined {
  if (count === 'uncounted' && hostIds.length === 0) {
    const near = named.has('HOSTID') ? undefined : suggest('HOSTID', named.keys())
    const instead = near === undefined ? '' : `; is \`${near}\` meant to be one?`
    return at(places.get('count'), `an uncounted line needs a HOSTID, and this one has none${instead}`)
  }
  if (typeof count !== 'number' || !hostIds.includes('DEMO')) return undefined
  return at(places.get('HOSTID'), `the host id DEMO is for uncounted lines alone, and this one counts ${count}`)
}

function signatureOf(
  raw: string,
  { named, loose }: Attributes,
  key: Word | undefined,
  keyword: Span,
): { readonly signature: Signature; readonly fault?: Fault } {
  const sign = named.get('SIGN')
  const last = loose[loose.length - 1]
  if (sign && last)
    return {
      signature: 'odd',
      fault: at([sign.span[0], Math.max(sign.span[1], last.span[1])], 'the signature has blanks in it, but no double quotes around it'),
    }
  if (sign) return shapeOf(raw, sign)
  if (key) return shapeOfKey(raw, key)
  const near = suggest('SIGN', named.keys())
  return {
    signature: 'none',
    fault: at(keyword, `no SIGN= signs this line${near === undefined ? '' : `; is \`${near}\` meant to be it?`}`),
  }
}

const readElements = (word: Word | undefined): ReturnType<typeof elementsOf> => (word ? elementsOf(word) : { elements: [] })

function readDate(word: Word | undefined): { readonly day?: string; readonly fault?: Fault } {
  const read = word && readDay(word.value)
  if (!read || 'never' in read) return {}
  return 'day' in read ? read : { fault: at(placeOf(word), `\`${word.value.slice(0, 40)}\` ${read.fault}`) }
}

function readNumber(word: Word | undefined): { readonly number?: number; readonly fault?: Fault } {
  if (!word) return {}
  return /^\d{1,15}$/.test(word.value)
    ? { number: Number(word.value) }
    : { fault: at(placeOf(word), `${word.name ?? word.text} is no number of licences`) }
}

const wordsOf = ({ name, value }: Word): readonly string[] | undefined =>
  name === undefined ? undefined : value.split(/\s+/).filter(Boolean)

const own = new Set(['HOSTID', 'ISSUED', 'START', 'SUPERSEDE', 'OVERDRAFT'])

function optionsOf(named: Attributes['named'], elements: Readonly<Record<string, readonly Element[]>>): ReadonlyMap<string, Option> {
  const options = new Map<string, Option>()
  for (const [name, word] of named) {
    if (own.has(name) || /^SIGN\d*$/i.test(name) || (elements[name]?.length ?? 0) > 0) continue
    options.set(name, { value: word.name === undefined ? '' : word.value, span: placeOf(word) })
  }
  return options
}

const at = ([start, end]: Span = [0, 0], message: string): Fault => ({ start, end, message })
