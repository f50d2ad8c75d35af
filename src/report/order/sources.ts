/** The published facts that an order rests on, numbered in the order in which it first names them. */
import type { Citation } from '../../finding.ts'
import { cite } from '../../knowledge/knowledge.ts'
import type { Order } from '../../licensing/order/order.ts'
import type { Block, Source } from './page.ts'

export interface Sources {
  /** The numbers of facts, to stand behind what they bear out: ` [1] [3]`. */
  readonly marks: (facts: readonly string[]) => string
  readonly blocks: readonly Block[]
}

export function sourcesOf({ blocked, requests }: Pick<Order, 'blocked' | 'requests'>): Sources {
  const cites = [
    ...blocked.flatMap(({ cites }) => cites),
    ...requests.flatMap(({ cites, steps }) => [...cites, ...steps.flatMap(({ facts }) => facts.map(cite))]),
  ]
  const numbers = new Map<string, number>()
  const sources: Source[] = []
  for (const citation of cites) {
    if (numbers.has(citation.fact)) continue
    const number = numbers.size + 1
    numbers.set(citation.fact, number)
    sources.push({ number, says: sourceText(citation), url: citation.url })
  }
  const marks = (facts: readonly string[]): string => [...new Set(facts)].map((fact) => ` [${numbers.get(fact)}]`).join('')
  return { marks, blocks: sources.length === 0 ? [] : [{ kind: 'sources', sources }] }
}

function sourceText({ says, title, date, section, confidence }: Citation): string {
  const document = [title, ...(date ? [date] : []), ...(section ? [`"${section}"`] : [])].join(', ')
  return `${says}: ${document}${confidence === 'stated' ? '' : ` (${confidence})`}`
}
