/** A second opinion on a text that does not parse: several mistakes at once, each where it was made. */
import { Composer, type CST, Lexer, Parser, type YAMLError } from 'yaml'
import type { Fault } from './fault.ts'
import { limits } from './limits.ts'
import { explain, type Mistake, type Reading } from './mistakes.ts'
import { lineStarts, positionAt } from './text.ts'

const options = {
  version: '1.2',
  schema: 'core',
  merge: false,
  uniqueKeys: false,
  stringKeys: true,
  resolveKnownTags: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const

/** Readings of one text: one more for each quote without its partner, which hides what comes after it. */
const readings = 6
const lexemes = 1_000_000
/** Errors of one text that are looked at. Each costs time in the length of its line. */
const considered = 10 * limits.faults

/** Finds the mistakes in the text of one broken document; none where the text is too large, too deep or not broken. Never throws. */
export function diagnose(text: string): Fault[] {
  if (text.length > limits.diagnosed) return []
  const mistakes: Mistake[] = []
  // A lone CR ends a line, which the package does not know.
  let even = text.replace(/\r(?!\n)/g, '\n')
  for (let round = 0; round < readings; round++) {
    const reading = read(even)
    if (!reading) return []
    const quote = openQuote(reading)
    if (!quote) {
      for (const error of reading.errors.slice(0, considered)) {
        const mistake = explain(reading, error)
        if (mistake) mistakes.push(mistake)
      }
      break
    }
    mistakes.push(quote)
    even = even.slice(0, quote.start) + 'x'.repeat(quote.end - quote.start) + even.slice(quote.end)
  }
  return sift(even, mistakes)
}

/** Reads a text, unless it is deeper or longer than the package's recursion and the process can bear (it aborts, uncatchably). */
function read(text: string): Reading | undefined {
  const parser = new Parser()
  const tokens: CST.Token[] = []
  const quotes = new Map<number, number>()
  const unclosed: { noticed: number; open: number }[] = []
  const open: number[] = []
  let count = 0
  for (const lexeme of new Lexer().lex(text)) {
    const start = parser.offset
    const first = lexeme[0]
    if (first === '"' || first === "'") quotes.set(start + lexeme.length, start)
    else if (lexeme === '[' || lexeme === '{') open.push(start)
    else if (lexeme === ']' || lexeme === '}') open.pop()
    else if (lexeme === unindented) {
      for (const bracket of open.splice(0)) unclosed.push({ noticed: start, open: bracket })
    }
    for (const token of parser.next(lexeme)) tokens.push(token)
    if (++count > lexemes || parser.stack.length > limits.depth + 1) return undefined
  }
  for (const bracket of open) unclosed.push({ noticed: text.length, open: bracket })
  for (const token of parser.end()) tokens.push(token)
  try {
    const documents = [...new Composer(options).compose(tokens, false, text.length)]
    return { text, errors: documents.flatMap(({ errors }) => errors).sort(inOrder), quotes, unclosed }
  } catch {
    return undefined
  }
}

/** The lexeme by which the lexer says that a flow collection ended because a line was not indented. */
const unindented = '\u0018'

/** By place; of several errors in one place, the one about brackets says more. */
const inOrder = (a: YAMLError, b: YAMLError): number => a.pos[0] - b.pos[0] || rank(a) - rank(b)

const rank = ({ code }: YAMLError): number => (code === 'BLOCK_IN_FLOW' ? 0 : 1)

function openQuote({ text, errors, quotes }: Reading): Mistake | undefined {
  for (const { code, message, pos } of errors) {
    if (code !== 'MISSING_CHAR' || !message.startsWith('Missing closing')) continue
    const start = quotes.get(pos[0])
    if (start === undefined) continue
    const rest = /[^\r\n]*/y
    rest.lastIndex = start
    const end = start + (rest.exec(text)?.[0].trimEnd().length ?? 1)
    return { start, end, message: `the quote \`${text[start]}\` opened here has no partner; close it`, covers: [start, end] }
  }
  return undefined
}

/**
 * Keeps the first mistake of each line, and none on lines that an earlier one covers. Tabs on neighbouring lines are one mistake,
 * and so is all that is left over where the document has ended too early.
 * Mistakes come in the order in which they were noticed, but quotes come first: what follows one that is open is guesswork.
 */
function sift(text: string, mistakes: readonly Mistake[]): Fault[] {
  const starts = lineStarts(text)
  const line = (offset: number): number => positionAt(starts, offset).line
  const kept: Fault[] = []
  const told = new Set<number>()
  const covered = new Set<number>()
  let before: { readonly message: string; readonly line: number } | undefined
  let isOver = false
  for (const { start, end, message, covers, certain, runsOn, ends, loose } of mistakes) {
    if (kept.length >= limits.faults) break
    const at = line(start)
    const first = line(covers[0])
    const repeated = runsOn && before?.message === message && before.line === at - 1
    before = { message, line: at }
    const leftOver = isOver && loose
    isOver ||= ends === true
    if (repeated || leftOver || told.has(at) || (!certain && (covered.has(at) || covered.has(first)))) continue
    for (let each = first; each <= line(covers[1]); each++) covered.add(each)
    told.add(at)
    kept.push({ start, end, message })
  }
  return kept.sort((a, b) => a.start - b.start)
}
