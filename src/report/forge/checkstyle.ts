/** Checkstyle's XML, which many reviewers' tools read. */
import type { Finding } from '../../finding.ts'
import { addTo } from '../../model/add-to.ts'
import { offText } from '../off.ts'
import { isGrave, suppressedWords } from '../suppressed.ts'
import { gapsOf, type Rendered, type Subject, shortcomings } from './subject.ts'
import { type Markup, xml, xmlDocument } from './xml.ts'

export function renderCheckstyle({ report, fromRoot }: Subject): Rendered {
  const byFile = new Map<string, Markup[]>([...report.texts.keys()].sort((a, b) => (a < b ? -1 : 1)).map((file) => [file, []]))
  for (const finding of report.findings) addTo(byFile, finding.file, findingElement(finding))
  for (const { path, reason } of report.coverage.unreadable ?? []) addTo(byFile, path, element(1, 1, 'error', reason, 'not-read'))
  // The format has no other place to say that something was not checked.
  const [gap] = gapsOf(report)
  if (gap) addTo(byFile, gap.file, element(1, 1, 'info', shortcomings(report).join('; '), 'not-checked'))
  const [silenced] = report.coverage.off ?? []
  const { start } = silenced?.range ?? { start: { line: 1, column: 1 } }
  if (silenced?.file !== undefined)
    addTo(byFile, silenced.file, element(start.line, start.column, 'info', offText(report.coverage) ?? '', 'rules-off'))
  // What is suppressed would count here, so it is left out; that a server goes down with it is not.
  const [grave] = report.suppressed.filter(isGrave)
  if (grave) addTo(byFile, grave.file, element(grave.range.start.line, 1, 'info', suppressedWords(report).join('; '), 'suppressed'))
  const files = [...byFile].map(
    ([file, elements]) => xml`
<file name="${fromRoot(file) ?? file}">${elements}
</file>`,
  )
  return {
    text: xmlDocument(xml`<checkstyle version="4.3">${files}
</checkstyle>`),
  }
}

const findingElement = ({ range: { start }, severity, message, rule }: Finding): Markup =>
  element(start.line, start.column, severity === 'note' ? 'info' : severity, message, rule)

const element = (line: number, column: number, severity: string, message: string, source: string): Markup => xml`
<error line="${line}" column="${column}" severity="${severity}" message="${message}" source="cuspec.${source}"/>`
