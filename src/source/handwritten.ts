/** A text as a scalar of YAML the way a person writes it: without quotes wherever no reader takes it for anything else. */
import { doubleQuoted, quote } from './quote.ts'

/** Words of letters and digits with one sign or blank between them, which mean nothing to YAML in a list or mapping of either layout. */
const words = /^\p{L}[\p{L}0-9]*(?:(?: |[-_./@])[\p{L}0-9]+)+$/u
/** `4.0(5)`, `4.0(5) ES12`. */
const release = /^\d{1,4}\.\d{1,4}\(\d{1,4}\)(?: ES\d{1,4})?$/
/** `00-0B-CD-11-22-33`, or with colons where a letter keeps it from being a time. */
const mac = /^(?:[0-9A-F]{2}(?:-[0-9A-F]{2}){5}|(?=.*[A-F])[0-9A-F]{2}(?::[0-9A-F]{2}){5})$/i
/** A day that is a name: readers of YAML 1.1 make a date of it. */
const day = /^\d{4}-\d{2}-\d{2}$/
const unseen = /\p{Default_Ignorable_Code_Point}/u

/** Writes a text so that it is read back as that text, in double quotes only where it has to be. */
export function handwritten(text: string): string {
  const plain = (words.test(text) && !unseen.test(text)) || release.test(text) || mac.test(text)
  if (plain) return text
  return day.test(text) ? `"${text}"` : quote(text)
}

/**
 * Writes a text in place of the scalar `written`, in quotes of the same kind if that has any. Undefined where the scalar is an
 * alias, a block or of several lines, of which more hangs together than one place.
 */
export function respell(written: string, text: string): string | undefined {
  if (!replaceable(written)) return undefined
  if (written.startsWith('"')) return doubleQuoted(text)
  if (written.startsWith("'")) return /^[ -~]*$/.test(text) ? `'${text.replaceAll("'", "''")}'` : doubleQuoted(text)
  // What is a day in a spec stands there without quotes.
  return day.test(text) ? text : handwritten(text)
}

/** Whether what was written is a scalar that stands for itself, in one line. */
export const replaceable = (written: string): boolean => /^[^*|>[{\r\n][^\r\n]*$/.test(written)
