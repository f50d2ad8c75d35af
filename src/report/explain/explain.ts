/** `cuspec explain`, but for printing: what is asked for, and the answer. */
import type { Topic } from './explanation.ts'
import { find } from './find.ts'
import { explanationJson, explanationText, topicsJson, topicsText } from './show.ts'

export type Answer = { readonly text: string } | { readonly complaint: string }

/** The explanation of what is asked for, the list of what may be meant, or why there is none, in one line. */
export function explain(asked: string, topics: readonly Topic[], json: boolean): Answer {
  const found = find(asked, topics)
  if (found.kind === 'one') return { text: json ? explanationJson(found.topic) : explanationText(found.topic) }
  if (found.kind === 'several')
    return { text: json ? topicsJson(found.topics) : `explain one of these:\n${topicsText(found.topics, false)}` }
  const meant = found.near.length === 0 ? '' : `; did you mean ${found.near.join(' or ')}?`
  return { complaint: `no topic is called ${short(asked)}${meant}; cuspec explain --list lists them` }
}

/** Every topic, by kind. */
export const list = (topics: readonly Topic[], json: boolean): string => (json ? topicsJson(topics) : topicsText(topics, true))

const short = (asked: string): string => {
  const characters = [...asked.trim().slice(0, 200)]
  if (characters.length === 0) return '""'
  return characters.length > 60 ? `${characters.slice(0, 60).join('')}…` : characters.join('')
}
