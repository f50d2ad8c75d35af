/** Policies as their team meets them: in lint, in every report, and in `cuspec test`. */
import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { bash, cuspec, cuspecByOclif, folderOf, lintToJson } from './program.ts'

const house = `apiVersion: cuspec/v1
kind: Policy
metadata: { name: house-rules, owner: voice-team@example.com }
rules:
  - id: few-users
    title: A server has at most 500 users
    match: server
    at: [users, voiceMail]
    assert: self.users.voiceMail <= 500
    message: string(self.users.voiceMail) + " users, but this house has at most 500 on a server"
    severity: warning
    good: ["{ name: A, version: 4.0(5), users: { voiceMail: 500 } }"]
    bad: ["{ name: A, version: 4.0(5), users: { voiceMail: 501 } }"]
`
const spec = (more: string): string =>
  `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: x, asOf: 2007-03-01 }\nservers:\n  - { name: A, version: 4.0(5), ${more} }\n`
const fleet = spec('users: { voiceMail: 600 }')
const files = { 'p.cuspec.yaml': house, 'a.cuspec.yaml': fleet }

describe('lint', () => {
  test('tells what breaks a policy, where it stands, and which rule says so', () => {
    const { stdout, status } = cuspec(['lint'], { cwd: folderOf(files) })
    expect(stdout).toMatch(
      /^warning: 600 users, but this house has at most 500 on a server \[policy\/house-rules\/few-users\]\n.*a\.cuspec\.yaml:\d+:\d+\n/m,
    )
    expect(stdout).toContain('= also: p.cuspec.yaml:9:13: the rule of the policy house-rules')
    expect(status).toBe(0)
    expect(cuspec(['lint', '--fail-on', 'warning'], { cwd: folderOf(files) }).status).toBe(1)
  })

  test('says the same by either way in, and with the policy in any place', () => {
    const cwd = folderOf({ 'z/a.cuspec.yaml': fleet, 'a/p.cuspec.yaml': house })
    expect(cuspecByOclif(['lint'], { cwd }).stdout).toBe(cuspec(['lint'], { cwd }).stdout)
    expect(cuspec(['lint'], { cwd }).stdout).toContain('policy/house-rules/few-users')
  })

  test('reports as JSON by the schema, with the rule among those that ran', () => {
    const { findings, coverage } = lintToJson(['.'], { cwd: folderOf(files) })
    expect(findings.filter(({ rule }) => rule === 'policy/house-rules/few-users')).toHaveLength(1)
    expect(coverage.byRule).toContainEqual({ rule: 'policy/house-rules/few-users', parts: 1, undecided: 0 })
  })

  test('describes the rule in SARIF, where a policy writes no Markdown', () => {
    const hostile = house.replace('A server has at most 500 users', '"[click](https://evil.example) {0} \\u001b[31m"')
    const { stdout } = cuspec(['lint', '--report', 'sarif'], { cwd: folderOf({ ...files, 'p.cuspec.yaml': hostile }) })
    const { rules } = JSON.parse(stdout).runs[0].tool.driver
    const [rule] = rules.filter(({ id }: { id: string }) => id === 'policy/house-rules/few-users')
    expect(rule.help.text).toContain('self.users.voiceMail <= 500')
    expect(rule.help).not.toHaveProperty('markdown')
    expect(rule.shortDescription.text).toBe('[click] (https://evil.example) { 0} \\u{1B}[31m.')
  })

  test('shows no control characters of a message, in any report', () => {
    const hostile = house
      .replace('" users, but', '"\\n::error::owned\\u001b[2J ##vso[task] <!-- users, but')
      .replace(/message: (.*)/, (_, text: string) => `message: '${text}'`)
    const cwd = folderOf({ ...files, 'p.cuspec.yaml': hostile })
    for (const format of ['text', 'json', 'compact', 'sarif', 'junit', 'github', 'summary', 'gitlab', 'checkstyle', 'markdown', 'agent']) {
      const { stdout, stderr } = cuspec(['lint', '--report', format], { cwd })
      expect(stderr).toBe('')
      expect(stdout, format).toContain('owned')
      expect(stdout, format).not.toMatch(/\u001b|^\s*::error::owned|##vso\[/m)
    }
  })

  test('what is wrong with a policy stays the same finding after rules come before it', () => {
    const printed = (text: string): unknown =>
      JSON.parse(cuspec(['lint', '--report', 'sarif'], { cwd: folderOf({ 'p.cuspec.yaml': text }) }).stdout).runs[0].results.map(
        ({ partialFingerprints }: { partialFingerprints: unknown }) => partialFingerprints,
      )
    const wrong = house.replace('self.users', 'self.usrs')
    expect(printed(wrong)).toHaveLength(1)
    const before = '  - { id: first, match: server, assert: "true", message: self.name }\n'
    expect(printed(wrong.replace('  - id: few-users', `${before}  - id: few-users`))).toEqual(printed(wrong))
  })

  test('what a policy needs and a spec leaves out is not checked, and an error where nothing may be left open', () => {
    const cwd = folderOf({ 'p.cuspec.yaml': house, 'a.cuspec.yaml': spec('codec: g711') })
    expect(cuspec(['lint'], { cwd }).stdout).toMatch(/: `users` \[policy\/house-rules\/few-users\]/)
    const { stdout, status } = cuspec(['lint', '--strict-coverage'], { cwd })
    expect(stdout).toMatch(/error: not checked: .*: `users` \[policy\/house-rules\/few-users\]/)
    expect(status).toBe(1)
  })

  test('ten thousand servers and twenty policies take time in proportion', () => {
    const servers = (count: number): string =>
      `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: x }\nservers:\n${Array.from({ length: count }, (_, index) => `  - { name: S${index}, version: 4.0(5), users: { voiceMail: 5 } }\n`).join('')}`
    const rule = (index: number): string =>
      `  - { id: r${index}, match: server, assert: 'self.users.voiceMail < 9 && release(self.version) > release("4.0(3)")', message: '"x"' }\n`
    const many = `apiVersion: cuspec/v1\nkind: Policy\nmetadata: { name: m }\nrules:\n${Array.from({ length: 20 }, (_, index) => rule(index)).join('')}`
    const timed = (content: Readonly<Record<string, string>>): number => {
      const cwd = folderOf(content)
      const began = performance.now()
      expect(cuspec(['lint', '--report', 'compact'], { cwd }).status).toBe(0)
      return performance.now() - began
    }
    const small = timed({ 'a.cuspec.yaml': servers(2500), 'p.cuspec.yaml': many })
    const large = timed({ 'a.cuspec.yaml': servers(10_000), 'p.cuspec.yaml': many })
    expect(large / small).toBeLessThan(12)
  }, 120_000)
})

describe('test', () => {
  const isTest = new Ajv({ allowUnionTypes: true }).compile<{ summary: unknown }>(
    JSON.parse(readFileSync('schemas/test.schema.json', 'utf8')),
  )

  test('judges examples', () => {
    const { stdout, status, stderr } = cuspec(['test'], { cwd: folderOf(files) })
    expect({ stdout, status, stderr }).toEqual({
      stdout: 'ok   policy/house-rules/few-users  A server has at most 500 users\n\n1 rule, 2 examples: 2 as expected, 0 not\n',
      status: 0,
      stderr: '',
    })
  })

  test('says what was expected, what was seen, and where', () => {
    const cwd = folderOf({ 'p.cuspec.yaml': house.replace('voiceMail: 501', 'voiceMail: 499').replace('voiceMail: 500', 'inbox: 5') })
    const { stdout, status } = cuspec(['test'], { cwd })
    expect(stdout).toBe(`FAIL policy/house-rules/few-users  A server has at most 500 users
    good 1: expected to keep the rule, but it cannot be decided
      A: \`users.voiceMail\` is missing
      --> p.cuspec.yaml:12:12
    bad 1: expected to break the rule, but it keeps it
      --> p.cuspec.yaml:13:11

1 rule, 2 examples: 0 as expected, 2 not
`)
    expect(status).toBe(1)
  })

  test('shows where a rule flips', () => {
    const { stdout } = cuspec(['test', '--boundaries'], { cwd: folderOf(files) })
    expect(stdout).toContain('    self.users.voiceMail (<=)\n      499  kept\n      500  kept\n      501  broken  <- turns\n')
  })

  test('tells a rule without examples, which is no failure', () => {
    const { stdout, status } = cuspec(['test'], { cwd: folderOf({ 'p.cuspec.yaml': house.replace(/ {4}(good|bad): .*\n/g, '') }) })
    expect(stdout).toContain('no good and no bad example, so that nobody knows whether it does what it is for')
    expect(stdout).toContain('1 rule without a good or a bad example')
    expect(status).toBe(0)
  })

  test('reports as JSON by its schema, and as JUnit', () => {
    const pair = {
      'p.cuspec.yaml': house.replace('voiceMail: 501', 'voiceMail: 499'),
      'q.cuspec.yaml': house.replace('house-rules', '"b]]><x"').replace('self.users.voiceMail <=', 'self.usrs <='),
    }
    const cwd = folderOf(pair)
    const shown: unknown = JSON.parse(cuspec(['test', '--report', 'json'], { cwd }).stdout)
    expect(isTest(shown), JSON.stringify(isTest.errors)).toBe(true)
    expect(shown).toMatchObject({ summary: { rules: 2, examples: 2, passed: 1, failed: 1, flawed: 1 } })
    // The schema of Jenkins, with the two attributes of a case that GitLab reads beside it.
    const schema = readFileSync('test/report/forge/junit-4.xsd', 'utf8').replace(
      '<xs:attribute name="status"',
      '<xs:attribute name="file" type="xs:string"/><xs:attribute name="line" type="xs:positiveInteger"/>$&',
    )
    const judge = bash('cuspec test --report junit | xmllint --noout --schema junit.xsd -', {
      cwd: folderOf({ ...pair, 'junit.xsd': schema }),
    })
    expect(judge).toMatchObject({ status: 0, stderr: '- validates\n' })
    const junit = cuspec(['test', '--report', 'junit'], { cwd }).stdout
    expect(junit).toContain('<testsuites name="cuspec test" tests="3" failures="1" errors="1" time="0">')
    expect(junit).toContain('expected to break the rule, but it keeps it')
  })

  test('exits 1 for a rule that cannot be evaluated, 2 where there is nothing to judge', () => {
    const broken = cuspec(['test'], { cwd: folderOf({ 'p.cuspec.yaml': house.replace('self.users', 'self.usrs') }) })
    expect(broken.stdout).toContain('`assert`: unknown key `usrs` of the server; did you mean `users`?\n      --> p.cuspec.yaml:9:18')
    expect(broken.status).toBe(1)
    const none = cuspec(['test'], { cwd: folderOf({ 'a.cuspec.yaml': fleet }) })
    expect([none.status, none.stdout, none.stderr]).toEqual([
      2,
      '',
      'cuspec: no policy found: no document of kind Policy that could be read\n',
    ])
    expect(cuspec(['test', 'nowhere'], { cwd: folderOf({}) }).status).toBe(2)
    const unread = cuspec(['test'], { cwd: folderOf({ 'p.cuspec.yaml': `${house}---\nkind: Policy\n` }) })
    expect([unread.status, unread.stderr]).toEqual([1, expect.stringContaining('1 of 2 documents could not be read')])
  })

  test('judges on the day that it is told', () => {
    const dated = house.replace('self.users.voiceMail <= 500', 'today < "2008-01-01" || self.users.voiceMail <= 500')
    const cwd = folderOf({ 'p.cuspec.yaml': dated.replace(/assert: (.*)/, (_, text: string) => `assert: '${text}'`) })
    expect(cuspec(['test', '--as-of', '2008-01-01'], { cwd }).status).toBe(0)
    expect(cuspec(['test', '--as-of', '2007-12-31'], { cwd }).status).toBe(1)
  })

  test('the examples that are shipped are as expected', () => {
    for (const folder of ['policies', 'kinds']) {
      const { stdout, status } = cuspec(['test', '.'], { cwd: `examples/${folder}` })
      expect(stdout).not.toMatch(/^(?:FAIL|\? )|no example tells/m)
      expect(status).toBe(0)
    }
  })
})

test('a rule of a policy is explained by its own document', () => {
  expect(cuspec(['explain', 'policy/house-rules/few-users'])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('cuspec test lists'),
  })
})
