/** The end of `cuspec init`: the draft is checked as `cuspec lint` would, written, and what is open is said. */
import { isatty } from 'node:tty'
import { check } from '../../check.ts'
import { type Draft, openItems } from '../../draft/draft.ts'
import { write } from '../../draft/write.ts'
import { atLeast } from '../../finding.ts'
import { coloured, plain, wantsColour } from '../../report/paint.ts'
import { plural, renderText } from '../../report/text.ts'
import { openNamed } from '../../source/named.ts'
import { exits } from '../exits.ts'
import { put } from '../outputs.ts'
import { say, writeAll } from '../print.ts'
import { Refusal } from '../refusal.ts'
import { today } from '../surroundings.ts'
import { taken } from './asked.ts'

/** Checks and writes a draft to `file`, `-` being standard output. Everything but the spec goes to standard error. Returns the exit code. */
export async function conclude(draft: Draft, aside: readonly string[], file: string, spec: string, force: boolean): Promise<number> {
  const text = write(draft)
  const report = await check([{ file: spec, bytes: Buffer.from(text) }], { asOf: undefined, today: today() }, { openNamed })
  const occupied = taken(file, force)
  if (occupied !== undefined) throw new Refusal(occupied)
  put({ format: 'yaml', file: file === '-' ? undefined : file }, text)
  tell(renderText(report, wantsColour('auto', process.env, isatty(2)) ? coloured : plain))
  for (const item of openItems(draft)) say(`not known yet: ${item}`)
  for (const each of aside) say(each)
  const errors = report.findings.filter(({ severity }) => atLeast(severity, 'error')).length
  const verdict =
    errors > 0
      ? `it has ${plural(errors, 'error')}, as shown above`
      : report.findings.length > 0
        ? 'it lints without errors'
        : 'it lints clean'
  say(`${file === '-' ? 'drafted' : `${file} written`}; ${verdict}`)
  return errors > 0 || aside.length > 0 ? exits.findings : exits.clean
}

function tell(text: string): void {
  try {
    writeAll(2, text)
  } catch {
    // Where standard error is gone, the exit code has to say it alone.
  }
}
