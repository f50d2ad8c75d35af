/** What mail programs and browsers do to a licence text on its way, where it leaves nothing that could be trusted. */
import type { Fault } from '../fault.ts'
import { rowsOf } from './rows.ts'

const remedy = 'fetch the attachment again another way'
const page = /^\s*<(?:!doctype\s{1,9}html|html|head|body|script)\b/i
const report =
  /^\s*(?:<\?xml[^>]*>\s*)?<AvXmlLicData\b|^(?:CISCO-UNITY-MIB::|ciscoUnity\w{1,64}\.\d|(?:\.1|iso)\.3\.6\.1\.4\.1\.9\.9\.385\.)/
const entity = /&lt;\/?\w{1,64}&gt;|(?<==)&(?:quot|#34);/i
const encoded = /=3D(?=["<])/
const named = /(^|\s)[A-Za-z_]\w{0,63}=(3D)?/g
const curly = /(?:^|\s)[A-Za-z_]\w{0,63}=([“”„\u0084\u0093\u0094])/
const quotedRow = /^[> \t]*(?:FEATURE|INCREMENT|UPGRADE|SERVER|VENDOR|DAEMON|USE_SERVER|PACKAGE)(?:[ \t]|$)/

/** Names the damage, if there is any. Comments may hold anything. */
export function damageOf(text: string): Fault | undefined {
  const markup = page.exec(text.slice(0, 1000))
  if (markup) return fault(text.search(/\S/), markup[0].trim().length, 'an HTML page, not a licence file; download the file itself')
  const told = report.exec(text.slice(0, 1000))
  if (told)
    return fault(text.search(/\S/), told[0].trim().length, 'a report of a server, not a licence file; name it with `kind: observed`')
  let attributes = 0
  let escaped = 0
  let firstEscape = 0
  for (const { first, stop, comment } of rowsOf(text)) {
    if (comment) continue
    const row = text.slice(first, stop)
    if (row[0] === '>' && quotedRow.test(row)) {
      return fault(first, 1, `the text is quoted with \`>\`, as mail programs do in an answer; ${remedy}`)
    }
    const found = entity.exec(row)
    if (found) {
      return fault(
        first + found.index,
        found[0].length,
        `the text is written as HTML, with \`&lt;\` and the like for its characters; ${remedy}`,
      )
    }
    const mark = encoded.exec(row)
    if (mark) return quotedPrintable(first + mark.index)
    const drawn = curly.exec(outsideQuotes(row))
    if (drawn) {
      const message = `a curly quote stands where FLEXlm has a double quote (\`"\`), as word processors and mail programs change it; ${remedy}`
      return fault(first + drawn.index + drawn[0].length - 1, 1, message)
    }
    for (const { 0: all, 2: mark3D, index } of row.matchAll(named)) {
      // A `=` at the end of a row is a soft line break, and none of an attribute.
      if (!mark3D && index + all.length === row.length) continue
      attributes++
      if (!mark3D) continue
      if (escaped === 0) firstEscape = first + index + all.length - 3
      escaped++
    }
  }
  return escaped > 1 && escaped === attributes ? quotedPrintable(firstEscape) : undefined
}

const fault = (start: number, length: number, message: string): Fault => ({ start, end: start + length, message, about: 'damage' })

const quotedPrintable = (start: number): Fault =>
  fault(start, 3, `the text is still encoded for mail (quoted-printable), with \`=3D\` for every \`=\`; ${remedy}`)

/** The row with what stands in double quotes as blanks. Quotes that close in another row are left as they are. */
function outsideQuotes(row: string): string {
  return row.includes('"') ? row.replace(/"[^"]*"/g, (quoted) => ' '.repeat(quoted.length)) : row
}
