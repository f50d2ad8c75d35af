/** Covers signatures, so that what is shown of a licence file cannot be used to forge one. */
import type { Span } from '../places.ts'

const piece = /[^\s"“”„\u0084\u0093\u0094\\>]+|["“”„\u0084\u0093\u0094]/g
const cover = /[^\s"“”„\u0084\u0093\u0094\\>]/g
const signed = /SIGN\w{0,8}=/i
const attribute = /^[A-Za-z_]\w{0,63}=/
const group = /^[0-9A-F]{4}$/i
const hexish = /^[0-9A-F]{1,64}(?![0-9A-Z_])/i
const neutral = /^[="“”„\u0084\u0093\u0094]$/
const grant = /^#{0,9}(?:FEATURE|INCREMENT|UPGRADE)$/i
const expiry = /^(?:permanent|\d{1,2}-[a-z]{3}-\d{1,4})$/i
const count = /^(?:uncounted|\d{1,9})$/i
const longKey = /^[0-9A-F]{12,}$/i
const oddKey = /^(?=[A-Z]{0,64}\d)[0-9A-Z]{8,}$/i
const other = /^(?:SERVER|VENDOR|DAEMON|USE_SERVER|PACKAGE)$/i
/** A short signature whose SIGN= is misspelt, torn off or gone. Host ids look the same, but have a name, a tag or quotes. */
const strayKey = /^((?!HOSTID=)[A-Z_]\w{0,63}=|=)?[0-9A-F]{12,}$/i
const nextLine = /[\r\n][ \t]*(?:FEATURE|INCREMENT|UPGRADE|SERVER|VENDOR|DAEMON|USE_SERVER|PACKAGE)[ \t]/

/**
 * The text with every character of a signature as `*`, also in comments and in lines that cannot be read: the values of SIGN and
 * its like, keys of twelve hexadecimal digits with no name or another, and any four groups of four such digits in a row. Blanks, quotes and line
 * breaks stay, so that it is read as before.
 */
export function mask(text: string): string {
  const spans: Span[] = []
  let run: Span[] = []
  /** Up to here all is a signature, in quotes that close. */
  let until = 0
  /** Within a signature without quotes, or with quotes that do not close: the value follows, or more of it may. */
  let open: 'value' | 'more' | undefined
  /** Pieces since FEATURE, INCREMENT or UPGRADE, as long as no attribute has come. */
  let position = Number.NaN
  let before: readonly [string, string] = ['', '']
  let quoted = false
  let granting = false
  const endRun = (): void => {
    if (run.length >= 4) for (const each of run) spans.push(each)
    run = []
  }
  for (const { 0: found, index } of text.matchAll(piece)) {
    if (index < until) continue
    const span: Span = [index, index + found.length]
    if (group.test(found)) run.push(span)
    else if (found !== '=') endRun()
    if (open && (hexish.test(found) || (open === 'value' && !neutral.test(found) && !attribute.test(found)))) {
      spans.push(span)
      open = 'more'
      continue
    }
    if (!neutral.test(found)) open = undefined
    const sign = signed.exec(found)
    if (sign) {
      const value = index + sign.index + sign[0].length
      if (value < span[1]) spans.push([value, span[1]])
      const close = text[span[1]] === '"' ? closing(text, span[1] + 1) : undefined
      if (close) {
        until = close
        quoted = true
        spans.push([span[1] + 1, close])
      } else open = value < span[1] && text[span[1]] !== '"' ? 'more' : 'value'
    }
    if (found === '"') quoted = !quoted
    else if (grant.test(found)) [granting, quoted] = [true, false]
    else if (other.test(found)) granting = false
    const stray = granting && !quoted && !before[1].startsWith('<') ? strayKey.exec(found) : undefined
    if (stray) spans.push([index + (stray[1]?.length ?? 0), span[1]])
    position = grant.test(found) ? 0 : found.includes('=') || found === '"' ? Number.NaN : position + 1
    if ((position >= 4 && position <= 7 && longKey.test(found)) || (isKeyPlace(position, before) && oddKey.test(found))) spans.push(span)
    before = [before[1], found]
  }
  endRun()
  return blot(text, spans)
}

const isKeyPlace = (position: number, [day, number]: readonly [string, string]): boolean =>
  position === 6 || position === 7 || (expiry.test(day) && count.test(number))

/** Where quotes close, unless the quote found there opens the value of another attribute or another line has begun before. */
function closing(text: string, from: number): number | undefined {
  const close = text.indexOf('"', from)
  if (close < 0 || text[close - 1] === '=' || nextLine.test(text.slice(from, close))) return undefined
  return close
}

function blot(text: string, spans: readonly Span[]): string {
  const parts: string[] = []
  let done = 0
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (end <= done) continue
    parts.push(text.slice(done, Math.max(start, done)), text.slice(Math.max(start, done), end).replace(cover, '*'))
    done = end
  }
  return [...parts, text.slice(done)].join('')
}
