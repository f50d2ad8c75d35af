/** What a server reports of itself besides what its licences grant, as topics, by the tag of the page or the object of the MIB. */
import { type ReportFact, tagOf } from '../../knowledge/reports.ts'
import tags from '../../knowledge/tags.json' with { type: 'json' }
import { capital, type Point, references, said, section, type Topic, told } from './explanation.ts'

/** An entitlement is told by its feature. */
export const tagTopics = (): readonly Topic[] => tags.reports.filter(({ about }) => about !== 'entitlement').map(tagTopic)

function tagTopic(fact: ReportFact): Topic {
  const tag = tagOf(fact)
  const name = tag ?? fact.object
  return {
    name,
    kind: 'term',
    title: name,
    brief: fact.says,
    names: objectNames(fact),
    about: fact.says,
    explain: () => ({
      sections: [
        ...section('report', 'In a report of a server', [objectPoint(fact), ...said(fact.note)]),
        ...section('tag', 'On the page of effective licences', tag ? [tagPoint(tag, fact)] : []),
      ],
      rules: [],
      see: [fact.name],
    }),
  }
}

function tagPoint(tag: string, fact: ReportFact): Point {
  const confidence = 'tagConfidence' in fact ? fact.tagConfidence : undefined
  return { text: `The tag \`${tag}\`.`, sources: references({ sources: fact.sources, ...(confidence && { confidence }) }) }
}

const number = (fact: ReportFact): string => `${tags.scalars}.${fact.number}`

/** By what a report is asked for over SNMP: its object and the number of that, with and without the instance. */
export const objectNames = (fact: ReportFact): readonly string[] => [fact.object, `${fact.object}.0`, number(fact), `${number(fact)}.0`]

export const objectPoint = (fact: ReportFact): Point => ({ ...told(fact), text: `${capital(fact.says)}: ${fact.object}, ${number(fact)}.` })
