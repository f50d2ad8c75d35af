/** Whether two sides of a comparison go together: no release as text, no word that can never stand there. */
import { date } from '../source/formats.ts'
import { didYouMean } from '../source/suggest.ts'
import { bool, type Kind, named } from './kind.ts'
import { flaw, type Reading, spanOf } from './reading.ts'
import { literal, type Tree } from './tree.ts'

/** A side of a comparison. */
export type Side = readonly [node: Tree, kind: Kind]

/** Says what is wrong with a comparison, which yields true or false in any case. */
export function compared(reading: Reading, node: Tree, operator: string, left: Side, right: Side): Kind {
  const [, a] = left
  const [, b] = right
  const at = spanOf(reading, node)
  const meaning = [a, b].flatMap((kind) => (kind.of === 'text' && kind.means !== undefined && kind.means !== 'day' ? [kind.means] : []))[0]
  const lined = [a, b].find((kind) => kind.of === 'release')
  if (lined?.of === 'release' && a.of !== 'any' && b.of !== 'any' && (a.of !== 'release' || b.of !== 'release' || a.line !== b.line)) {
    flaw(reading, `a release is compared with a release: write ${lined.line}(…) on both sides`, at)
    return bool
  }
  if (meaning !== undefined) {
    const why =
      meaning === 'mac' ? 'a MAC address has several spellings' : 'a release is no text: 4.0(10) comes after 4.0(9), and 4.0.5 is 4.0(5)'
    flaw(reading, `${why}; write ${meaning}(…) on both sides`, at)
    return bool
  }
  if (a.of !== 'any' && b.of !== 'any' && a.of !== b.of) flaw(reading, `${named(a)} is compared with ${named(b)}`, at)
  else if (a.of === 'text' && b.of === 'text' && /[<>]/.test(operator) && !(isDay(left) && isDay(right)))
    flaw(reading, 'only days have an order as text', at)
  else if (a.of === 'list' && /[<>]/.test(operator)) flaw(reading, 'a list has no order', at)
  else if (holdsMapping(a) || holdsMapping(b)) flaw(reading, 'what a key leaves out is not known, so mappings are compared key by key', at)
  else
    for (const [one, other] of [
      [left, right],
      [right, left],
    ] as const)
      never(reading, one, other)
  return bool
}

const holdsMapping = (kind: Kind): boolean => kind.of === 'mapping' || (kind.of === 'list' && holdsMapping(kind.item))

const isDay = ([node, kind]: Side): boolean => {
  const value = literal(node)
  return (kind.of === 'text' && kind.means === 'day') || (typeof value === 'string' && date(value))
}

/** Where only some words can stand, a comparison with another one is a slip of the pen. */
function never(reading: Reading, [, kind]: Side, [other]: Side): void {
  const words = kind.of === 'text' ? kind.words : undefined
  if (!words) return
  for (const node of other.exprKind.case === 'listExpr' ? other.exprKind.value.elements : [other]) {
    const value = literal(node)
    if (typeof value === 'string' && !words.includes(value))
      flaw(
        reading,
        `\`${value}\` never stands there; one of ${words.map((word) => `\`${word}\``).join(', ')} does${didYouMean(value, words)}`,
        spanOf(reading, node),
      )
  }
}
