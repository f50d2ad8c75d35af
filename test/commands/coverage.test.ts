/** How much was looked at, and `--strict-coverage`, which makes an error of what could not be decided. */
import { expect, test } from 'vitest'
import { rules } from '../../src/rules/index.ts'
import { bash, cuspec, folderOf, lintToJson, spec } from './program.ts'

const head = 'apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: a, asOf: 2007-03-01 }\n'
// One server whose licences are left out: licences against use cannot be decided. The port group says what it does.
const open = `${head}servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    ports: [{ count: 4, does: [answer] }]
`
const closed = `${head}servers:\n  - { name: SYD-UNITY1, version: 4.0(5) }\n`

test('what cannot be decided is no finding, and an error by --strict-coverage', () => {
  const cwd = folderOf({ 'a.cuspec.yaml': open })
  expect(cuspec(['lint'], { cwd }).status).toBe(0)
  expect(lintToJson([], { cwd }).findings).toEqual([])

  const { status, stdout } = cuspec(['lint', '--strict-coverage'], { cwd })
  expect(status).toBe(1)
  expect(stdout).toContain('error: not checked: SYD-UNITY1: licences [license-covers-use]\n --> a.cuspec.yaml:5:11\n')
  expect(stdout).not.toContain('not checked, because this is missing')
  // Every gap that is listed is a finding, and the other way round.
  const { findings, coverage } = lintToJson(['--strict-coverage'], { cwd })
  // A fact that several rules want for is missing once.
  const told = findings.map(({ message, severity }) => `${severity} ${message}`)
  const missing = coverage.notChecked.map((gap) => `error not checked: ${gap.of}: ${gap.missing}${gap.remedy ? `; ${gap.remedy}` : ''}`)
  expect(told.sort()).toEqual([...new Set(missing)].sort())
})

test('a spec that leaves nothing open passes --strict-coverage', () => {
  const cwd = folderOf({ 'a.cuspec.yaml': closed.replace('4.0(5) }', '4.0(5), licenses: [] }') })
  expect(lintToJson([], { cwd }).coverage.notChecked).toEqual([])
  expect(cuspec(['lint', '--strict-coverage'], { cwd }).status).toBe(0)
})

test('the flag takes nothing, and stands once', () => {
  const cwd = folderOf({ 'a.cuspec.yaml': open })
  expect(cuspec(['lint', '--strict-coverage=yes'], { cwd })).toMatchObject({ status: 2, stdout: '' })
  expect(cuspec(['lint', '--strict-coverage', 'a.cuspec.yaml'], { cwd }).status).toBe(1)
  expect(cuspec(['lint', 'a.cuspec.yaml', '--strict-coverage'], { cwd }).status).toBe(1)
  expect(bash('cuspec lint --strict-coverage - < a.cuspec.yaml', { cwd }).status).toBe(1)
})

test('each rule says on how many parts it ran', () => {
  const cwd = folderOf({
    'a.cuspec.yaml': `${closed}  - { name: SYD-UNITY2, version: 4.0(5), licenses: [] }\nfailover:\n  - { primary: SYD-UNITY1, secondary: SYD-UNITY2 }\n`,
    'b.cuspec.yaml': spec('MEL-UNITY1'),
    'c.cuspec.yaml': 'apiVersion: cuspec/v1\nkind: Deployment\n',
  })
  const { coverage } = lintToJson([], { cwd })
  const parts = Object.fromEntries(coverage.byRule.map((each) => [each.rule, each.parts]))
  expect(Object.keys(parts)).toEqual(rules.map(({ id }) => id))
  // Three documents, one of which does not fit; three servers; one pair; no pool, Bridge or licence.
  expect(parts).toMatchObject({
    schema: 3,
    'release-known': 3,
    'failover-licensed': 1,
    'references-resolve': 4,
    'pool-sound': 0,
    'license-file-sound': 0,
  })
  for (const { rule, undecided } of coverage.byRule) {
    const names = coverage.notChecked.filter((gap) => gap.rule === rule).map(({ of }) => of)
    expect(undecided, rule).toBe(new Set(names).size)
  }
})

test('a price book that could not be read may be the one that is named: one mistake, one error', () => {
  const cwd = folderOf({
    'a.cuspec.yaml': spec('SYD-UNITY1').replace('servers:', 'priceBook: nsw\nservers:'),
    'b.cuspec.yaml':
      'apiVersion: cuspec/v1\nkind: PriceBook\nmetadata: { name: nsw }\ncurrency: AUD\nitems: [{ partNumber: A, entitles: {}, price: 1.00 }]\n',
  })
  const { findings } = lintToJson([], { cwd })
  expect(findings.filter(({ rule }) => rule === 'schema' || rule === 'references-resolve').map(({ rule }) => rule)).toEqual(['schema'])
})
