/** Names by which what comes from another product is known. */
import type { Fact } from './fact.ts'
import products from './products.json' with { type: 'json' }

export interface ProductFact extends Fact {
  readonly product: string
  readonly names: readonly string[]
  readonly prefixes: readonly string[]
}

/** Which other product the tags, objects or licensed features belong to, by the first name that tells; undefined where none does. */
export function otherProduct(names: Iterable<string>): { product: string; because: string; fact: ProductFact } | undefined {
  for (const name of names) {
    const fact = products.find((each) => each.names.includes(name) || each.prefixes.some((prefix) => name.startsWith(prefix)))
    if (fact) return { product: fact.product, because: name, fact }
  }
  return undefined
}
