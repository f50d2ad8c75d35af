/** What a server can report about its licences, and under which names. */
import type { Confidence } from '../finding.ts'
import type { Capability, Fact, Quantity } from './fact.ts'
import { feature } from './knowledge.ts'
import tags from './tags.json' with { type: 'json' }

interface MibFact extends Fact {
  /** Its object in CISCO-UNITY-MIB, and the number of that among the scalars. */
  readonly object: string
  readonly number: number
  /** The most that its syntax allows, from 0 on; absent where it is yes or no. This is no maximum of the product. */
  readonly most?: number
}

/** Its tag on the page of effective licences. That of an entitlement is the tag of the feature. */
interface Tagged {
  readonly tag?: string
  readonly tagConfidence?: Confidence
}

/** What a server reports about its licences: what they grant, what is in use, or how the server is set. */
export type ReportFact = MibFact &
  (
    | { readonly about: 'entitlement'; readonly name: Quantity | Capability }
    | (Tagged & { readonly about: 'use'; readonly name: 'voicePorts' | 'voiceMailUsers' | 'inboxUsers' | 'secondaryServer' })
    | (Tagged & { readonly about: 'state'; readonly name: 'pooling' | 'primary' })
  )

/** The tag that a report has on the page of effective licences, as far as one is known. */
export const tagOf = (fact: ReportFact): string | undefined => (fact.about === 'entitlement' ? feature(fact.name).tag : fact.tag)

const reportByName: ReadonlyMap<string, ReportFact> = new Map(
  tags.reports.flatMap((fact) => [tagOf(fact), `${fact.object}.0`, `${tags.scalars}.${fact.number}.0`].map((name) => [name ?? '', fact])),
)

/** What a server reports under a tag of its page, or under an object of its MIB by name or number: `ciscoUnityPorts.0`. */
export const report = (name: string): ReportFact | undefined => (name === '' ? undefined : reportByName.get(name))

const lastReport = Math.max(...tags.reports.map(({ number }) => number))

/** Whether an object is one that a later edition of the MIB may have for licences: another of that name, or a further scalar. */
export function laterReport(name: string): boolean {
  const [number] = name.startsWith(`${tags.scalars}.`) ? name.slice(tags.scalars.length + 1).split('.') : []
  return name.startsWith('ciscoUnityLic') || Number(number) > lastReport
}
