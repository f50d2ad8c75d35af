/** Whether two lines say the same, told without giving away what they say. */
import { createHmac, randomBytes } from 'node:crypto'
import type { Word } from './word.ts'

// A short signature has so few digits that a plain digest could be tried out; this key is never written anywhere.
const key = randomBytes(32)

/** A digest of a line: of its fields in order and of its signed attributes in any. `raw` is the text with its signatures. */
export function identityOf(raw: string, words: readonly Word[]): string {
  const fields: string[] = []
  const attributes: string[] = []
  for (const { name, pieces } of words) {
    const value = pieces.map(([from, to]) => raw.slice(from, to)).join('')
    if (name === undefined) fields.push(value)
    else if (/^SIGN\d*$/i.test(name)) attributes.push(`${name}=${value.replace(/\s/g, '').toUpperCase()}`)
    // Hexadecimal digits are the same in either case.
    else if (name === 'HOSTID') attributes.push(`${name}=${value.trim().split(/\s+/).map(digitsAlike).join(' ')}`)
    else if (/[A-Z]/.test(name)) attributes.push(`${name}=${value.trim().replace(/\s+/g, ' ')}`)
  }
  return createHmac('sha256', key)
    .update(JSON.stringify([fields, attributes.sort()]))
    .digest('hex')
}

const digitsAlike = (word: string): string => (/^[\dA-F]{12}$/i.test(word) ? word.toUpperCase() : word)
