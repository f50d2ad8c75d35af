/** GitLab's Code Quality: an array of findings, each with a fingerprint of its own. */
import { byPlace, type Finding } from '../../finding.ts'
import { fingerprints, hashOf } from '../../review/identity.ts'
import { offText } from '../off.ts'
import { isGrave, suppressedWords } from '../suppressed.ts'
import { visible, visibleJson } from '../visible.ts'
import { gapsOf, type Rendered, type Subject, shortcomings } from './subject.ts'

export function renderGitlab(subject: Subject): Rendered {
  const { report, fromRoot } = subject
  const prints = fingerprints([...report.findings, ...report.suppressed].sort(byPlace), report.fleet, fromRoot)
  const entry = (description: string, check_name: string, fingerprint: string, severity: string, file: string, begin: number): unknown => ({
    description: visible(description),
    check_name,
    fingerprint,
    severity,
    // GitLab takes no path that leads out of the tree.
    location: { path: fromRoot(file) ?? visible(file).replaceAll('/', ' ').trim(), lines: { begin } },
  })
  const findings = report.findings.map((finding) => {
    const { message, rule, file, range } = finding
    return entry(message, rule, hashOf(['gitlab', prints.get(finding)]), severityOf(finding), file, range.start.line)
  })
  const unread = (report.coverage.unreadable ?? []).map(({ path, reason }) =>
    entry(`could not be looked at: ${reason}`, 'not-read', hashOf(['not-read', path]), 'blocker', path, 1),
  )
  // The format has no other place to say that something was not checked.
  const [gap] = gapsOf(report)
  const undecided = gap ? [entry(shortcomings(report).join('; '), 'not-checked', hashOf(['not-checked']), 'info', gap.file, 1)] : []
  const [first] = report.coverage.off ?? []
  const silenced =
    first?.file === undefined
      ? []
      : [entry(offText(report.coverage) ?? '', 'rules-off', hashOf(['rules-off']), 'info', first.file, first.range?.start.line ?? 1)]
  // What is suppressed would count here, so it is left out; that a server goes down with it is not.
  const [grave] = report.suppressed.filter(isGrave)
  const suppressed = grave
    ? [entry(suppressedWords(report).join('; '), 'suppressed', hashOf(['suppressed']), 'info', grave.file, grave.range.start.line)]
    : []
  return { text: `${visibleJson(JSON.stringify([...findings, ...unread, ...undecided, ...silenced, ...suppressed], null, 1))}\n` }
}

const severities = { error: 'critical', warning: 'minor', note: 'info' } as const satisfies Record<Finding['severity'], string>

const severityOf = ({ severity, consequence }: Finding): string =>
  severity === 'error' && consequence === 'shutdown' ? 'blocker' : severities[severity]
