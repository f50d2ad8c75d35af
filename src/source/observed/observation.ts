/** What a server says of its own licences, saved to a file: its page of effective licences, or a walk over its SNMP objects. */
import { isUtf8 } from 'node:buffer'
import type { Fault } from '../fault.ts'
import { limits } from '../limits.ts'
import type { Span } from '../places.ts'
import { readPage, rootTag } from './page.ts'
import { readWalk, type Walk } from './walk.ts'

/** One value that a server reports. */
export interface Reading {
  /** The tag, or the MIB object by name or number with its instance: `ciscoUnityPorts.0`, `1.3.6.1.4.1.9.9.385.1.2.2.0`. */
  readonly name: string
  readonly value: string
  /** Of the value. */
  readonly at: Span
  readonly nameAt: Span
}

export interface Observation {
  /** Undefined where the file is neither. */
  readonly form: 'effective-license-page' | 'snmp-walk' | undefined
  /** Offsets count in it. */
  readonly text: string
  /** In the order of the file, a name as often as it stands there. */
  readonly readings: readonly Reading[]
  readonly faults: readonly Fault[]
}

/** Reads a file of either form. A file that is neither has one fault, which says what it looks like. Never throws. */
export function readObservation(bytes: Buffer): Observation {
  if (bytes.length > limits.bytes) return neither('', `the file is larger than ${limits.bytes / 1024 / 1024} MiB`)
  const text = textOf(bytes)
  if (text.trim() === '') return neither(text, 'the file is empty')
  if (text.includes('\0')) return neither(text, 'the file is binary')
  const root = /^\s*(?:[^\s<]\s+)?</.test(text) ? rootOf(text) : undefined
  if (root === rootTag) return { form: 'effective-license-page', text, ...readPage(text) }
  if (root !== undefined) return neither(text, describeMarkup(root))
  const walk = readWalk(text)
  if (walk.readings.length > 0) return { form: 'snmp-walk', text, readings: walk.readings, faults: brokenOff(walk) }
  return neither(text, describe(text, walk), walk.objects > 0 || walk.timeout || walk.nameless ? 'snmp-walk' : undefined)
}

/** A file without a reading, whose fault stands at its first line. */
function neither(text: string, what: string, form?: Observation['form']): Observation {
  const start = Math.max(0, text.search(/\S/))
  const end = start + text.slice(start).search(/[\r\n]|$/)
  const message = form ? what : `${what}; expected the page avxml/effectivelicense.asp, or an snmpwalk of .1.3.6.1.4.1.9.9.385`
  return { form, text, readings: [], faults: [{ start, end, message }] }
}

/** Browsers save pages as UTF-16, and so does a Windows console what it is told to write to a file. Other bytes than UTF-8 are taken one for one. */
function textOf(bytes: Buffer): string {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return bytes.toString('utf16le', 2)
  if (a === 0xfe && b === 0xff) return swapped(bytes).toString('utf16le', 2)
  if (a !== 0 && b === 0) return bytes.toString('utf16le')
  if (a === 0 && b !== undefined && b !== 0) return swapped(bytes).toString('utf16le')
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1', a === 0xef && b === 0xbb && bytes[2] === 0xbf ? 3 : 0)
}

const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16()

/** The first tag of a text that begins with `<`, or what stands in place of one. */
const rootOf = (text: string): string => /<(?=[^!?\s])([^\s<>/]+)/.exec(text.replace(/<!DOCTYPE\s+(?=html\b)/i, '<'))?.[1] ?? ''

function describeMarkup(root: string): string {
  if (/^html$/i.test(root)) return 'this is an HTML page, such as one to log in or one that reports an error'
  return root ? `this is markup whose first tag is \`${root.slice(0, 40)}\`, not \`${rootTag}\`` : 'this begins like XML, but has no tag'
}

function describe(text: string, { objects, absent, timeout, nameless }: Walk): string {
  if (timeout) return 'the server did not answer the snmpwalk'
  if (objects > 0)
    return `this is an snmpwalk ${absent ? 'of objects that the server does not have' : 'without an object of CISCO-UNITY-MIB; walk .1.3.6.1.4.1.9.9.385'}`
  if (/^[ \t]*(?:INCREMENT|FEATURE|UPGRADE|PACKAGE|SERVER|VENDOR)[ \t]+\S/m.test(text)) return 'this is the text of a licence file'
  if (nameless) return 'these are values without names, as snmpwalk writes them with -Ov or -Oqv; leave out the v'
  return 'this is neither XML nor the output of snmpwalk'
}

function brokenOff({ timeout }: Walk): Fault[] {
  if (!timeout) return []
  const [start, end] = timeout
  return [{ start, end, message: 'the server stopped answering here, so that objects may be missing', severity: 'warning' }]
}
