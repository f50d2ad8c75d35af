/** The output of net-snmp's `snmpwalk`: one object a line, by number or by name. Only objects of CISCO-UNITY-MIB are readings. */
import type { Span } from '../places.ts'
import type { Reading } from './observation.ts'

export interface Walk {
  readonly readings: readonly Reading[]
  /** Lines that give an object of any MIB. */
  readonly objects: number
  /** The first line on which the agent says that it has no such object. */
  readonly absent: Span | undefined
  /** The first line on which the agent did not answer. */
  readonly timeout: Span | undefined
  /** Whether most lines hold a value and no name, as the options -Ov and -Oqv leave it. */
  readonly nameless: boolean
}

// As `snmpwalk` abbreviates a number by the MIBs that it knows.
const bases: ReadonlyMap<string, string> = new Map([
  ['iso', '1'],
  ['enterprises', '1.3.6.1.4.1'],
  ['cisco', '1.3.6.1.4.1.9'],
  ['ciscoMgmt', '1.3.6.1.4.1.9.9'],
  ['ciscoUnityMIB', '1.3.6.1.4.1.9.9.385'],
  ['ciscoUnityMIBObjects', '1.3.6.1.4.1.9.9.385.1'],
  ['ciscoUnityGeneralInfo', '1.3.6.1.4.1.9.9.385.1.1'],
  ['ciscoUnityGlobalInfo', '1.3.6.1.4.1.9.9.385.1.2'],
])
const module = '1.3.6.1.4.1.9.9.385.'

// `NAME = TYPE: VALUE`; with -OQ without the type, with -Oq without the equals sign, too.
const line = /^[ \t]*([^\s=]{1,300})(?: = ?| )/
const object = /^(?:[A-Za-z][\w-]*::[A-Za-z]|\.?1\.3\.\d|\.?iso\.|enterprises\.|ciscoUnity)/
const short = /^[a-z]\w*(?:\.\d+)+$/
const type = /^(?:Wrong Type \([^)]*\): )?(?:[A-Z][A-Za-z0-9-]*: )?/
const typed = /^[ \t]*(?:Gauge32|INTEGER|STRING|Hex-STRING|Counter(?:32|64)|Timeticks|OID|IpAddress|Wrong Type \([^)]*\)): /
const bare = /^[ \t]*(?:\d+|true|false)[ \t]*$/
const none = /^No (?:Such (?:Object|Instance)|more variables left)\b/

/** Reads every line, and passes over those that give no object. Strings in quotes may run over several lines. */
export function readWalk(text: string): Walk {
  const readings: Reading[] = []
  let objects = 0
  let values = 0
  let lines = 0
  let absent: Span | undefined
  let timeout: Span | undefined
  for (let start = 0; start < text.length; ) {
    const end = endOfLine(text, start)
    const content = text.slice(start, end).trimEnd()
    const span: Span = [start, start + content.length]
    const [head, written] = line.exec(content) ?? []
    let next = end + 1
    if (content !== '') lines++
    if (head && written && (object.test(written) || (short.test(written) && head.includes('=')))) {
      objects++
      const rest = content.slice(head.length)
      const from = start + head.length + (type.exec(rest)?.[0].length ?? 0)
      const name = nameOf(written)
      if (none.test(rest)) absent ??= span
      else if (name !== undefined) {
        const nameFrom = start + head.indexOf(written)
        const value = text.slice(from, span[1])
        readings.push({ name, value, at: [from, span[1]], nameAt: [nameFrom, nameFrom + written.length] })
      }
      next = Math.max(next, afterString(text, from))
    } else if (/^[ \t]*Timeout: /.test(content)) timeout ??= span
    else if (typed.test(content) || bare.test(content)) values++
    start = next
  }
  return { readings, objects, absent, timeout, nameless: values * 2 > lines }
}

/** The name or number of an object of CISCO-UNITY-MIB, without what leads to it; undefined for any other. */
function nameOf(written: string): string | undefined {
  const parts = written
    .replace(/^[\w-]+::/, '')
    .split(/[.[\]]/)
    .filter((part) => part !== '')
  const last = parts.findLastIndex((part) => !/^\d+$/.test(part))
  const word = parts[last]
  const numbers = parts.slice(last + 1)
  const base = word === undefined ? undefined : bases.get(word)
  if (word?.startsWith('ciscoUnity') && base === undefined) return [word, ...numbers].join('.')
  const number = word === undefined ? numbers.join('.') : [base, ...numbers].join('.')
  return number.startsWith(module) ? number : undefined
}

/** The offset of the line after a quoted string that begins at `from`; 0 where none does, or it is never closed. */
function afterString(text: string, from: number): number {
  if (text[from] !== '"') return 0
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slash = at
    while (text[slash - 1] === '\\') slash--
    if ((at - slash) % 2 === 0) return endOfLine(text, at) + 1
  }
  return 0
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}
