/** What is said, completed by asking where that may be done. */
import { say } from '../print.ts'
import { Refusal } from '../refusal.ts'
import { type Drafted, draftOf, type Lacking, type Words } from './asked.ts'
import type { Read } from './sources.ts'
import { mayAsk, questionsFor } from './wanted.ts'

export interface Manner {
  readonly output: string | undefined
  readonly force: boolean
  readonly noInput: boolean
}

/** A draft; undefined where the person who was asked stopped it. Throws `Refusal` for what is missing and may not be asked for. */
export async function completed(
  words: Words,
  read: Read,
  everything: boolean,
  { output, force, noInput }: Manner,
): Promise<Drafted | undefined> {
  const first = draftOf(words, read)
  if ('draft' in first) return first
  if (!mayAsk(noInput)) throw new Refusal(`${lacking(first)}, and nobody is asked here; see cuspec init --help`)
  if (everything) say('what you leave empty is not known, and stays out of the spec')
  const { ask } = await import('./questions.ts')
  const answers = await ask(questionsFor(words, first.missing, everything, output, force))
  if (!answers) return undefined
  const second = draftOf({ ...words, ...answers }, read)
  if ('draft' in second) return second
  throw new Refusal(lacking(second))
}

const lacking = ({ missing, because }: Lacking): string => {
  const reason = because === undefined ? '' : ` (${because})`
  return `${missing.map((flag) => `--${flag}`).join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing${reason}`
}
