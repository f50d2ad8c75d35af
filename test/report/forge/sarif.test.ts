/** SARIF, held to the schema and to the rules of Microsoft's validator, with those that GitHub adds. */
import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, describe, expect, test } from 'vitest'
import { check, type Report } from '../../../src/check.ts'
import { renderForge, type Subject } from '../../../src/report/forge/forge.ts'
import { rules } from '../../../src/rules/index.ts'
import { notes } from '../../pages/report-notes.ts'
import { files, flood, halved, hostile, real, reportOf, subject, twisted } from './subjects.ts'

interface Place {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId: string }
    readonly region: Readonly<Record<'startLine' | 'startColumn' | 'endLine' | 'endColumn', number>>
  }
}

interface Log {
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly version: string
        readonly rules: readonly {
          readonly id: string
          readonly shortDescription: { readonly text: string }
          readonly fullDescription: { readonly text: string }
          readonly properties: { readonly tags: readonly string[] }
        }[]
      }
    }
    readonly invocations: readonly {
      readonly executionSuccessful: boolean
      readonly toolExecutionNotifications: readonly {
        readonly descriptor: { readonly id: string }
        readonly message: { readonly text: string }
      }[]
    }[]
    readonly results: readonly {
      readonly suppressions?: readonly Readonly<Record<string, string>>[]
      readonly ruleId: string
      readonly ruleIndex: number
      readonly level: string
      readonly kind?: string
      readonly message: { readonly text: string }
      readonly locations: readonly Place[]
      readonly relatedLocations?: readonly Place[]
      readonly partialFingerprints: Readonly<Record<string, string>>
      readonly fixes?: readonly { readonly artifactChanges: readonly (Place['physicalLocation'] & { readonly replacements: unknown })[] }[]
    }[]
  }[]
}

const multitool = `node_modules/@microsoft/sarif-multitool-${process.platform}`
const schema: object = JSON.parse(readFileSync(`${multitool}/sarif-2.1.0.json`, 'utf8'))
// One pattern of the schema is not written for the `u` flag.
const isSarif = new Ajv2020({ strict: false, unicodeRegExp: false, validateFormats: false }).compile<Log>(schema)

function logIn(text: string): Log['runs'][number] {
  const value: unknown = JSON.parse(text)
  if (!isSarif(value)) throw new Error(JSON.stringify(isSarif.errors?.slice(0, 3)))
  const [run, ...others] = value.runs
  if (!run || others.length > 0) throw new Error('a log has one run')
  return run
}

const rendered = (report: Report, more: Partial<Subject> = {}): { readonly text: string; readonly cut?: string } =>
  renderForge('sarif', subject(report, more))
const log = (report: Report, more: Partial<Subject> = {}): Log['runs'][number] => logIn(rendered(report, more).text)

