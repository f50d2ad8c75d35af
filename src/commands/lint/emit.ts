/** Reports of `cuspec lint`, in the formats that were asked for, to where they were asked for. */
import type { Report } from '../../check.ts'
import type { Rendered, Subject } from '../../report/forge/forge.ts'
import { renderJson } from '../../report/json.ts'
import type { Asked, Sections } from '../../report/outlook.ts'
import { coloured, type Paint, plain } from '../../report/paint.ts'
import { renderSuppressed } from '../../report/suppressed.ts'
import { renderText } from '../../report/text.ts'
import { type Output, put } from '../outputs.ts'
import { print, say } from '../print.ts'
import { Refusal } from '../refusal.ts'
import type { reportFormats } from './flags.ts'

export type Format = (typeof reportFormats)[number]

export interface Manner {
  readonly colour: boolean
  /** Whether what would go to standard output goes to standard error. */
  readonly aside: boolean
  /** Whether what is suppressed is listed. */
  readonly listed: boolean
}

/** Writes a report. What it had to leave out is said on standard error. */
export async function emit(output: Output<Format>, subject: Subject, manner: Manner, sections: Sections | undefined): Promise<void> {
  const paint = manner.colour && output.file === undefined ? coloured : plain
  const { text, cut } = await rendered(output.format, subject, paint, sections, manner.listed)
  if (manner.aside && output.file === undefined) print(text, 'error')
  else put(output, text)
  if (cut !== undefined) say(`${output.format} report: ${cut}`)
}

/** Text and JSON at once; the code of the others is read only when they are asked for. */
async function rendered(
  format: Format,
  subject: Subject,
  paint: Paint,
  sections: Sections | undefined,
  listed: boolean,
): Promise<Rendered> {
  if (format === 'text') {
    const suppressed = listed ? renderSuppressed(subject.report, paint) : []
    return { text: renderText(subject.report, paint, [...suppressed, ...(sections?.text(paint) ?? [])]) }
  }
  if (format === 'json') return { text: renderJson(subject.report, sections?.json) }
  const { renderForge } = await import('../../report/forge/forge.ts')
  return renderForge(format, subject)
}

type Reader = (report: Report) => Sections | { readonly problem: string }

/** What makes the sections that were asked for beside findings; undefined where none was. Their code is read only then. */
export async function outlookFor(asked: Asked): Promise<Reader | undefined> {
  if (!asked.headroom && asked.grow.length === 0 && asked.without.length === 0) return undefined
  const { outlook } = await import('../../report/outlook.ts')
  const reader = outlook(asked)
  if ('problem' in reader) throw new Refusal(reader.problem)
  return reader.read
}
