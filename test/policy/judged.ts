/** Policies as a team writes them, judged with everything else. */
import { check, type Report } from '../../src/check.ts'

export const head = 'apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: sydney, asOf: 2007-03-01 }\n'

/** The text of a policy document of rules in JSON, which is YAML. */
export const policy = (rules: readonly Readonly<Record<string, unknown>>[], name = 'house'): string =>
  JSON.stringify({ apiVersion: 'cuspec/v1', kind: 'Policy', metadata: { name }, rules })

/** Checks texts as one fleet. */
export const judged = (...texts: readonly string[]): Promise<Report> =>
  check(
    texts.map((text, index) => ({ file: `f${index}`, bytes: Buffer.from(text) })),
    { today: '2007-03-01' },
  )

export interface Said {
  /** What findings of the rule say, and those about policies. */
  readonly findings: readonly string[]
  readonly gaps: readonly string[]
}

/** What one assertion says of a deployment whose servers, and the like, are given as YAML. */
export async function said(assert: string, spec: string, match = 'server', message = '"broken"'): Promise<Said> {
  const report = await judged(policy([{ id: 'r', match, assert, message }]), `${head}${spec}\n`)
  return {
    findings: report.findings
      .filter(({ rule }) => rule.startsWith('policy'))
      .map(({ message: text, rule }) => (rule === 'policy-sound' ? `flaw: ${text}` : text)),
    gaps: report.coverage.unchecked.filter(({ rule }) => rule === 'policy/house/r').map(({ of, missing }) => `${of}: ${missing}`),
  }
}

/** What an assertion comes to: `true`, `false`, `unknown` or `flaw`. */
export async function verdict(assert: string, spec = 'servers: [{ name: A, version: 4.0(5) }]', match = 'server'): Promise<string> {
  const { findings, gaps } = await said(assert, spec, match)
  if (findings.some((each) => each.startsWith('flaw: '))) return 'flaw'
  return findings.length > 0 ? 'false' : gaps.length > 0 ? 'unknown' : 'true'
}
