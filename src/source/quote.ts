/** A text as a scalar of YAML. */

/** Letters and digits that no reader of YAML 1.1 or 1.2 takes for anything but text; and days, as specs write them. */
const plain = /^(?!(?:true|false|yes|no|on|off|y|n|null|inf|nan|e\d+)$)[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*$/i
const day = /^\d{4}-\d{2}-\d{2}$/

/** The digits of a MAC address that no reader takes for a number, be it decimal, octal, binary or with an exponent. */
const mac = /^(?=[0-9]*[A-F])(?![0-9]*E[0-9]+$|0B[01]+$)[0-9A-F]{12}$/

/** Writes a text so that it is read back as that text: plain where that is safe, else in double quotes with nothing hidden in it. */
export const quote = (text: string): string => (plain.test(text) || day.test(text) || mac.test(text) ? text : doubleQuoted(text))

/** Writes a text in double quotes, with nothing hidden in it. */
export function doubleQuoted(text: string): string {
  const escaped = text.replace(/["\\]/g, '\\$&').replace(/[^ -~]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase()
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`
  })
  return `"${escaped}"`
}
