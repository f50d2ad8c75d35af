/** Loops made to say how much they go through, before they do. */
import { callAt, isNamed, literalAt, nodesOf, rewrite, type Tree, withKind } from './tree.ts'

/** The same tree, in which loops say how much they go through, and lists grow in place. */
export function counting(tree: Tree): Tree {
  return rewrite(tree, (node) => {
    const { case: kind, value } = node.exprKind
    if (kind !== 'comprehensionExpr') return undefined
    const { iterRange, accuInit, loopStep, loopCondition, result, accuVar } = value
    if (!iterRange || !accuInit || !loopStep || !loopCondition || !result) return undefined
    const nodes = BigInt(Array.from(nodesOf(loopStep)).length + 2)
    const step = rewrite(counting(loopStep), (each) => {
      const { case: of, value: call } = each.exprKind
      const grows = of === 'callExpr' && call.function === '_+_' && call.args[0] && isNamed(call.args[0], accuVar)
      return grows && startsEmpty(accuInit) ? callAt(each, '@push', call.args) : undefined
    })
    const over = callAt(iterRange, '@over', [counting(iterRange), literalAt(iterRange, nodes)])
    return withKind(node, { case: kind, value: { ...value, iterRange: over, loopStep: step } })
  })
}

const startsEmpty = ({ exprKind: { case: kind, value } }: Tree): boolean => kind === 'listExpr' && value.elements.length === 0
