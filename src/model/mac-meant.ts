/** The MAC address or host id that is meant by one that is nearly well formed. Digits are never added, left out or changed but by a person. */
import type { Correction } from '../finding.ts'
import { readHostId, readMac } from './mac.ts'

const separators = /[-:._\s\u2010-\u2015\u2212“”‘’'"]+/gu

/** The spelling that is meant, in the separators of which there are most: twelve digits are at hand, or letters that look like them. */
export function macMeant(written: string): Correction | undefined {
  const bare = written.replace(separators, '')
  const digits = bare.replace(/O/gi, '0').replace(/[Il]/g, '1')
  const text = spelt(digits, written)
  if (digits.length !== 12 || !('digits' in readMac(text)) || text === written) return undefined
  // An odd group may have lost a digit, and another one gained it.
  const sure = digits === bare && written.split(separators).every((group) => group.length % 2 === 0)
  return { title: `write ${text}`, text, applicability: sure ? 'safe' : 'suggested' }
}

function spelt(digits: string, written: string): string {
  const count = (sign: string): number => written.split(sign).length
  if (digits === written) return digits
  if (/^.{4}\..{4}\.?.{4}$/.test(written)) return digits.replace(/(?<=^.{4}|^.{8})(?=.)/g, '.')
  return digits.replace(/(?<=^(?:..)+)(?=.)/g, count(':') > count('-') ? ':' : '-')
}

/** The host id that is meant: several are separated by blanks, and two words are written in capitals. */
export function hostIdMeant(written: string): Correction | undefined {
  const whole = macMeant(written)
  if (whole) return whole
  const words = written.split(/[\s,]+/).filter(Boolean)
  const meant = words.map((word) => (/^(?:any|demo)$/i.test(word) ? { text: word.toUpperCase() } : (macMeant(word) ?? { text: word })))
  const text = meant.map((each) => each.text).join(' ')
  if (text === written || readHostId(text).faults.length > 0) return undefined
  const sure = meant.every((each) => !('applicability' in each) || each.applicability === 'safe')
  return { title: `write ${text}`, text, applicability: sure ? 'safe' : 'suggested' }
}
