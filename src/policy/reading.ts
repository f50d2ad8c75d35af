/** An expression while it is read: what is known of its nodes, and what is wrong with it so far. */
import { any, type Kind } from './kind.ts'
import type { Flaw, Parsed, Span, Tree } from './tree.ts'

export interface Reading {
  readonly parsed: Parsed
  readonly flaws: Flaw[]
  readonly selections: Set<string>
  readonly kinds: Map<string, Kind>
  /** Whether CEL itself has a function. */
  readonly builtIn: (name: string) => boolean
}

/** Says what is wrong, and goes on with what may be anything. */
export function flaw({ flaws }: Reading, message: string, span?: Span): Kind {
  // What follows from a mistake is none of its own.
  flaws.push({ message, ...(span && { span }) })
  return any
}

/** The characters that a node is shown by. */
export const spanOf = ({ parsed: { text: written, offset } }: Reading, node: Tree): Span => {
  const { case: kind, value } = node.exprKind
  // The place of a key that is only tested is that of the test.
  const tested = kind === 'selectExpr' && value.testOnly ? written.indexOf(value.field, offset(node) + 'has('.length) : -1
  if (kind === 'selectExpr' && tested >= 0) return [tested, tested + value.field.length]
  const start = offset(node)
  const word = /^\.?\s*[A-Za-z_]\w*|^"[^"\n]*"|^'[^'\n]*'|^[<>=!]=|^\d+/.exec(written.slice(start))?.[0] ?? ' '
  const blank = /^\.?\s*/.exec(word)?.[0].length ?? 0
  return word === ' ' ? [start, start + 1] : [start + blank, start + word.length]
}
