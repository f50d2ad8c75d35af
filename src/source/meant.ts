/** What was meant by a value that does not fit, where that can be only one thing. */
import type { Correction } from '../finding.ts'
import { date } from './formats.ts'
import type { Slip } from './suggest.ts'

/** What to write; `verbatim` for text that is YAML already, and not a value for which the quotes are kept. */
export interface Mend extends Correction {
  readonly verbatim?: true
}

/** The fix that writes the word that was meant, where it is one. */
export const writing = (meant: Slip | undefined): { readonly fix?: Mend } =>
  meant ? { fix: { title: `write ${meant.word}`, text: meant.word, applicability: meant.applicability } } : {}

const dayForms = [
  /^(?<year>\d{4})([-/.])(?<month>\d{1,2})\2(?<day>\d{1,2})$/,
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
  /^(?<day>\d{1,2})[-/. ](?<name>[a-z]{3,9})[-/. ](?<year>\d{4})$/i,
  /^(?<name>[a-z]{3,9}) (?<day>\d{1,2}),? (?<year>\d{4})$/i,
]

/** A day that is written another way, such as `2007-3-1` or `1-mar-2007`, as YYYY-MM-DD. Not `1/3/2007`, which is two days. */
export function dayMeant(written: string): string | undefined {
  const text = written.replace(/[“”‘’]/g, '').trim()
  const parts = dayForms.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined)
  if (!parts) return undefined
  const { year = '', day = '', name } = parts
  const month = name === undefined ? parts.month : monthNamed(name)
  const meant = `${year}-${(month ?? '').padStart(2, '0')}-${day.padStart(2, '0')}`
  return date(meant) ? meant : undefined
}

const months = 'january february march april may june july august september october november december'.split(' ')

function monthNamed(name: string): string | undefined {
  const index = months.findIndex((month) => [month, month.slice(0, 3)].includes(name.toLowerCase()))
  return index < 0 ? undefined : String(index + 1)
}

/** True or false, as other readers of YAML and other languages have it. */
export function truthMeant(data: unknown): Mend | undefined {
  const text = typeof data === 'number' || typeof data === 'string' ? String(data) : ''
  const truth = /^(?:true|yes|on|y|1)$/i.test(text) ? 'true' : /^(?:false|no|off|n|0)$/i.test(text) ? 'false' : undefined
  // A number may have been meant to count something.
  const applicability = /\d/.test(text) ? 'suggested' : 'safe'
  return truth === undefined ? undefined : { title: `write ${truth}`, text: truth, applicability, verbatim: true }
}

/** One text where a list of texts is due: a list of one. Words between commas are most likely a list of several. */
export function listMeant(data: string, written: string): Mend | undefined {
  const words = data.split(/\s*,\s*/)
  if (!words.every((word) => /^[\w.()-]+$/.test(word)) || (words.length > 1 && written !== data)) return undefined
  const text = `[${words.length > 1 ? words.join(', ') : written}]`
  return { title: 'make it a list', text, applicability: words.length > 1 ? 'suggested' : 'safe', verbatim: true }
}
