/** Fixes made until none is left: texts in, texts out. Nothing is written here. */
import type { Report } from '../check.ts'
import type { Applicability } from '../finding.ts'
import { addTo } from '../model/add-to.ts'
import type { Input } from '../source/open.ts'
import { type Edited, edit } from './edits.ts'
import { type Fixable, fixable, isAsked } from './fixable.ts'
import { harmOf } from './harm.ts'

export interface Change extends Input {
  readonly before: Buffer
  /** The findings that are mended by it. */
  readonly done: readonly Fixable[]
}

/** A fix that was not made, and why. */
export interface Refused {
  readonly finding: Fixable
  readonly harm: string
}

export interface Mended {
  /** Of the texts as they are then. */
  readonly report: Report
  readonly changes: readonly Change[]
  readonly refused: readonly Refused[]
}

/** One fix may uncover another: a key that is spelt right has a value that is looked at. Of one document so many misfits are told at a time. */
const mostPasses = 200
/** Fixes that are tried one by one where not all of them can be made. */
const mostTrials = 50

/** Makes the safe fixes of a report, or the suggested ones, too. `again` checks the fleet with the texts that are then. */
export async function mend(
  inputs: readonly Input[],
  report: Report,
  again: (inputs: readonly Input[]) => Promise<Report>,
  how: Applicability,
): Promise<Mended> {
  const now = new Map(inputs.map(({ file, bytes }) => [file, bytes]))
  const done = new Map<string, Fixable[]>()
  const refused = new Map<string, Refused>()
  const trails = new Map<string, string[]>()
  let latest = report
  for (let pass = 0; pass < mostPasses; pass++) {
    let changed = false
    for (const [file, wanted] of byFile(latest, how)) {
      const bytes = now.get(file)
      const text = latest.texts.get(file)
      const left = wanted.filter((finding) => !refused.has(keyOf(finding)))
      if (bytes === undefined || text === undefined || left.length === 0 || !encoded(bytes, text).equals(bytes)) continue
      const made = await mendText(file, text, left)
      for (const each of made.refused) refused.set(keyOf(each.finding), each)
      if (made.text === text) continue
      addTo(trails, file, text)
      if (trails.get(file)?.includes(made.text)) {
        for (const finding of made.done) refused.set(keyOf(finding), { finding, harm: 'it leads in a circle' })
        continue
      }
      now.set(file, encoded(bytes, made.text))
      for (const finding of made.done) addTo(done, file, finding)
      changed = true
    }
    if (!changed) break
    latest = await again(inputs.map(({ file, bytes }) => ({ file, bytes: now.get(file) ?? bytes })))
  }
  const changes = inputs.flatMap(({ file, bytes: before }) => {
    const bytes = now.get(file) ?? before
    return bytes.equals(before) ? [] : [{ file, before, bytes, done: done.get(file) ?? [] }]
  })
  return { report: latest, changes, refused: [...refused.values()] }
}

function byFile({ findings }: Report, how: Applicability): ReadonlyMap<string, readonly Fixable[]> {
  const files = new Map<string, Fixable[]>()
  for (const finding of fixable(findings)) if (isAsked(finding.fix, how)) addTo(files, finding.file, finding)
  return files
}

/** Makes all fixes of a text at once or, where that does harm, those that do none. */
async function mendText(
  file: string,
  text: string,
  wanted: readonly Fixable[],
): Promise<Edited & { readonly refused: readonly Refused[] }> {
  const all = edit(text, wanted)
  if ((await harmOf(file, text, all)) === undefined) return { ...all, refused: [] }
  const refused: Refused[] = []
  let best = edit(text, [])
  for (const finding of wanted.slice(0, mostTrials)) {
    const trial = edit(text, [...best.done, finding])
    const harm = await harmOf(file, text, trial)
    if (harm === undefined) best = trial
    else refused.push({ finding, harm })
  }
  return { ...best, refused }
}

/** A text in UTF-8, with a byte order mark where the file has one. */
function encoded(file: Buffer, text: string): Buffer {
  const mark = file.subarray(0, file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf ? 3 : 0)
  return Buffer.concat([mark, Buffer.from(text)])
}

const keyOf = ({ rule, file, document, path, fix }: Fixable): string => JSON.stringify([rule, file, document, path, fix.title, fix.text])
