/** Samples of the reports: the examples of a command, run with each format that it writes. */
import { linesOf } from './commands.ts'
import type { Writer } from './formats.ts'
import { isDone, run } from './place.ts'
import type { Sample } from './reports.ts'
import { sampleOf } from './shortened.ts'

/** The first of the examples that gives a report in this format; none where no example does. */
export function sampled({ command, flag, shape }: Writer, format: string): readonly Sample[] {
  const bare = linesOf(command, shape).map((line) => line.replaceAll(/ --(?:report|format) \S+/g, ''))
  for (const line of new Set(bare)) {
    if (!line.startsWith(`cuspec ${command}`) || />| -o |--output/.test(line)) continue
    const shown = run(`${line} --${flag} ${format} > report`, 'as-of' in (shape.flags ?? {}))
    const report = shown.made.get('report')
    if (isDone(shown) && report && report.length > 0)
      return [{ command, line: shown.line.replace(' > report', ''), block: sampleOf(report) }]
  }
  return []
}
