/** What came of the examples of policies, as JUnit's XML: a suite a rule, a case an example. */
import type { Place } from '../../model/part.ts'
import type { Trial } from '../../policy/trial.ts'
import type { Where } from '../address.ts'
import { lines, type Markup, xml, xmlDocument } from '../forge/xml.ts'
import { disappointed, unproven } from './words.ts'

interface Case {
  readonly name: string
  readonly at: Place
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped'
  readonly message: string
  readonly detail: readonly string[]
}

export function trialsJunit(trials: readonly Trial[], where: Where): string {
  const suites = trials.map((trial) => ({ name: trial.id, cases: casesOf(trial) }))
  const all = suites.flatMap(({ cases }) => cases)
  return xmlDocument(xml`<testsuites name="cuspec test" ${counts(all)} time="0">${suites.map(
    ({ name, cases }) => xml`
<testsuite name="${name}" ${counts(cases)} skipped="${number(cases, 'skipped')}" time="0">${cases.map((each) => element(name, each, where))}
</testsuite>`,
  )}
</testsuites>`)
}

/** Of a suite without cases some readers think that it was lost. */
function casesOf(trial: Trial): readonly Case[] {
  const { flaws, examples } = trial
  const lack = unproven(trial)
  return [
    ...flaws.map(({ at, message }, index): Case => ({ name: `can be evaluated ${index + 1}`, at, outcome: 'error', message, detail: [] })),
    ...examples.map((example): Case => {
      const { at, kind, passed, details } = example
      const base = { name: `${kind} example ${example.number}`, at }
      return passed
        ? { ...base, outcome: 'passed', message: '', detail: [] }
        : { ...base, outcome: 'failure', message: disappointed(example), detail: details }
    }),
    ...(lack === undefined
      ? []
      : [{ name: 'has good and bad examples', at: trial.at, outcome: 'skipped' as const, message: lack, detail: [] }]),
  ]
}

const number = (cases: readonly Case[], outcome: Case['outcome']): number => cases.filter((each) => each.outcome === outcome).length

const counts = (cases: readonly Case[]): Markup =>
  xml`tests="${cases.length}" failures="${number(cases, 'failure')}" errors="${number(cases, 'error')}"`

function element(suite: string, each: Case, where: Where): Markup {
  const { file, range } = where(each.at)
  return xml`
<testcase classname="${suite}" name="${each.name}" file="${file}" line="${range.start.line}" time="0">${outcomeElement(each)}</testcase>`
}

function outcomeElement({ outcome, message, detail }: Case): Markup {
  const inner = lines([message, ...detail])
  if (outcome === 'failure') return xml`<failure message="${message}" type="example">${inner}</failure>`
  if (outcome === 'error') return xml`<error message="${message}" type="flaw">${inner}</error>`
  return outcome === 'skipped' ? xml`<skipped>${message}</skipped>` : xml``
}
