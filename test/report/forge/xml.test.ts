/** JUnit and Checkstyle, read by libxml2, and by the parser of another library. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseXml, XmlElement, type XmlNode } from '@rgrove/parse-xml'
import { afterAll, describe, expect, test } from 'vitest'
import type { Report } from '../../../src/check.ts'
import { renderForge, type Subject } from '../../../src/report/forge/forge.ts'
import { visible } from '../../../src/report/visible.ts'
import { evils, files, flood, halved, hostile, real, reportOf, subject, unseen } from './subjects.ts'

const scratch = mkdtempSync(join(tmpdir(), 'cuspec-xml-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** The schema of Jenkins, with the two attributes of a case that GitLab reads beside it. */
const jenkins = readFileSync('test/report/forge/junit-4.xsd', 'utf8')
const gitlab = jenkins.replace(
  '<xs:attribute name="status"',
  '<xs:attribute name="file" type="xs:string"/><xs:attribute name="line" type="xs:positiveInteger"/>$&',
)
writeFileSync(join(scratch, 'junit.xsd'), gitlab)

/** What libxml2 has against documents; all of them in one run. */
function faults(documents: readonly string[], schema?: string): string {
  const names = documents.map((text, index) => {
    const name = join(scratch, `${index}.xml`)
    writeFileSync(name, text)
    return name
  })
  const against = schema === undefined ? [] : ['--schema', join(scratch, schema)]
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--huge', '--nonet', ...against, ...names], { encoding: 'utf8' })
  if (status === null) throw new Error('xmllint is not there: it comes with libxml2-utils')
  return stderr
    .split('\n')
    .filter((line) => line !== '' && !line.endsWith(' validates'))
    .join('\n')
}

const junit = (report: Report, more: Partial<Subject> = {}): string => renderForge('junit', subject(report, more)).text
const checkstyle = (report: Report): string => renderForge('checkstyle', subject(report)).text

const elements = (node: { readonly children: readonly XmlNode[] }, name: string): XmlElement[] =>
  node.children.flatMap((child) => (child instanceof XmlElement ? [...(child.name === name ? [child] : []), ...elements(child, name)] : []))

test('the judge sees faults', () => {
  expect(gitlab).not.toBe(jenkins)
  expect(faults(['<testsuites><testsuite name="a"/></testsuites>'], 'junit.xsd')).toContain("attribute 'tests' is required")
  expect(faults(['<a b="&#1;"/>'])).toContain('invalid xmlChar value 1')
  expect(faults(['<a>\u0001</a>'])).toContain('PCDATA invalid Char value 1')
})

