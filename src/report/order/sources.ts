/** The published facts that an order rests on, by the documents that say so. */
import type { Citation } from '../../finding.ts'
import { cite } from '../../knowledge/knowledge.ts'
import type { Order } from '../../licensing/order/order.ts'
import { addTo } from '../../model/add-to.ts'
import type { Mark, Source } from '../page/page.ts'

export interface Sources {
  /** The numbers of facts, to stand behind what they bear out. */
  readonly marks: (facts: readonly string[]) => readonly Mark[]
  readonly list: readonly Source[]
}

export const sourcesOf = ({ blocked, requests }: Pick<Order, 'blocked' | 'requests'>): Sources =>
  sourcesIn([
    ...blocked.flatMap(({ cites }) => cites),
    ...requests.flatMap(({ cites, steps }) => [...cites, ...steps.flatMap(({ facts }) => facts.map(cite))]),
  ])

/** Citations, each once, numbered by document. */
export function sourcesIn(cites: readonly Citation[]): Sources {
  const facts = new Map<string, Citation>()
  for (const citation of cites) if (!facts.has(citation.fact)) facts.set(citation.fact, citation)
  const documents = new Map<string, Citation[]>()
  for (const citation of facts.values()) addTo(documents, documentText(citation), citation)
  const numbers = new Map([...documents.values()].flat().map(({ fact }, index) => [fact, index + 1]))
  const list = [...documents].map(
    ([document, all]): Source => ({
      document,
      url: all[0]?.url,
      facts: all.map((citation) => ({ number: numbers.get(citation.fact) ?? 0, says: factText(citation) })),
    }),
  )
  return { marks: (named) => runs(new Set(named.map((fact) => numbers.get(fact) ?? 0))), list }
}

/** Numbers in their order, three and more that follow each other as one. */
function runs(numbers: ReadonlySet<number>): readonly Mark[] {
  const found: { first: number; last: number }[] = []
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const before = found.at(-1)
    if (before?.last === number - 1) before.last = number
    else found.push({ first: number, last: number })
  }
  return found.flatMap(({ first, last }) =>
    last === first + 1 ? [first, last].map((each) => ({ first: each, last: each })) : [{ first, last }],
  )
}

const documentText = ({ title, date }: Citation): string => (date === undefined ? title : `${title}, ${date}`)

const factText = ({ says, section, confidence }: Citation): string =>
  `${says}${section === undefined ? '' : ` ("${section}")`}${confidence === 'stated' ? '' : ` (${confidence})`}`
