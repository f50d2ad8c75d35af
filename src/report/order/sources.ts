/** The published facts that an order rests on, by the documents that say so. */
import type { Citation } from '../../finding.ts'
import { cite } from '../../knowledge/knowledge.ts'
import type { Order } from '../../licensing/order/order.ts'
import { addTo } from '../../model/add-to.ts'
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
  const facts = new Map<string, Citation>()
  for (const citation of cites) if (!facts.has(citation.fact)) facts.set(citation.fact, citation)
  const documents = new Map<string, Citation[]>()
  for (const citation of facts.values()) addTo(documents, documentText(citation), citation)
  const numbers = new Map([...documents.values()].flat().map(({ fact }, index) => [fact, index + 1]))
  const sources = [...documents].map(
    ([document, all]): Source => ({
      document,
      url: all[0]?.url,
      facts: all.map((citation) => ({ number: numbers.get(citation.fact) ?? 0, says: factText(citation) })),
    }),
  )
  const marks = (named: readonly string[]): string => [...new Set(named)].map((fact) => ` [${numbers.get(fact)}]`).join('')
  return { marks, blocks: sources.length === 0 ? [] : [{ kind: 'sources', sources }] }
}

const documentText = ({ title, date }: Citation): string => (date === undefined ? title : `${title}, ${date}`)

const factText = ({ says, section, confidence }: Citation): string =>
  `${says}${section === undefined ? '' : ` ("${section}")`}${confidence === 'stated' ? '' : ` (${confidence})`}`