describe('JUnit', () => {
  test('fits the schema of Jenkins, whatever is in it', () => {
    expect(faults([junit(real), ...hostile.map(({ report }) => junit(report))], 'junit.xsd')).toBe('')
  })

  test.each(hostile)('names are unique, and counts are right: $name', ({ report }) => {
    const text = junit(report)
    expect(text).not.toMatch(unseen)
    const root = parseXml(text)
    const cases = elements(root, 'testcase')
    const names = cases.map(({ attributes }) => JSON.stringify([attributes.classname, attributes.name]))
    expect(new Set(names).size).toBe(names.length)
    const counted = (node: XmlElement | typeof root): Record<string, string> => ({
      tests: String(elements(node, 'testcase').length),
      failures: String(elements(node, 'failure').length),
      errors: String(elements(node, 'error').length),
    })
    for (const suite of [...elements(root, 'testsuites'), ...elements(root, 'testsuite')])
      expect(suite.attributes).toMatchObject(counted(suite))
    const messages = elements(root, 'failure').map(({ attributes }) => attributes.message)
    expect(messages.sort()).toEqual(
      report.findings.flatMap(({ severity, message }) => (severity === 'error' ? [visible(message)] : [])).sort(),
    )
  })

  test('a file without findings is a case that passes', async () => {
    const clean = await reportOf({ 'clean.cuspec.yaml': files['clean.cuspec.yaml'] ?? '' })
    const [only, ...others] = elements(parseXml(junit(clean)), 'testcase')
    expect(others).toEqual([])
    expect(only?.attributes).toMatchObject({ classname: 'clean.cuspec.yaml', name: 'no findings', file: 'clean.cuspec.yaml' })
    expect(only?.children).toEqual([])
    expect(junit(real)).toContain('classname="clean.cuspec.yaml" name="no findings"')
  })

  test.each(['error', 'warning', 'note'] as const)('what fails is what fails the run, with --fail-on %s', (failOn) => {
    const severities = ['error', 'warning', 'note'].slice(0, ['error', 'warning', 'note'].indexOf(failOn) + 1)
    const failures = elements(parseXml(junit(real, { failOn })), 'failure')
    expect(failures).toHaveLength(real.findings.filter(({ severity }) => severities.includes(severity)).length)
    expect([...new Set(failures.map(({ attributes }) => attributes.type ?? ''))].sort()).toEqual([...severities].sort())
  })

  test('findings of one rule at one place are two cases', () => {
    const [first] = real.findings
    if (!first) throw new Error('no finding')
    const names = elements(parseXml(junit({ ...real, findings: [first, { ...first, message: 'another' }] })), 'testcase').map(
      ({ attributes }) => attributes.name ?? '',
    )
    const [one = '', ...others] = names.filter((name) => name.startsWith(first.rule))
    expect(others).toEqual([`${one} (2)`])
  })

  test('what is suppressed is skipped, for its reason', () => {
    const half = halved(real)
    const skipped = elements(parseXml(junit(half)), 'skipped').map(({ text }) => text)
    for (const { message } of half.suppressed) expect(skipped.some((each) => each.startsWith(`${visible(message)} (`))).toBe(true)
    expect(skipped.filter((each) => each.endsWith(' (waived by owner, ticket: reason)')).length).toBeGreaterThan(2)
    expect(elements(parseXml(junit(half)), 'testcase')).toHaveLength(elements(parseXml(junit(real)), 'testcase').length)
    expect(
      faults(
        evils.map((evil) => junit(halved(real, evil))),
        'junit.xsd',
      ),
    ).toBe('')
  })

  test('what was not checked is skipped, and what could not be looked at is an error', () => {
    const missing = new Set(real.coverage.unchecked.map(({ missing, brief = missing }) => brief))
    expect(elements(parseXml(junit(real)), 'skipped')).toHaveLength(missing.size)
    const text = junit({ ...real, coverage: { ...real.coverage, unreadable: [{ path: 'gone.yaml', reason: 'no such file' }] } })
    expect(elements(parseXml(text), 'error').map(({ attributes }) => attributes.message)).toEqual(['no such file'])
  })

  test('many findings of one file do not take long', () => {
    const started = performance.now()
    junit(flood({ error: 20_000, warning: 0, note: 0 }))
    expect(performance.now() - started).toBeLessThan(5000)
  })
})

describe('Checkstyle', () => {
  test('is well-formed, whatever is in it', () => {
    expect(faults([checkstyle(real), ...hostile.map(({ report }) => checkstyle(report))])).toBe('')
  })

  test.each(hostile)('has every finding in its file: $name', ({ report }) => {
    const text = checkstyle(report)
    expect(text).not.toMatch(unseen)
    const found = elements(parseXml(text), 'file').flatMap((file) =>
      elements(file, 'error').map(({ attributes }) => [file.attributes.name, attributes]),
    )
    const ours = found.filter(([, attributes]) => typeof attributes === 'object' && !/^cuspec\.not-/.test(attributes.source ?? ''))
    expect(ours).toHaveLength(report.findings.length)
    for (const { file, range, message, rule, severity } of report.findings)
      expect(ours).toContainEqual([
        visible(file),
        {
          line: String(range.start.line),
          column: String(range.start.column),
          severity: severity === 'note' ? 'info' : severity,
          message: visible(message),
          source: `cuspec.${rule}`,
        },
      ])
    expect(found.length - ours.length).toBe(2)
  })

  test('what is suppressed is left out; that it shuts a server down is not', () => {
    const half = halved(real)
    const sources = elements(parseXml(checkstyle(half)), 'error').flatMap(({ attributes }) => attributes.source ?? [])
    expect(sources.filter((source) => !/^cuspec\.(?:not-|suppressed)/.test(source))).toHaveLength(half.findings.length)
    expect(checkstyle(half)).toMatch(/ severity="info" message="\d+ suppressed \(\d+ of them would put a server into shutdown mode\)"/)
    const mild = { ...half, suppressed: half.suppressed.filter(({ consequence }) => consequence !== 'shutdown') }
    expect(checkstyle(mild)).not.toContain('suppressed')
  })

  test('a file without findings is there', () => expect(checkstyle(real)).toContain('<file name="clean.cuspec.yaml">\n</file>'))
})
