/** The bytes of a licence file as text: UTF-8, else Latin-1, whose eight-bit characters FLEXlm files may have. */
import { isUtf8 } from 'node:buffer'
import { wideEncoding } from '../decode.ts'
import type { Fault } from '../fault.ts'
import { limits } from '../limits.ts'

const again = 'fetch the file again another way'

/** The text without its byte order mark; no text where a fault says why. */
export function textOf(bytes: Buffer): { readonly text: string; readonly fault?: Fault } {
  if (bytes.length > limits.license) return refuse('more than 1 MiB, but a licence file has a few KiB')
  const wide = wideEncoding(bytes)
  if (wide) return refuse(`the text is ${wide}, but a licence file has one byte a character; save it so, or ${again}`)
  const text = isUtf8(bytes) ? bytes.toString('utf8').replace(/^\uFEFF/, '') : bytes.toString('latin1')
  return isBinary(bytes) ? refuse(`these bytes are no text, so that this is no licence file; ${again}`) : { text }
}

const refuse = (message: string): { text: string; fault: Fault } => ({ text: '', fault: { start: 0, end: 0, message } })

/** Whether there are null bytes, or more control characters than a damaged text would have. */
function isBinary(bytes: Buffer): boolean {
  if (bytes.includes(0)) return true
  let controls = 0
  for (const byte of bytes) if (byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1a) controls++
  return controls > bytes.length / 10
}
