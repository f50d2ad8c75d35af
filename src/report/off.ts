/** Rules that a team has turned off: said in every report, so that nobody takes their silence for a verdict. */
import type { Report } from '../check.ts'

type Coverage = Report['coverage']

/** `3 rules are off by .cuspec.yaml, which hides 7 findings`; undefined where none is. */
export function offText({ off = [] }: Pick<Coverage, 'off'>): string | undefined {
  if (off.length === 0) return undefined
  const files = [...new Set(off.flatMap(({ file }) => file ?? []))]
  const by = files.length > 0 ? ` by ${files.join(' and ')}` : ''
  const hidden = off.reduce((total, { findings }) => total + findings, 0)
  const hides = hidden > 0 ? `, which hides ${hidden === 1 ? '1 finding' : `${hidden} findings`}` : ''
  return `${off.length === 1 ? '1 rule is' : `${off.length} rules are`} off${by}${hides}`
}

/** `4 ignored`; undefined where nothing can be. */
export const ignoredText = ({ passedOver }: Pick<Coverage, 'passedOver'>): string | undefined =>
  passedOver?.ignored ? `${passedOver.ignored} ignored` : undefined
