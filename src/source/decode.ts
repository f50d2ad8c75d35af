/** Bytes to text. YAML allows fewer characters than UTF-8 carries, and most readers look the other way. */
import { isUtf8 } from 'node:buffer'
import type { Fault } from './fault.ts'
import { limits } from './limits.ts'

export interface Decoded {
  readonly text: string
  readonly faults: readonly Fault[]
}

// C0, DEL and C1 controls are no YAML; a byte order mark belongs at the start alone.
const controls = '\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u0084\\u0086-\\u009F'
const bidirectional = '\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069'
const turns = new RegExp(`[${bidirectional}]`)
const unwanted = new RegExp(`[${controls}${bidirectional}\\uFEFF\\uFFFE\\uFFFF]`, 'g')

/** Decodes the bytes of a file as UTF-8, without its byte order mark. Offsets in faults count from there. */
export function decode(bytes: Buffer): Decoded {
  if (bytes.length > limits.bytes) {
    return refuse(`${megabytes(bytes.length)} or more, but a file may have at most ${megabytes(limits.bytes)}; split it`)
  }
  const wide = wideEncoding(bytes)
  if (wide) return refuse(`the text is ${wide}, but a spec is read as UTF-8; save it as UTF-8`)
  if (!isUtf8(bytes)) return notUtf8(bytes)
  const marked = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const text = bytes.toString('utf8', marked ? 3 : 0)
  return { text, faults: charactersIn(text) }
}

/** Finds characters that YAML forbids, and those that make text read otherwise than it is written. */
function charactersIn(text: string): Fault[] {
  const faults: Fault[] = []
  unwanted.lastIndex = 0
  for (let found = unwanted.exec(text); found && faults.length < limits.faults; found = unwanted.exec(text)) {
    const name = `U+${(text.codePointAt(found.index) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
    const harmless = turns.test(found[0]) && ({ severity: 'warning' } as const)
    faults.push({ start: found.index, end: found.index + 1, message: `the character ${name} ${trouble(found[0])}`, ...harmless })
  }
  return faults
}

function trouble(character: string): string {
  if (character === '\uFEFF') return 'is a byte order mark, which belongs at the start of a file only'
  if (turns.test(character)) return 'changes the direction of the text, so that it reads otherwise than it is written'
  if (character > '\uFFFD') return 'is no character of Unicode; remove it'
  return 'is a control character; remove it, or write it as an escape in double quotes'
}

const refuse = (message: string): Decoded => ({ text: '', faults: [{ start: 0, end: 0, message }] })

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`

/** The name of an encoding with more than one byte for every character, where the bytes begin like it. */
export function wideEncoding(bytes: Buffer): string | undefined {
  const [a, b, c, d] = bytes
  if (a === 0 && b === 0 && ((c === 0xfe && d === 0xff) || (c === 0 && d !== 0 && d !== undefined))) return 'UTF-32'
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'UTF-32' : 'UTF-16'
  if (a === 0xfe && b === 0xff) return 'UTF-16'
  if (a !== 0 && b === 0 && c === 0 && d === 0) return 'UTF-32'
  if (bytes.length > 1 && (a === 0) !== (b === 0)) return 'UTF-16'
  return undefined
}

function notUtf8(bytes: Buffer): Decoded {
  let valid = 0
  let broken = bytes.length
  while (broken - valid > 1) {
    const middle = (valid + broken) >> 1
    if (decodes(bytes.subarray(0, middle))) valid = middle
    else broken = middle
  }
  const text = new TextDecoder('utf-8', { fatal: false }).decode(bytes)
  const before = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(bytes.subarray(0, valid), { stream: true })
  const start = before.length - (before.startsWith('\uFEFF') ? 1 : 0)
  const byte = (bytes[Buffer.byteLength(before)] ?? 0).toString(16).toUpperCase().padStart(2, '0')
  return { text, faults: [{ start, end: start + 1, message: `the byte 0x${byte} is not UTF-8; save the file as UTF-8` }] }
}

/** Whether the bytes are the beginning of UTF-8: a character cut off at the end is none of its faults. */
function decodes(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
