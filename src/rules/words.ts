/** Phrases that several rules use. */
import { answerToViolation } from '../knowledge/knowledge.ts'
import { type Release, spell } from '../knowledge/release.ts'

/** `1234` as `1,234`, the same on every machine. */
export const figure = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, ',')

/** `1 server`, `2 servers`. */
export const counted = (value: number, noun: string): string => `${figure(value)} ${value === 1 ? noun.replace(/s$/, '') : noun}`

/** What a release does about a licence violation, as the last sentence of a message, with the fact that says so. */
export function shutdown(release: Release, proviso = ''): { readonly sentence: string; readonly cites: readonly string[] } | undefined {
  const answer = answerToViolation(release)
  if (!answer) return undefined
  return { sentence: `${proviso}${spell(release)}${proviso ? '' : ' then'} ${behaviour(answer)}`, cites: [answer.id] }
}

function behaviour({ everyHours, graceDays, confidence }: NonNullable<ReturnType<typeof answerToViolation>>): string {
  if (everyHours === null) return 'shuts down, at an interval that no source gives'
  const inferred = confidence === 'stated' ? '' : ' (inferred)'
  if (graceDays === undefined) return `shuts down: it must be restarted every ${everyHours} hours until that is resolved${inferred}`
  return `stops answering every ${everyHours} hours, after a grace period of at least ${graceDays} days${inferred}`
}
