/**
 * Runs small specs through the whole check and holds one rule to their marks. `# <- error shutdown 600 500` says that on this line
 * stands a finding of that severity and consequence (`-` for none) whose message has these words; `# ?? SYD-UNITY1: licences` that
 * such a fact of it is missing. Findings and gaps without a mark fail, so that no mark says "none". A document that cannot be read
 * is allowed only where a line says `# unread`. Files that specs name may be marked, too; their marks are taken off before they are read.
 */
import { expect } from 'vitest'
import { check } from '../../src/check.ts'
import type { Clock } from '../../src/model/read.ts'
import type { OpenNamed } from '../../src/source/named.ts'

/** A Deployment with this body, judged on `asOf` if it says so. */
export const deployment = (body: string, asOf?: string): string =>
  `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: example${asOf ? `, asOf: ${asOf}` : ''} }\n${body}`

interface Mark {
  readonly at: string
  readonly kind: string
  readonly words: readonly string[]
}

const marksOf = (text: string, file: string): Mark[] =>
  text.split('\n').flatMap((line, index) => {
    const [severity, consequence, ...words] = (/# <- (.+)$/.exec(line)?.[1] ?? '').split(' ')
    return severity ? [{ at: `${file}:${index + 1}`, kind: `${severity} ${consequence}`, words }] : []
  })

const gapsOf = (text: string): string[] => text.split('\n').flatMap((line) => /# \?\? (.+)$/.exec(line)?.[1] ?? [])

/** Whether a message has a word or number that is not a piece of a longer one. */
const has = (message: string, word: string): boolean =>
  message.split(/[\s,;]+/).some((piece) => piece === word || piece.replace(/[.:`]+$|^`/g, '') === word)

/** Whether a mark names a gap: what is missing has the words after its colon, in a row. */
function covers(mark: string, of: string, missing: string): boolean {
  const [name, words] = mark.split(': ')
  return name === of && words !== undefined && missing.includes(words)
}

/** Opens files that are at hand, by the path that a spec names. */
export const opening =
  (files: Readonly<Record<string, string>>): OpenNamed =>
  (_, file) =>
    Object.hasOwn(files, file)
      ? { file, bytes: Buffer.from((files[file] ?? '').replace(/ # <- .*$/gm, '')) }
      : { file, reason: 'there is no such file' }

/** Expects of `rule` exactly what is marked in `texts`, one a file, and in the files that they name. */
export async function expectMarked(
  rule: string,
  texts: string | readonly string[],
  clock: Clock = { today: '2007-03-01' },
  evidence: Readonly<Record<string, string>> = {},
): Promise<void> {
  const files = [texts].flat().map((text, index) => ({ file: `${index + 1}.cuspec.yaml`, text }))
  const { findings, coverage } = await check(
    files.map(({ file, text }) => ({ file, bytes: Buffer.from(text) })),
    clock,
    { openNamed: opening(evidence) },
  )
  expect(coverage.documents.unread).toBe(files.flatMap(({ text }) => text.match(/# unread$/gm) ?? []).length)

  const marks = [...files, ...Object.entries(evidence).map(([file, text]) => ({ file, text }))].flatMap(({ file, text }) =>
    marksOf(text, file),
  )
  const found = findings
    .filter((finding) => finding.rule === rule)
    .map(({ file, range, severity, consequence, message }) => {
      const at = `${file}:${range.start.line}`
      const mark = marks.find((other) => other.at === at)
      const words = mark?.words.every((word) => has(message, word)) ? mark.words.join(' ') : message
      return `${at} ${severity} ${consequence ?? '-'} ${words}`
    })
  expect(found.sort()).toEqual(marks.map(({ at, kind, words }) => `${at} ${kind} ${words.join(' ')}`).sort())

  const expected = files.flatMap(({ text }) => gapsOf(text))
  const gaps = coverage.unchecked
    .filter((gap) => gap.rule === rule)
    .map(({ missing, of }) => expected.find((mark) => covers(mark, of, missing)) ?? `${of}: ${missing}`)
  expect(gaps.sort()).toEqual(expected.sort())
}
