/** JUnit's XML: a suite a file, a case a finding, one that passes for a file without any. What fails is what fails the run. */
import { atLeast, byPlace, type Finding, type Suppressed } from '../../finding.ts'
import { addTo } from '../../model/add-to.ts'
import { pathsByName } from '../../review/identity.ts'
import { suppressionWords } from '../suppressed.ts'
import { meanings, sourcesOf } from '../text.ts'
import { gapsOf, gapText, type Rendered, type Subject } from './subject.ts'
import { lines, type Markup, xml, xmlDocument } from './xml.ts'

interface Case {
  readonly name: string
  readonly file?: string
  readonly line?: number
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped'
  readonly message?: string
  readonly type?: string
  readonly detail?: readonly string[]
}

interface Suite {
  readonly name: string
  readonly cases: readonly Case[]
}

export function renderJunit(subject: Subject): Rendered {
  const { report, fromRoot } = subject
  const named = pathsByName(report.fleet)
  const byFile = new Map<string, (Finding | Suppressed)[]>([...report.texts.keys()].sort(byCodeUnit).map((file) => [file, []]))
  for (const finding of [...report.findings, ...report.suppressed].sort(byPlace)) addTo(byFile, finding.file, finding)
  const files = [...byFile].map(([file, findings]): Suite => {
    const place = fromRoot(file) ?? file
    const cases = findings.map((finding) => caseOf(subject, finding, place, named(finding).join('/')))
    return { name: place, cases: cases.length > 0 ? cases : [{ name: 'no findings', file: place, outcome: 'passed' }] }
  })
  const suites = [...files, ...besides(subject)].map(distinct)
  const all = suites.flatMap(({ cases }) => cases)
  return {
    text: xmlDocument(xml`<testsuites name="cuspec" ${counts(all)} time="0">${suites.map(suiteElement)}
</testsuites>`),
  }
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : 1)

/** A finding that does not fail the run passes, and says what it has to say. */
function caseOf({ failOn }: Subject, finding: Finding | Suppressed, file: string, path: string): Case {
  const { rule, severity, message, range, consequence, cites } = finding
  const place = { name: path === '' ? rule : `${rule} ${path}`, file, line: range.start.line }
  if ('suppression' in finding) return { ...place, outcome: 'skipped', message: `${message} (${suppressionWords(finding.suppression)})` }
  return {
    ...place,
    outcome: atLeast(severity, failOn) ? 'failure' : 'passed',
    message,
    type: severity,
    detail: [
      `${severity}: ${message} [${rule}]`,
      `${file}:${range.start.line}:${range.start.column}`,
      ...(consequence ? [`consequence: ${meanings[consequence]}`] : []),
      ...(cites.length > 0 ? [`source: ${sourcesOf(cites)}`] : []),
    ],
  }
}

/** What is not about a line of a file: what could not be looked at, and the facts that are missing. */
function besides({ report }: Subject): Suite[] {
  const unread = (report.coverage.unreadable ?? []).map(
    ({ path, reason }): Case => ({ name: path, outcome: 'error', message: reason, type: 'not-read', detail: [`${path}: ${reason}`] }),
  )
  const gaps = gapsOf(report).map((gap): Case => ({ name: gap.missing, outcome: 'skipped', message: gapText(gap) }))
  const silenced = (report.coverage.off ?? []).map(({ rule, file, range, findings }): Case => {
    const by = file === undefined ? '' : ` by ${file}${range ? `:${range.start.line}` : ''}`
    return { name: rule, outcome: 'skipped', message: `the rule is off${by}; findings that this hides: ${findings}` }
  })
  return [
    { name: 'could not be looked at', cases: unread },
    { name: 'not checked, because this is missing', cases: gaps },
    { name: 'off by the configuration', cases: silenced },
  ].filter(({ cases }) => cases.length > 0)
}

/** Of two cases with one name GitLab forgets the second. */
function distinct({ name, cases }: Suite): Suite {
  const taken = new Set<string>()
  const last = new Map<string, number>()
  const unique = cases.map((each) => {
    let own = each.name
    for (let number = (last.get(each.name) ?? 1) + 1; taken.has(own); number++) {
      own = `${each.name} (${number})`
      last.set(each.name, number)
    }
    taken.add(own)
    return { ...each, name: own }
  })
  return { name, cases: unique }
}

const counts = (cases: readonly Case[]): Markup => {
  const count = (outcome: Case['outcome']): number => cases.filter((each) => each.outcome === outcome).length
  return xml`tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}"`
}

const suiteElement = ({ name, cases }: Suite): Markup => xml`
<testsuite name="${name}" ${counts(cases)} skipped="${cases.filter(({ outcome }) => outcome === 'skipped').length}" time="0">${cases.map((each) => caseElement(name, each))}
</testsuite>`

function caseElement(suite: string, each: Case): Markup {
  const { name, file, line } = each
  const place = xml`${file === undefined ? [] : xml` file="${file}"`}${line === undefined ? [] : xml` line="${line}"`}`
  return xml`
<testcase classname="${suite}" name="${name}"${place} time="0">${outcomeElement(each)}</testcase>`
}

function outcomeElement({ outcome, message = '', type = '', detail = [] }: Case): Markup {
  switch (outcome) {
    case 'failure':
      return xml`<failure message="${message}" type="${type}">${lines(detail)}</failure>`
    case 'error':
      return xml`<error message="${message}" type="${type}">${lines(detail)}</error>`
    case 'skipped':
      return xml`<skipped>${message}</skipped>`
    case 'passed':
      return detail.length > 0 ? xml`<system-out>${lines(detail)}</system-out>` : xml``
  }
}
