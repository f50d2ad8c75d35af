/** Licence texts in the shape that Cisco voice products had (§1c: CUPS and CUCM 5 and 6), with feature names of Cisco Unity. */
import type { Fault } from '../../src/source/fault.ts'
import { type GrantLine, type LicenseLine, type LicenseText, readLicense } from '../../src/source/flexlm/license-text.ts'
import { lineStarts, positionAt } from '../../src/source/text.ts'

/** Thirty groups of four hexadecimal digits, as in all long signatures seen. */
export const groups =
  '1A2B 3C4D 5E6F 7081 92A3 B4C5 D6E7 F809 1B2C 3D4E 5F60 7182 93A4 B5C6 D7E8 F90A 1C2D 3E4F 6071 8293 A4B5 C6D7 E8F9 0A1B 2C3D 4E5F 6172 8394 A5B6 C7D8'.split(
    ' ',
  )
export const short = '9A8B7C6D5E4F'

/** A whole line of the shape seen, over six physical lines, with thirty groups in three rows of 8, 12 and 10. */
export const increment = (feature: string, count: number, line = 1): string =>
  [
    `INCREMENT ${feature} cisco 4.0 permanent uncounted \\`,
    `\tVENDOR_STRING=<Count>${count}</Count><OrigMacId>020BCD112235</OrigMacId><LicFileVersion>1.0</LicFileVersion> \\`,
    '\tHOSTID=020bcd112235 \\',
    `\tNOTICE="<LicFileID>20070301093015250</LicFileID><LicLineID>${line}</LicLineID> \\`,
    `\t<PAK></PAK>" SIGN="${groups.slice(0, 8).join(' ')} \\`,
    `\t${groups.slice(8, 20).join(' ')} \\`,
    `\t${groups.slice(20).join(' ')}"`,
    '',
  ].join('\n')

/** What a voice-mail server with failover would hold. */
export const whole = [
  '# Cisco Unity voice mail, Sydney\n',
  increment('LicVoicePortsMax', 32, 1),
  increment('LicSubscribersMax', 500, 2),
  increment('LicUMSubscribersMax', 200, 3),
  '\n',
  increment('LicSecondaryServerIsLicensed', 1, 4),
].join('')

export const read = (text: string | Buffer): LicenseText => readLicense(typeof text === 'string' ? Buffer.from(text) : text)

/** A sound line of one row, with so much in place of its fixed fields or behind them. */
export const line = ({
  fields = 'LicLanguagesMax cisco 4.0 permanent uncounted',
  more = '',
  host = ' HOSTID=ANY',
  sign = ` SIGN=${short}`,
}) => `INCREMENT ${fields}${host}${more}${sign}\n`

/** Every fault as `line:column text: message`, with `warning` before it if it is one and with the places it relates to. */
export function faults(text: string | Buffer): string[] {
  const { shown, faults } = read(text)
  const starts = lineStarts(shown)
  const at = ({ start, end, message }: Fault): string => {
    const { line, column } = positionAt(starts, start)
    return `${line}:${column} ${shown.slice(start, end)}: ${message}`
  }
  return faults.map((fault) => [`${fault.severity ? `${fault.severity} ` : ''}${at(fault)}`, ...(fault.related ?? []).map(at)].join('; '))
}

export const isGrant = (line: LicenseLine): line is GrantLine => line.keyword === 'FEATURE' || line.keyword === 'INCREMENT'

/** The FEATURE and INCREMENT lines of a text that must have no faults. */
export function grants(text: string | Buffer): GrantLine[] {
  const { faults, lines } = read(text)
  if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join('; '))
  return lines.filter(isGrant)
}

/** All that a result says, Maps as lists, but for the digests, in which any digits may come up. */
export const everything = (result: LicenseText): string =>
  JSON.stringify(result, (key, value: unknown) => (value instanceof Map ? [...value] : key === 'identity' ? '' : value))
