/** Text to the tree of an expression, or what is wrong with the text. */
import { parse as parseCel } from '@bufbuild/cel'
import { limits } from './limits.ts'
import { depthOf, type Flaw, type Parsed, type Tree } from './tree.ts'

/** Parses an expression. What is too deep is refused before the parser could run out of stack. */
export function parse(text: string): Parsed | Flaw {
  if (text.length > limits.characters) return { message: `${text.length} characters, but an expression has at most ${limits.characters}` }
  const deep: Flaw = { message: `it nests deeper than ${limits.brackets} brackets or ${limits.depth} operators` }
  if (bracketDepth(text) > limits.brackets) return deep
  try {
    const { expr, sourceInfo } = parseCel(text)
    if (depthOf(expr) > limits.depth) return deep
    const offset = ({ id }: Tree): number => sourceInfo?.positions[String(id)] ?? 0
    return { text, tree: expr, offset }
  } catch (error) {
    return error instanceof RangeError ? deep : syntaxFlaw(error, text)
  }
}

function syntaxFlaw(error: unknown, text: string): Flaw {
  const message = error instanceof Error ? error.message : String(error)
  const start = offsetOf(error)
  if (start === undefined) return { message: `it is no CEL: ${message}` }
  const end = text.trimEnd().length
  if (start >= end) return { message: 'it is no CEL: it ends too early', span: [Math.max(0, end - 1), end] }
  const word = /^(?:\w+|[<>=!&|]+|\S)/.exec(text.slice(start))?.[0] ?? ' '
  return { message: `it is no CEL from \`${word}\` on`, span: [start, start + word.length] }
}

/** The offset that the parser's error carries. */
function offsetOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('location' in error)) return undefined
  const { location } = error
  if (typeof location !== 'object' || location === null || !('start' in location)) return undefined
  const { start } = location
  return typeof start === 'object' && start !== null && 'offset' in start && typeof start.offset === 'number' ? start.offset : undefined
}

/** How deep brackets and signs nest outside of quotes. Where quotes are open, the parser says so. */
function bracketDepth(text: string): number {
  let depth = 0
  let most = 0
  for (const [token] of text.matchAll(
    /'''[\s\S]*?'''|"""[\s\S]*?"""|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\/\/[^\n]*|(?:[!-]\s*){41,}|[([{]|[)\]}]/g,
  )) {
    if (/^[([{]$/.test(token)) most = Math.max(most, ++depth)
    else if (/^[)\]}]$/.test(token)) depth--
    // The parser goes as deep for each sign before a value.
    else if (/^[!-]/.test(token)) most = Math.max(most, limits.brackets + 1)
  }
  return most
}