const scratch = mkdtempSync(join(tmpdir(), 'cuspec-sarif-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** What the validator has to say, each rule once with how serious it is. */
function judged(text: string): string[] {
  const judge = join(scratch, 'judge')
  // Its install script, which would do so, is not run.
  copyFileSync(`${multitool}/Sarif.Multitool`, judge)
  chmodSync(judge, 0o755)
  writeFileSync(join(scratch, 'a.sarif'), text)
  const args = ['validate', '--rule-kind', 'Sarif;Ghas', '--log', 'ForceOverwrite', '--level', 'Error;Warning;Note']
  const { status, stdout } = spawnSync(judge, [...args, '--output', join(scratch, 'out.sarif'), join(scratch, 'a.sarif')], {
    encoding: 'utf8',
    env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' },
  })
  // What it cannot read it says nothing against.
  expect(stdout, `exit code ${status}`).toContain('Analysis completed successfully')
  const out: { runs: { results: { ruleId: string; level?: string }[] }[] } = JSON.parse(readFileSync(join(scratch, 'out.sarif'), 'utf8'))
  return [...new Set(out.runs.flatMap(({ results }) => results.map(({ ruleId, level = 'warning' }) => `${ruleId} ${level}`)))].sort()
}

/** Which of its opinions are not followed. */
const declined = [
  // A message would have to end in a full stop and quote what varies.
  'SARIF2002 note',
  // The commit is known to those who upload.
  'SARIF2003 note',
  // No address of cuspec is published.
  'SARIF2005 warning',
  // It tries the addresses of sources over the network.
  'SARIF2006 note',
  // Ids are words, not numbers behind letters.
  'SARIF2009 note',
  // The forge has the text of the lines.
  'SARIF2010 note',
  'SARIF2011 note',
  // Rules that rest on no document have no address.
  'SARIF2012 note',
]

describe('the validator', () => {
  test('sees a fault', () => {
    const { text } = rendered(real)
    expect(judged(text.replace(/"startLine": \d+/, '"startLine": 0'))).toContain('JSON1008 error')
    expect(judged(text.replaceAll('"locations"', '"places"')).some((each) => /^GH.* error/.test(each))).toBe(true)
  })

  test('has nothing against the report of the examples', () => {
    expect(judged(rendered(real).text).filter((each) => !declined.includes(each))).toEqual([])
  })

  test('has nothing against hostile text', () => {
    const findings = hostile.flatMap(({ report }) =>
      report.findings.filter(({ fix, related }, index) => index < 2 || fix || related.length > 1),
    )
    const { coverage } = hostile[0]?.report ?? real
    expect(judged(rendered({ ...real, findings, coverage }).text).filter((each) => !declined.includes(each))).toEqual([])
  })

  test('has nothing against suppressions', () => {
    expect(
      judged(rendered(halved(real, ']]> {0} [x](http://evil.example) \u0000')).text).filter((each) => !declined.includes(each)),
    ).toEqual([])
  })

  test('has nothing against a report without findings', async () => {
    const clean = await reportOf({ 'clean.cuspec.yaml': files['clean.cuspec.yaml'] ?? '' })
    expect(judged(rendered(clean).text).filter((each) => !declined.includes(each))).toEqual([])
  })
})

test.each(hostile)('fits the schema, and leads nowhere: $name', ({ report }) => {
  const run = log(report)
  expect(run.results).toHaveLength(report.findings.length)
  const places = run.results.flatMap(({ locations, relatedLocations = [], fixes = [] }) => [
    ...[...locations, ...relatedLocations].map(({ physicalLocation }) => physicalLocation),
    ...fixes.flatMap(({ artifactChanges }) => artifactChanges),
  ])
  for (const { artifactLocation } of places) {
    expect(artifactLocation.uriBaseId).toBe('%SRCROOT%')
    expect(artifactLocation.uri).toMatch(/^[A-Za-z0-9%._~!'()*/-]+$/)
    expect(new URL(artifactLocation.uri, 'file:///root/below/').href.startsWith('file:///root/below/')).toBe(true)
    expect(artifactLocation.uri.split('/')).not.toContain('..')
  }
  for (const { message } of run.results) expect(message.text).not.toMatch(/\]\(|\{\d+\}/)
})

describe('what is suppressed', () => {
  const half = halved(real)
  const { results } = log(half)

  test('stays, behind the others, and says why', () => {
    expect(results.map(({ suppressions }) => suppressions !== undefined)).toEqual([
      ...half.findings.map(() => false),
      ...half.suppressed.map(() => true),
    ])
    expect(results.flatMap(({ suppressions = [] }) => suppressions).slice(0, 3)).toEqual([
      { kind: 'inSource', status: 'accepted', justification: 'waived until 2999-12-31: reason' },
      { kind: 'external', status: 'accepted', justification: 'waived by owner, ticket: reason' },
      { kind: 'external', status: 'accepted', justification: 'in the baseline ' },
    ])
  })

  test('keeps its fingerprint', () => {
    const prints = (all: Log['runs'][number]['results']): unknown[] =>
      all.map(({ partialFingerprints, message }) => `${message.text} ${partialFingerprints['cuspec/v1']}`).sort()
    expect(prints(results)).toEqual(prints(log(real).results))
  })

  test('is cut before what counts', () => {
    const report = {
      ...flood({ note: 20_000, warning: 0, error: 0 }),
      suppressed: halved(flood({ note: 0, warning: 0, error: 20_000 })).suppressed,
    }
    const kept = log(report).results
    expect(kept.filter(({ level }) => level === 'note')).toHaveLength(20_000)
    expect(kept).toHaveLength(25_000)
  })

  test('can be taken out as the manual says', () => {
    const [, filter = ''] = /jq '(.*)' cuspec\.sarif/.exec(notes.sarif ?? '') ?? []
    const { stdout } = spawnSync('jq', [filter], { input: rendered(half).text, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 })
    expect(logIn(stdout).results.map(({ message }) => message.text)).toEqual(half.findings.map(({ message }) => message))
  })
})

test('an address is the name of the file', () => {
  const names = ['a b/c#d?e.yaml', '100%/ü.yaml', 'x\n::error.yaml', '\\back.yaml', 'a:b.yaml', '<stdin>']
  for (const name of names) {
    const [uri = ''] = log(twisted(real, () => name)).results.map(
      ({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri ?? '',
    )
    expect(uri.split('/').map(decodeURIComponent).join('/')).toBe(name)
  }
  const { results } = log(twisted(real, (text) => `../${text}`))
  expect(results.at(-1)?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('..%2Ftypo.cuspec.yaml')
})

test('results say what the findings say', () => {
  const { results, tool } = log(real)
  expect(results.map(({ ruleId, level, message }) => [ruleId, level, message.text])).toEqual(
    real.findings.map(({ rule, severity, message }) => [rule, severity, message]),
  )
  for (const [index, { ruleId, ruleIndex, locations }] of results.entries()) {
    const { start, end } = real.findings[index]?.range ?? { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } }
    expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
    expect(locations[0]?.physicalLocation.region).toEqual({
      startLine: start.line,
      startColumn: start.column,
      endLine: end.line,
      endColumn: end.column,
    })
  }
  expect(results.filter(({ fixes }) => fixes)).toHaveLength(real.findings.filter(({ fix }) => fix).length)
  expect(results.some(({ fixes }) => fixes)).toBe(true)
})

test('every rule is described within what GitHub reads', () => {
  const { driver } = log(real).tool
  expect(driver.rules.map(({ id }) => id)).toEqual(rules.map(({ id }) => id))
  for (const { shortDescription, fullDescription, properties } of driver.rules) {
    expect(shortDescription.text.length).toBeLessThanOrEqual(1024)
    expect(fullDescription.text.length).toBeLessThanOrEqual(1024)
    expect(properties.tags.length).toBeLessThanOrEqual(10)
  }
})

describe('fingerprints', () => {
  const prints = (report: Report): string[] =>
    log(report).results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash ?? '')

  test('are each one', () => {
    expect(new Set(prints(real)).size).toBe(real.findings.length)
    for (const print of prints(real)) expect(print).toMatch(/^[0-9a-f]{32}:[1-9][0-9]*$/)
  })

  test('stay when lines move', async () => {
    const moved = Object.entries(files).map(([file, text]) => [
      file,
      text.startsWith('%') ? text : `# moved\n\n${text.replaceAll(/^servers:$/gm, '# moved\nservers:')}`,
    ])
    const report = await reportOf(Object.fromEntries(moved))
    expect(report.findings.map(({ range }) => range.start.line)).not.toEqual(real.findings.map(({ range }) => range.start.line))
    expect(prints(report)).toEqual(prints(real))
  })

  const server = (name: string, version: string): string => `  - { name: ${name}, version: ${version} }\n`
  const spec = (...servers: string[]): Record<string, string> => ({
    'a.cuspec.yaml': `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: a }\nservers:\n${servers.join('')}`,
  })

  test('stay when another server comes before, and go when the fact does', async () => {
    const before = prints(await reportOf(spec(server('A1', '4.0(7)'))))
    expect(before).toHaveLength(1)
    expect(prints(await reportOf(spec(server('B1', '4.0(5)'), server('A1', '4.0(7)'))))).toEqual(before)
    expect(prints(await reportOf(spec(server('A1', '4.0(8)'))))).not.toEqual(before)
    expect(prints(await reportOf(spec(server('C1', '4.0(7)'))))).not.toEqual(before)
  })

  test('stay when lines of a licence file move', async () => {
    const line = (feature: string, expires: string): string =>
      `INCREMENT ${feature} cisco 4.0 ${expires} uncounted VENDOR_STRING=<Count>10</Count> HOSTID=000BCD112233 SIGN="0123456789AB"\n`
    const text = line('LicSubscribersMax', '1-jan-2005')
    const spec = `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: a }\nservers:\n  - { name: A1, version: 4.0(5), licenses: [{ kind: file, path: a.lic }] }\n`
    const inputs = [{ file: 'a.cuspec.yaml', bytes: Buffer.from(spec) }]
    const reportWith = (license: string): Promise<Report> =>
      check(inputs, { today: '2007-03-01' }, { openNamed: () => ({ file: 'a.lic', bytes: Buffer.from(license) }) })
    const [before, after] = [await reportWith(text), await reportWith(line('LicVoicePortsMax', 'permanent') + text)]
    expect(before.findings.some(({ file, path }) => file === 'a.lic' && path.length > 0)).toBe(true)
    expect(after.findings.map(({ path }) => path)).not.toEqual(before.findings.map(({ path }) => path))
    expect(prints(after)).toEqual(prints(before))
  })

  test('of the same fact are numbered', () => {
    const [first] = real.findings
    if (!first) throw new Error('no finding')
    const [one, two] = prints({ ...real, findings: [first, { ...first }] })
    expect([one?.slice(-2), two?.slice(-2)]).toEqual([':1', ':2'])
    expect(one?.slice(0, -2)).toBe(two?.slice(0, -2))
  })
})

describe('what GitHub takes', () => {
  test('25,000 results, the worst of them', () => {
    const { text, cut } = rendered(flood({ note: 100, warning: 100, error: 24_950 }))
    const run = logIn(text)
    expect(run.results).toHaveLength(25_000)
    expect(run.results.filter(({ level }) => level === 'error')).toHaveLength(24_950)
    expect(run.results.filter(({ level }) => level === 'note')).toEqual([])
    expect(cut).toBe('50 warnings, 100 notes are left out: GitHub takes at most 25000 results and 10 MB; the worst are kept')
    expect(run.invocations[0]?.toolExecutionNotifications.filter(({ descriptor }) => descriptor.id === 'results-cut')).toMatchObject([
      { message: { text: `${cut}.` } },
    ])
  })

  test('10 MB compressed', () => {
    const report = flood({ note: 0, warning: 0, error: 12_000 })
    let state = 1
    const noise = (): string =>
      Array.from({ length: 300 }, () => {
        state = (state * 48_271) % 2_147_483_647
        return state.toString(36)
      }).join('')
    const { text, cut } = rendered({ ...report, findings: report.findings.map((finding) => ({ ...finding, message: noise() })) })
    expect(gzipSync(text).length).toBeLessThan(10_000_000)
    expect(logIn(text).results.length).toBeGreaterThan(1000)
    expect(cut).toContain('errors are left out')
  })

  test('beyond 5,000 it is said that they are not shown', () => {
    expect(rendered(flood({ note: 0, warning: 0, error: 5000 })).cut).toBeUndefined()
    expect(rendered(flood({ note: 0, warning: 0, error: 5001 })).cut).toBe('GitHub shows 5000 of 5001 results, the worst first')
  })
})

test('what is missing is a notification, and no result', () => {
  const run = log(real)
  const told = run.invocations[0]?.toolExecutionNotifications.filter(({ descriptor }) => descriptor.id === 'not-checked') ?? []
  expect(real.coverage.unchecked.length).toBeGreaterThan(0)
  expect(told).toHaveLength(new Set(real.coverage.unchecked.map(({ missing, brief = missing }) => brief)).size)
  expect(run.results.filter(({ kind }) => kind !== undefined)).toEqual([])
  expect(run.invocations[0]?.executionSuccessful).toBe(true)
})

test('a path that could not be looked at makes the run unsuccessful', () => {
  const { invocations } = log({ ...real, coverage: { ...real.coverage, unreadable: [{ path: 'gone.yaml', reason: 'no such file' }] } })
  expect(invocations[0]?.executionSuccessful).toBe(false)
  expect(invocations[0]?.toolExecutionNotifications.map(({ message }) => message.text)).toContain('gone.yaml: no such file.')
})
