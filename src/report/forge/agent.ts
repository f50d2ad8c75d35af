/** For machines that repair: a finding a line as JSON, with what may stand there; the last line says what there was. */
import type { Finding } from '../../finding.ts'
import { version } from '../../version.ts'
import { termsJson } from '../terms.ts'
import { visibleJson } from '../visible.ts'
import { gapsOf, type Rendered, type Subject } from './subject.ts'

export function renderAgent({ report }: Subject): Rendered {
  const count = (severity: Finding['severity']): number => report.findings.filter((finding) => finding.severity === severity).length
  const { documents, unreadable = [], off } = report.coverage
  const lines = [
    ...report.findings.map((finding) => line('finding', finding)),
    ...report.suppressed.map((finding) => ({ ...line('suppressed', finding), suppression: finding.suppression })),
    ...gapsOf(report).map(({ missing, names, rules }) => ({ kind: 'not-checked', missing, of: names, rules })),
    {
      kind: 'summary',
      tool: { name: 'cuspec', version },
      errors: count('error'),
      warnings: count('warning'),
      notes: count('note'),
      suppressed: report.suppressed.length,
      notChecked: report.coverage.unchecked.length,
      documentsUnread: documents.unread,
      unreadable,
      ...(off && { off: off.map(({ rule, findings }) => ({ rule, findings })) }),
      ...(report.others !== undefined && { others: report.others }),
      ...(report.terms && { change: termsJson(report.terms) }),
    },
  ]
  return { text: lines.map((each) => `${visibleJson(JSON.stringify(each))}\n`).join('') }
}

function line(kind: string, finding: Finding): object {
  const { rule, severity, file, range, document, path, message, fix, allowed, cites, consequence, server, related } = finding
  return {
    kind,
    rule,
    severity,
    file,
    line: range.start.line,
    column: range.start.column,
    endLine: range.end.line,
    endColumn: range.end.column,
    document,
    path,
    message,
    ...(fix && { fix }),
    ...(allowed && { allowed }),
    ...(server !== undefined && { server }),
    ...(consequence !== undefined && { consequence }),
    cites: cites.map(({ fact }) => fact),
    related: related.map((other) => ({
      file: other.file,
      line: other.range.start.line,
      column: other.range.start.column,
      path: other.path,
      message: other.message,
    })),
  }
}
