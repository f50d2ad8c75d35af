/** Whether edits did more than they were to do: the last look before anything is written. */
import type { Path, Position } from '../finding.ts'
import { conform } from '../source/conform.ts'
import type { Misfit } from '../source/misfit.ts'
import { open } from '../source/open.ts'
import { locator, type Source } from '../source/parse.ts'
import { lineStarts, positionAt } from '../source/text.ts'
import { tokensOf } from '../source/tokens.ts'
import type { Edited, Span } from './edits.ts'

/** What is worse in the edited text than in `text`; undefined where all that changed is what was edited. */
export async function harmOf(file: string, text: string, edited: Edited): Promise<string | undefined> {
  const old = open({ file, bytes: Buffer.from(text) })
  const now = open({ file, bytes: Buffer.from(edited.text) })
  if (!isSound(now)) return 'what it leaves is no YAML that every reader understands alike'
  if (untouched(text, edited.before) !== untouched(edited.text, edited.after)) return 'it changes other values'
  const isOld = await misfitsOf(old)
  const known = new Set(isOld.map(keyOf))
  const [startsBefore, startsAfter] = [startsOf(text, edited.before), startsOf(edited.text, edited.after)]
  const reopened = isOld
    .filter((each) => startsBefore.has(spell(each.start)) && opens(each))
    .map(({ document, path }) => [document, ...path.slice(0, -1)])
  const worse = (await misfitsOf(now)).find(
    (each) =>
      !known.has(keyOf(each)) &&
      !startsAfter.has(spell(each.start)) &&
      !reopened.some((mapping) => mapping.every((step, index) => step === [each.document, ...each.path][index])),
  )
  return worse && `it makes a fault of something else: ${worse.message}`
}

const isSound = ({ faults, documents }: Source): boolean =>
  faults.every(({ severity }) => severity === 'warning') && documents.every((document) => document.faults.length === 0)

/** Everything a text says outside of these spans. */
function untouched(text: string, spans: readonly Span[]): string {
  const within = (span: Span | undefined): boolean => span !== undefined && spans.some(([start, end]) => span[0] < end && start < span[1])
  return tokensOf(text)
    .filter(({ span }) => !within(span))
    .map(({ says }) => says)
    .join('\n')
}

interface Placed extends Misfit {
  readonly document: number
  readonly start: Position
}

async function misfitsOf(source: Source): Promise<Placed[]> {
  const all = source.documents.map(async (parsed) => {
    const { range, keyRange, written } = locator(source, parsed)
    const result = await conform(parsed.value, parsed.ambiguous, written)
    const misfits = 'spec' in result ? [] : result.misfits
    return misfits.map((misfit) => ({
      ...misfit,
      document: parsed.number,
      start: (misfit.on === 'key' ? keyRange(misfit.path) : range(misfit.path)).start,
    }))
  })
  return (await Promise.all(all)).flat()
}

/** Whether to mend it lets the rest of its mapping be judged for the first time: a key, or a word that says what the mapping is. */
const opens = ({ on, path }: Misfit): boolean => on === 'key' || openers.has(path.at(-1))

const openers: ReadonlySet<Path[number] | undefined> = new Set(['apiVersion', 'kind', 'type'])

const keyOf = ({ document, path, message }: Placed): string => JSON.stringify([document, path, message])

const spell = ({ line, column }: Position): string => `${line}:${column}`

function startsOf(text: string, spans: readonly Span[]): ReadonlySet<string> {
  const lines = lineStarts(text)
  return new Set(spans.map(([start]) => spell(positionAt(lines, start))))
}
