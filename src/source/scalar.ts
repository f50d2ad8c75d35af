/** What a plain scalar means in the core schema of YAML 1.2 (chapter 10.3). */

const integer = /^[-+]?[0-9]+$/
const octal = /^0o[0-7]+$/
const hexadecimal = /^0x[0-9a-fA-F]+$/
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
const infinity = /^([-+]?)\.(?:inf|Inf|INF)$/

const words = new Map<string, null | boolean | number>([
  ['', null],
  ['~', null],
  ['null', null],
  ['Null', null],
  ['NULL', null],
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
  ['.nan', Number.NaN],
  ['.NaN', Number.NaN],
  ['.NAN', Number.NaN],
])

/** The value of the plain scalar written as `text`: null, a boolean, a number, or the text itself. */
export function resolvePlain(text: string): null | boolean | number | string {
  const first = text.charCodeAt(0)
  if (!mayBeSpecial(first)) return text
  const word = words.get(text)
  if (word !== undefined) return word
  if (float.test(text) || isInteger(text)) return Number(text)
  const infinite = infinity.exec(text)
  if (infinite) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return text
}

/** Digits, signs, a dot, a tilde, and the first letters of null, true and false; NaN is the empty text. */
function mayBeSpecial(code: number): boolean {
  if (code >= 0x30 && code <= 0x39) return true
  return (
    Number.isNaN(code) ||
    code === 0x2b ||
    code === 0x2d ||
    code === 0x2e ||
    code === 0x7e ||
    code === 0x6e ||
    code === 0x4e ||
    code === 0x74 ||
    code === 0x54 ||
    code === 0x66 ||
    code === 0x46
  )
}

/** Whether a text is written as an integer. */
export const isInteger = (text: string): boolean => integer.test(text) || hexadecimal.test(text) || octal.test(text)

/** Whether readers of YAML 1.1, where a leading 0 means octal, and of YAML 1.2 take this plain scalar for different things, as with `010`. */
export const ambiguousNumber = (text: string): boolean => /^[-+]?0[0-9]+$/.test(text) && Number.parseInt(text, 8) !== Number(text)
