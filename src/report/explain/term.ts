/** Words as topics: those of the field, the tools of the product, and the keys of the spec language. */

import features from '../../knowledge/features.json' with { type: 'json' }
import terms from '../../knowledge/terms.json' with { type: 'json' }
import tools from '../../knowledge/tools.json' with { type: 'json' }
import type { Term } from '../../knowledge/topic.ts'
import { capital, references, said, section, sentence, span, type Topic, told } from './explanation.ts'
import { type Meaning, meaningPoints, placeNames } from './keys.ts'

type Keys = ReadonlyMap<string, readonly Meaning[]>

/** A key that is a word of the field, or the name of a feature, is told there. */
export function termTopics(keys: Keys): readonly Topic[] {
  const taken = new Set<string>([...terms.flatMap((term) => term.keys ?? []), ...features.map(({ name }) => name)])
  const own = [...keys].filter(([key]) => !taken.has(key) && !keys.has(`${key}s`))
  // The name of one of a list is told with the list.
  const one = (key: string): string => key.replace(/s$/, '')
  const keyTopics = own.map(([key, meanings]) => keyTopic(key, [...meanings, ...(one(key) === key ? [] : (keys.get(one(key)) ?? []))]))
  return [...terms.map((term) => fieldTopic(term, keys)), ...toolTopics(), ...keyTopics]
}

function fieldTopic(term: Term, all: Keys): Topic {
  const { id, title, names, exactly, says, note, see } = term
  const keys = term.keys ?? []
  const meanings = keys.flatMap((key) => all.get(key) ?? [])
  return {
    name: id,
    kind: 'term',
    title: capital(title),
    brief: says,
    names: [...new Set([title, ...names, ...keys, ...placeNames(meanings)])],
    ...(exactly && { exactly }),
    about: says,
    explain: () => ({
      sections: [
        ...section('says', 'What it is', [{ text: sentence(says), sources: references(term) }, ...said(note)]),
        ...section('spec', 'In a spec', meaningPoints(meanings)),
      ],
      rules: [],
      see,
    }),
  }
}

const toolTopics = (): readonly Topic[] =>
  tools.map((tool) => ({
    name: tool.title,
    kind: 'term',
    title: tool.title,
    brief: tool.says,
    names: tool.names,
    about: 'tool',
    explain: () => ({
      sections: [
        ...section('says', 'What it is', [told(tool), ...said(tool.note)]),
        ...section('opens', 'Where it is opened', said(tool.opens)),
        ...section('releases', 'Releases', said(span(tool))),
      ],
      rules: [],
      see: [],
    }),
  }))

function keyTopic(key: string, meanings: readonly Meaning[]): Topic {
  const titles = [...new Set(meanings.map(({ title }) => title))]
  return {
    name: key,
    kind: 'term',
    title: `\`${key}\` in a spec`,
    brief: titles.join('; '),
    names: [...titles, ...placeNames(meanings)],
    about: meanings.map(({ description, value }) => `${description} ${value}`).join(' '),
    explain: () => ({ sections: section('spec', 'In a spec', meaningPoints(meanings)), rules: [], see: [] }),
  }
}
