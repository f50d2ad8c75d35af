/** One line a finding, `path:line:col: severity rule message`, as problem matchers of editors and forges read it; then the sum. */
import { visible } from '../visible.ts'
import { inert } from './inert.ts'
import { type Rendered, type Subject, summed } from './subject.ts'

export function renderCompact({ report }: Subject): Rendered {
  const lines = report.findings.map(
    ({ file, range: { start }, severity, rule, message }) =>
      `${unlike(file)}:${start.line}:${start.column}: ${severity} ${rule} ${message}`,
  )
  return { text: [...lines, summed(report)].map((line) => `${inert(line)}\n`).join('') }
}

/** The name of a file, in which nothing looks like the place that follows it. */
const unlike = (file: string): string => visible(file).replace(/:(?=\d+:\d+: )/g, '\\u{3A}')
