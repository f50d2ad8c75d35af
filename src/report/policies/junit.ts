/** What came of the examples of policies, as JUnit's XML: a suite a rule, a case an example. */
import type { Trial } from '../../policy/trial.ts'
import type { Where } from '../address.ts'
import { lines, type Markup, xml, xmlDocument } from '../forge/xml.ts'
import { disappointed, unproven } from './words.ts'

interface Case {
  readonly name: string
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped'
  readonly message: string
  readonly detail: readonly string[]
}

export function trialsJunit(trials: readonly Trial[], where: Where): string {
  const suites = trials.map((trial) => ({ name: trial.id, file: where(trial.at).file, cases: casesOf(trial, where) }))
  const all = suites.flatMap(({ cases }) => cases)
  return xmlDocument(xml`<testsuites name="cuspec test" ${counts(all)} time="0">${suites.map(
    ({ name, file, cases }) => xml`
<testsuite name="${name}" file="${file}" ${counts(cases)} skipped="${number(cases, 'skipped')}" time="0">${cases.map((each) => element(name, each))}
</testsuite>`,
  )}
</testsuites>`)
}

function casesOf(trial: Trial, where: Where): readonly Case[] {
  const { flaws, examples } = trial
  const lack = unproven(trial)
  return [
    ...flaws.map(({ at, message }, index): Case => {
      const { file, range } = where(at)
      return {
        name: `can be evaluated ${index + 1}`,
        outcome: 'error',
        message,
        detail: [`${file}:${range.start.line}:${range.start.column}`],
      }
    }),
    ...examples.map((example): Case => {
      const { file, range } = where(example.at)
      const name = `${example.kind} example ${example.number}`
      if (example.passed) return { name, outcome: 'passed', message: '', detail: [] }
      return {
        name,
        outcome: 'failure',
        message: disappointed(example),
        detail: [`${file}:${range.start.line}:${range.start.column}`, ...example.details],
      }
    }),
    ...(lack === undefined ? [] : [{ name: 'has good and bad examples', outcome: 'skipped' as const, message: lack, detail: [] }]),
  ]
}

const number = (cases: readonly Case[], outcome: Case['outcome']): number => cases.filter((each) => each.outcome === outcome).length

const counts = (cases: readonly Case[]): Markup =>
  xml`tests="${cases.length}" failures="${number(cases, 'failure')}" errors="${number(cases, 'error')}"`

function element(suite: string, { name, outcome, message, detail }: Case): Markup {
  const head = xml`classname="${suite}" name="${name}" time="0"`
  if (outcome === 'passed')
    return xml`
<testcase ${head}/>`
  if (outcome === 'skipped')
    return xml`
<testcase ${head}><skipped message="${message}"/></testcase>`
  const inner = lines([message, ...detail])
  return outcome === 'error'
    ? xml`
<testcase ${head}><error message="${message}" type="flaw">${inner}</error></testcase>`
    : xml`
<testcase ${head}><failure message="${message}" type="example">${inner}</failure></testcase>`
}
