/** Waivers in comments and in documents: what they cover, what is said of those that are unsound, and that nothing is hidden. */
import { describe, expect, test } from 'vitest'
import type { Finding, Range, Suppressed } from '../../src/finding.ts'
import { cuspec, folderOf, lintToJson, type Options, unknown } from './program.ts'

const head = (name: string): string => `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: ${name} }\nservers:\n`

/** A spec with a server of an unknown release: an error of release-known on line 6. */
const faulty = (before = '', behind = '', name = 'a'): string =>
  `${head(name)}${before}  - name: ${name.toUpperCase()}1\n    version: ${unknown}${behind}\n`

interface Outcome {
  readonly alive: readonly string[]
  readonly suppressed: readonly string[]
  readonly findings: readonly Finding[]
  readonly waived: readonly Suppressed[]
}

const short = ({ rule, range }: Finding): string => `${range.start.line} ${rule}`

function linted(files: Readonly<Record<string, string | Uint8Array>>, args: readonly string[] = [], options: Options = {}): Outcome {
  const { findings, suppressed } = lintToJson(args, { cwd: folderOf(files), ...options })
  return { alive: findings.map(short), suppressed: suppressed.map(short), findings, waived: suppressed }
}

const a = (text: string, args: readonly string[] = []): Outcome => linted({ 'a.cuspec.yaml': text }, args)

describe('a comment', () => {
  test.each([
    ['at the end of the line', faulty('', ' # cuspec-ignore release-known: a test build')],
    ['on the line above', faulty('', '').replace('    version', '    # cuspec-ignore release-known: a test build\n    version')],
    [
      'above, with blank lines and other comments between',
      faulty().replace('    version', '# cuspec-ignore release-known: x\n\n  # more\n\n    version'),
    ],
    ['with tabs and blanks', faulty('', ' \t#\t cuspec-ignore \t release-known \t : \t x')],
    ['without a blank behind its sign', faulty('', ' #cuspec-ignore release-known:x')],
    ['behind another comment', faulty('', ' # a test build # cuspec-ignore release-known: x')],
    ['before another comment', faulty('', ' # cuspec-ignore release-known: x # not for long')],
    ['with several rules', faulty('', ' # cuspec-ignore ports-sized , release-known: x')],
    ['with CR LF', faulty('', ' # cuspec-ignore release-known: x').replaceAll('\n', '\r\n')],
    ['with CR', faulty('', ' # cuspec-ignore release-known: x').replaceAll('\n', '\r')],
    ['without a line behind it', faulty('', ' # cuspec-ignore release-known: x').trimEnd()],
    ['after a byte order mark', `\uFEFF${faulty('', ' # cuspec-ignore release-known: x')}`],
    [
      'in a list in brackets',
      faulty().replace(/ {2}- [\s\S]*/, `  [{ name: A1,\n  version: ${unknown} # cuspec-ignore release-known: x\n  }]\n`),
    ],
    [
      'behind a block of text',
      faulty()
        .replace('{ name: a }', 'name: a\n  description: |\n    text')
        .replace('metadata: ', 'metadata:\n  ')
        .replace('    version: 4.0(7)', '    version: 4.0(7) # cuspec-ignore release-known: x'),
    ],
    ['for the document', faulty().replace('servers:', '# cuspec-ignore-file release-known: x\nservers:')],
    ['for the document, before it begins', `# cuspec-ignore-file release-known: x\n---\n${faulty()}`],
  ])('%s', (_, text) => {
    const { alive, suppressed } = a(text)
    expect(alive.filter((each) => !each.endsWith('waiver-used'))).toEqual([])
    expect(suppressed).toEqual([expect.stringMatching(/^\d+ release-known$/)])
  })

  test.each([
    ['in double quotes', `"${unknown} # cuspec-ignore release-known: x"`],
    ['in single quotes', `'${unknown} # cuspec-ignore release-known: x'`],
    ['in quotes over several lines', `"${unknown}\n      # cuspec-ignore release-known: x\n      "`],
    ['in a block', `|\n      ${unknown} # cuspec-ignore release-known: x`],
    ['in a folded block', `>-\n      # cuspec-ignore release-known: x\n      ${unknown}`],
    ['that is part of a word', `${unknown}#cuspec-ignore release-known`],
  ])('is none %s', (_, version) => {
    const { alive, suppressed } = a(faulty().replace(unknown, version))
    expect(suppressed).toEqual([])
    expect(alive).toEqual(['6 release-known'])
  })

  test('is for its line alone, and says where the finding stands', () => {
    const { findings, suppressed } = a(faulty('  # cuspec-ignore release-known: the whole server?\n'))
    expect(suppressed).toEqual([])
    expect(findings.map(({ rule, message }) => [rule, message])).toEqual([
      ['waiver-used', '`release-known` finds nothing on the line below, but elsewhere in this file'],
      ['release-known', expect.stringContaining(unknown)],
    ])
    expect(findings[0]).toMatchObject({ severity: 'warning', related: [{ range: { start: { line: 7, column: 14 } } }] })
    // It would be moved, not removed.
    expect(findings[0]?.fix).toBeUndefined()
  })

  test('of one rule leaves the others alive', () => {
    const text = `${head('a')}  - { name: A1, version: ${unknown}, nics: [{ name: n, mac: 00-0B }] } # cuspec-ignore release-known: x\n`
    expect(a(text)).toMatchObject({ alive: ['5 mac-well-formed'], suppressed: ['5 release-known'] })
  })

  test('for a document is for that of several in a file', () => {
    const { alive, suppressed } = a(
      `${faulty()}---\n# cuspec-ignore-file release-known: x\n${faulty('', '', 'b')}---\n${faulty('', '', 'c')}`,
    )
    expect(alive).toEqual(['6 release-known', '21 release-known'])
    expect(suppressed).toEqual(['14 release-known'])
  })

  test('at an anchor is for all that take from it', () => {
    const text = `${head('a')}  - &s\n    name: A1\n    version: ${unknown} # cuspec-ignore release-known: x\n  - <<: *s\n    name: B1\n`
    expect(a(text)).toMatchObject({ alive: [], suppressed: ['7 release-known'] })
  })

  test('where a licence file is named is for findings in it', () => {
    const license =
      'INCREMENT LicSubscribersMax cisco 4.0 1-jan-2005 uncounted VENDOR_STRING=<Count>10</Count> HOSTID=000BCD112233 SIGN="0123456789AB"\n'
    const spec = (where: string): string =>
      `${head('a')}  - name: A1\n    version: 4.0(5)\n    licenses:\n      - kind: file${where === 'entry' ? ' # cuspec-ignore license-unexpired: x' : ''}\n        path: a.lic${where === 'path' ? ' # cuspec-ignore license-unexpired: x' : ''}\n`
    const found = linted({ 'a.cuspec.yaml': spec(''), 'a.lic': license }).findings.filter(({ rule }) => rule === 'license-unexpired')
    expect(found.map(({ file }) => file)).toEqual(['a.lic'])
    for (const where of ['entry', 'path']) {
      const { waived } = linted({ 'a.cuspec.yaml': spec(where), 'a.lic': license })
      expect(waived.map(({ file, rule }) => [file, rule])).toEqual([['a.lic', 'license-unexpired']])
    }
    // The file itself is not ours to write in.
    const inside = linted({ 'a.cuspec.yaml': spec(''), 'a.lic': `# cuspec-ignore license-unexpired: x\n${license}` })
    expect(inside.waived).toEqual([])
  })
})

/** The text in a range within a line. */
const wordAt = (text: string, { start, end }: Range): string =>
  (text.split(/\r\n|\r|\n/)[start.line - 1] ?? '').slice(start.column - 1, end.column - 1)

describe('what is not sound waives nothing, and is found where it stands', () => {
  test.each([
    ['ports-sizd: x', 'ports-sizd', '`ports-sizd` is no rule; did you mean `ports-sized`?'],
    ['Release-Known: x', 'Release-Known', '`Release-Known` is no rule; did you mean `release-known`?'],
    ['*: x', '*', '`*` is no rule'],
    ['schema: x', 'schema', '`schema` cannot be waived: a document that is not read must not look clean'],
    ['yaml-syntax: x', 'yaml-syntax', '`yaml-syntax` cannot be waived: a document that is not read must not look clean'],
    ['waiver-used: x', 'waiver-used', '`waiver-used` cannot be waived: mend or remove the waiver that it is about'],
    ['release-known', 'cuspec-ignore', 'the waiver gives no reason; write one behind a colon, at the end'],
    ['release-known:', 'cuspec-ignore', 'the waiver gives no reason; write one behind a colon, at the end'],
    ['release-known: \t', 'cuspec-ignore', 'the waiver gives no reason; write one behind a colon, at the end'],
    [': x', 'cuspec-ignore', 'the waiver names no rule; write # cuspec-ignore RULE: REASON'],
    ['', 'cuspec-ignore', 'the waiver names no rule; write # cuspec-ignore RULE: REASON'],
    ['release-known until: x', 'until', '`until` names no day; write it as YYYY-MM-DD'],
    ['release-known until 2099-02-29: x', '2099-02-29', '`2099-02-29` is no day of the calendar; write it as YYYY-MM-DD'],
    ['release-known until 1.6.2099: x', '1.6.2099', '`1.6.2099` is no day of the calendar; write it as YYYY-MM-DD'],
    ['release-known until 2099-06-01 at noon: x', 'at', '`at` stands behind the day, where a colon and the reason belong'],
    [
      'release-known: until 2099-06-01',
      'cuspec-ignore',
      '`until 2099-06-01` stands behind the colon, where it ends nothing; write it before',
    ],
  ])('# cuspec-ignore %s', (words, word, message) => {
    const text = faulty('', `  # cuspec-ignore ${words}`)
    const { findings, suppressed } = a(text)
    expect(suppressed).toEqual([])
    const sound = findings.filter(({ rule }) => rule === 'waiver-sound')
    expect(sound.map(({ range, message }) => [range.start.line, wordAt(text, range), message])).toEqual([[6, word, message]])
    expect(sound[0]?.severity).toBe('error')
    expect(findings.some(({ rule }) => rule === 'release-known')).toBe(true)
  })

  test.each([
    ['cuspec-ingore release-known: x', 'cuspec-ignore'],
    ['cupsec-ignore release-known: x', 'cuspec-ignore'],
    ['cuspec-ignores release-known: x', 'cuspec-ignore'],
    ['CUSPEC-IGNORE release-known: x', 'cuspec-ignore'],
    ['cuspec_ignore release-known: x', 'cuspec-ignore'],
    ['cuspec: ignore release-known: x', 'cuspec-ignore'],
    ['cuspec-ignore-fiel release-known: x', 'cuspec-ignore-file'],
    ['cuspec-ignore-next-line release-known: x', 'cuspec-ignore'],
    ['cuspec-disable-line release-known: x', 'cuspec-ignore'],
  ])('# %s is misspelt', (words, meant) => {
    const { findings, suppressed } = a(faulty('', `  # ${words}`))
    expect(suppressed).toEqual([])
    expect(findings.filter(({ rule }) => rule === 'waiver-sound').map(({ message }) => message)).toEqual([
      expect.stringMatching(new RegExp(`means nothing to cuspec; did you mean \`${meant}\`\\?$`)),
    ])
  })

  test.each([
    'cuspec ignores this, and says so',
    'cuspec lint is run by every hook',
    'success: ignore nothing',
    'see cuspec-spec.md',
    'suspect - ignored by all',
    'yamllint disable-line rule:line-length',
    '$schema=../cuspec-deployment.json',
    'cuspec: the version is known to be odd',
  ])('# %s is prose', (words) => expect(a(faulty('', `  # ${words}`)).alive).toEqual(['6 release-known']))

  test('one rule of two leaves the other as it is', () => {
    const { alive, suppressed } = a(faulty('', ' # cuspec-ignore relase-known, release-known: x'))
    expect(alive).toEqual(['6 waiver-sound'])
    expect(suppressed).toEqual(['6 release-known'])
  })
})

describe('the last day', () => {
  const until = (day: string): string => faulty('', ` # cuspec-ignore release-known until ${day}: x`)

  test('still counts, and the day after does not', () => {
    expect(a(until('2030-05-31'), ['--as-of', '2030-05-31'])).toMatchObject({ alive: [], suppressed: ['6 release-known'] })
    const { findings, suppressed } = a(until('2030-05-31'), ['--as-of', '2030-06-01'])
    expect(suppressed).toEqual([])
    expect(findings.map(({ rule, severity, message }) => [rule, severity, message])).toEqual([
      ['release-known', 'error', expect.anything()],
      ['waiver-unexpired', 'warning', 'the waiver ended on 2030-05-31, before the day of this run; what it waived counts again'],
    ])
  })

  test('is judged by the day of the run, and not by that of the spec', () => {
    const spec = (day: string): string => until('2020-01-01').replace('{ name: a }', `{ name: a, asOf: ${day} }`)
    expect(a(spec('2019-12-31')).alive).toEqual(['6 release-known', '6 waiver-unexpired'])
    expect(a(until('2999-12-31').replace('{ name: a }', '{ name: a, asOf: 3000-01-01 }')).suppressed).toEqual(['6 release-known'])
  })

  test('of a waiver that finds nothing any more: it can go', () => {
    const { findings } = a(until('2020-01-01').replace(unknown, '4.0(5)'))
    expect(findings.map(({ message }) => message)).toEqual([
      'the waiver ended on 2020-01-01, before the day of this run, and finds nothing any more; remove it',
    ])
    expect(findings[0]?.fix?.title).toBe('remove the waiver')
  })
})

/** A text with a fix made, as anyone would make it who reads the schema. */
function mended(text: string, { range, text: put }: { readonly range: Range; readonly text: string }): string {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ 0: end, index }) => index + end.length)]
  const offset = ({ line, column }: Range['start']): number => (starts[line - 1] ?? text.length) + column - 1
  return text.slice(0, offset(range.start)) + put + text.slice(offset(range.end))
}

test.each([
  ['a line of its own goes', (c: string) => faulty(`  ${c}\n`), () => faulty()],
  ['with its CR LF', (c: string) => faulty(`  ${c}\n`).replaceAll('\n', '\r\n'), () => faulty().replaceAll('\n', '\r\n')],
  ['the blanks before it go', (c: string) => faulty('', ` \t ${c}`), () => faulty()],
  ['at the end of the text', (c: string) => `${faulty()}${c}`, () => faulty()],
  ['another comment before it stays', (c: string) => faulty('', ` # why ${c}`), () => faulty('', ' # why')],
  ['another comment behind it stays', (c: string) => faulty('', ` ${c} # why`), () => faulty('', ' # why')],
])('an unused waiver has a fix: %s', (_, before, after) => {
  const text = before('# cuspec-ignore mac-unique: x')
  const [finding] = a(text).findings.filter(({ rule }) => rule === 'waiver-used')
  expect(finding?.message).toMatch(/^`mac-unique` finds nothing (?:on this line|on the line below); remove the waiver$/)
  expect(finding?.fix && mended(text, finding.fix)).toBe(after())
})

test('an unused rule of several is taken out of the list', () => {
  const text = faulty('', ' # cuspec-ignore mac-unique, release-known,pool-sound until 2999-01-01: x')
  const [finding, ...others] = a(text).findings
  expect(others).toEqual([])
  expect(finding?.message).toBe('`mac-unique` and `pool-sound` find nothing on this line; take it out')
  expect(finding?.fix && mended(text, finding.fix)).toBe(faulty('', ' # cuspec-ignore release-known until 2999-01-01: x'))
})

describe('nothing is said of a waiver', () => {
  test.each([
    ['in a document that does not fit its schema', faulty('', ' # cuspec-ignore mac-unique: x').replace('name: A1', 'nmae: A1')],
    ['in a document that is not YAML', faulty('', ' # cuspec-ignore mac-unique: x').replace('name: A1', 'name: "A1')],
    ['in a document with a fault', faulty('', ' # cuspec-ignore mac-unique: x').replace('    version', '    name: A2\n    version')],
    [
      'whose rule could not decide',
      `${head('a')}  - name: A1\n    version: 4.0(5)\n    users: { voiceMail: 5 } # cuspec-ignore license-covers-use: x\n`,
    ],
  ])('%s', (_, text) => expect(a(text).alive.filter((each) => each.includes('waiver'))).toEqual([]))

  test('a document that is not YAML is not waived by what stands before it', () => {
    const { alive } = a(`# cuspec-ignore-file yaml-syntax: x\n---\n${faulty().replace('name: A1', 'name: "A1')}---\n${faulty('', '', 'b')}`)
    expect(alive.some((each) => each.endsWith('yaml-syntax'))).toBe(true)
    expect(alive.some((each) => each.endsWith('14 release-known') || each.endsWith('release-known'))).toBe(true)
  })
})

describe('a document of waivers', () => {
  const waivers = (...items: string[]): string =>
    `apiVersion: cuspec/v1\nkind: Waivers\nmetadata: { name: accepted }\nwaivers:\n${items.map((item) => `  - { ${item} }\n`).join('')}`
  const all = 'rule: release-known, owner: voice-team, reason: a test build'
  const fleet = (item: string) =>
    linted({ 'a.cuspec.yaml': faulty(), 'sub/b.cuspec.yaml': faulty('', '', 'b'), 'w.cuspec.yaml': waivers(item) })
  const sound = 'waiver-sound'
  const files = ({ waived }: Outcome): string[] => waived.map(({ file }) => file)

  test.each([
    ['server: A1', ['a.cuspec.yaml']],
    ['document: b', ['sub/b.cuspec.yaml']],
    ['file: sub/b.cuspec.yaml', ['sub/b.cuspec.yaml']],
    ['fleet: true', ['a.cuspec.yaml', 'sub/b.cuspec.yaml']],
    ['server: A1, path: [version]', ['a.cuspec.yaml']],
    ['file: a.cuspec.yaml, path: [servers, A1]', ['a.cuspec.yaml']],
    ['server: A1, path: [ports]', []],
    ['server: A1, document: b', []],
  ])('scope: { %s }', (scope, expected) => {
    const outcome = fleet(`${all}, scope: { ${scope} }`)
    expect(files(outcome)).toEqual(expected)
    expect(outcome.findings.map(({ rule }) => rule).sort()).toEqual(
      ['release-known', 'release-known', 'waiver-used'].slice(expected.length, expected.length > 0 ? 2 : 3),
    )
  })

  test('says who, why, until when and where it is kept track of', () => {
    const { waived } = fleet(`${all}, ticket: VOICE-1, until: 2999-01-01, scope: { server: A1 }`)
    expect(waived[0]?.suppression).toEqual({
      kind: 'external',
      reason: 'a test build',
      owner: 'voice-team',
      ticket: 'VOICE-1',
      until: '2999-01-01',
    })
  })

  test.each([
    ['owner: x, reason: y, scope: { fleet: true }', 'schema', '{', '`waivers[0]` has no `rule`, which it must have'],
    ['rule: release-known, reason: y, scope: { fleet: true }', 'schema', '{', '`waivers[0]` has no `owner`, which it must have'],
    ['rule: release-known, owner: x, scope: { fleet: true }', 'schema', '{', '`waivers[0]` has no `reason`, which it must have'],
    [`${all}`, 'schema', '{', '`waivers[0]` has no `scope`, which it must have'],
    [`${all}, scope: {}`, 'schema', 'scope', '`scope` is empty'],
    [`${all}, scope: fleet`, 'schema', 'fleet', 'the text `fleet` stands here, but a mapping belongs here'],
    [`${all}, until: now, scope: { fleet: true }`, 'schema', 'now', '`now` is no day of the calendar; write it as YYYY-MM-DD'],
    [`${all}, scope: { sever: A1 }`, 'schema', 'sever', 'unknown key `sever`; did you mean `server`?'],
    [
      `${all.replace('release', 'relase')}, scope: { fleet: true }`,
      sound,
      'relase-known',
      '`relase-known` is no rule; did you mean `release-known`?',
    ],
    [`${all.replace('a test build', '" "')}, scope: { fleet: true }`, sound, '" "', 'the waiver gives no reason'],
    [`${all}, scope: { server: AA1 }`, sound, 'AA1', 'no server here is called `AA1`; did you mean `A1`?'],
    [`${all}, scope: { bridge: A1 }`, sound, 'A1', 'no Bridge here is called `A1`'],
    [
      `${all}, scope: { path: [servers] }`,
      sound,
      'path',
      'a path alone leads into every document; name the server, bridge, pool, document or file too, or say fleet: true',
    ],
  ])('{ %s }', (item, rule, word, message) => {
    const { findings, waived } = fleet(item)
    expect(waived).toEqual([])
    const own = findings.filter(({ file }) => file === 'w.cuspec.yaml')
    const text = waivers(item)
    expect(own.map((each) => [each.rule, each.range.start.line, wordAt(text, each.range), each.message])).toEqual([
      [rule, 5, expect.stringContaining(word), message],
    ])
  })

  test('by itself, as a hook of changed files has it, says nothing of names and of use', () => {
    const text = waivers(
      `${all}, scope: { server: A1 }`,
      `${all}, scope: { file: a.cuspec.yaml }`,
      `${all.replace('known', 'knwon')}, scope: { fleet: true }`,
    )
    expect(linted({ 'w.cuspec.yaml': text }).findings.map(({ message }) => message)).toEqual([
      '`release-knwon` is no rule; did you mean `release-known`?',
    ])
  })

  test('whose day is over waives nothing', () => {
    const { findings, waived } = fleet(`${all}, until: 2020-01-01, scope: { server: A1 }`)
    expect(waived).toEqual([])
    expect(findings.filter(({ rule }) => rule === 'waiver-unexpired')).toMatchObject([
      { file: 'w.cuspec.yaml', path: ['waivers', 0, 'until'] },
    ])
  })
})

test('what could not be checked is waived as an error where it is one', () => {
  const text = `${head('a')}  - name: A1 # cuspec-ignore license-covers-use: the licences are at another site\n    version: 4.0(5)\n    users: { voiceMail: 5 }\n`
  const gaps = ({ findings }: Outcome): string[] =>
    findings.filter(({ rule, message }) => rule === 'license-covers-use' && message.startsWith('not checked: A1: ')).map(short)
  expect(gaps(a(text.replace(/ #.*/, ''), ['--strict-coverage']))).toEqual(['5 license-covers-use'])
  const strict = a(text, ['--strict-coverage'])
  expect(gaps(strict)).toEqual([])
  expect(strict.suppressed).toEqual(['5 license-covers-use'])
  expect(a(text).alive).toEqual([])
})

describe('the command line', () => {
  const folder = folderOf({ 'a.cuspec.yaml': faulty('', ' # cuspec-ignore release-known until 2999-12-31: a test build') })
  const run = (...args: string[]) => cuspec(['lint', ...args], { cwd: folder })

  test('what is suppressed is counted, and does not fail the run', () => {
    const { status, stdout } = run()
    expect(status).toBe(0)
    expect(stdout).toMatch(/no findings in 1 file \(1 server, \d+ rules\); 1 suppressed;/)
    expect(stdout).not.toContain('test build')
  })

  test('--show-suppressed lists it', () => {
    expect(run('--show-suppressed').stdout).toContain(
      'suppressed:\n  a.cuspec.yaml:6:14: error: `4.0(7)` is not a release of Cisco Unity that any source names; known of 4.0: 4.0(1), 4.0(2), 4.0(3), 4.0(4), 4.0(5) [release-known]\n    = waived until 2999-12-31: a test build\n',
    )
  })

  test('--no-waivers counts everything, and says so', () => {
    const { status, stdout } = run('--no-waivers')
    expect(status).toBe(1)
    expect(stdout).toMatch(/1 error in 1 file \(1 server, \d+ rules\); waivers and baseline left aside/)
    expect(run('--no-waivers', '--report', 'json').stdout).toContain('"leftAside": true')
  })

  test('what shuts a server down is said wherever there is a sum', () => {
    const text = `${head('a')}  - name: A1\n    version: 4.0(5)\n    users: { voiceMail: 640 } # cuspec-ignore license-covers-use: ordered\n    licenses: [{ kind: declared, hostId: ANY, expires: permanent, entitlements: { voiceMailUsers: 500 } }]\n`
    const cwd = folderOf({ 'a.cuspec.yaml': text })
    for (const format of ['text', 'compact', 'sarif', 'github', 'summary', 'gitlab', 'checkstyle', 'markdown'])
      expect(cuspec(['lint', '--report', format], { cwd }).stdout, format).toContain(
        '1 suppressed (it would put a server into shutdown mode)',
      )
  })
})

test('no reason forges a line, whatever is in it', () => {
  const evils = [
    '::error::forged',
    ']]></skipped><failure/>',
    '"}\n::error::forged'.replace('\n', '\\n'),
    '@everyone `x` <script>',
    '\u2028::error::forged',
    'x'.repeat(1_000_000),
  ]
  const servers = evils.map((evil, index) => `  - name: A${index}\n    version: ${unknown} # cuspec-ignore release-known: ${evil}\n`)
  const cwd = folderOf({ 'a.cuspec.yaml': head('a') + servers.join('') })
  for (const format of ['text', 'json', 'compact', 'sarif', 'junit', 'github', 'summary', 'gitlab', 'checkstyle', 'markdown', 'agent']) {
    const { stdout, stderr, status } = cuspec(['lint', '--show-suppressed', '--report', format], { cwd })
    expect({ status, stderr }, format).toEqual({ status: 0, stderr: '' })
    expect(stdout.length).toBeLessThan(200_000)
    const forged = ['text', 'json', 'agent', 'sarif'].includes(format) ? /^\s*::error/ : /^\s*::error|<failure|<script/
    expect(stdout.split(/\r\n|\r|\n|\u2028/).filter((line) => forged.test(line))).toEqual([])
  }
})

test.each([
  [
    'many comments before one line',
    `${head('a')}${'  # cuspec-ignore release-known: x\n'.repeat(20_000)}  - { name: A1, version: ${unknown} }\n`,
  ],
  ['many in a line', faulty('', ' # cuspec-ignore release-known: x'.repeat(20_000))],
  ['many documents', `${faulty()}---\n# cuspec-ignore-file release-known: x\n`.repeat(1000)],
  [
    'many findings with a waiver each',
    head('a') +
      Array.from({ length: 3000 }, (_, index) => `  - name: A${index}\n    version: ${unknown} # cuspec-ignore release-known: x\n`).join(
        '',
      ),
  ],
  ['blanks', faulty('', ` # cuspec-ignore release-known:${' '.repeat(1_000_000)}x # y`)],
  ['signs', faulty('', ` ${'# '.repeat(500_000)}cuspec-ignore release-known: x`)],
])('does not take much longer than without waivers: %s', (_, text) => {
  const cwd = folderOf({ 'a.cuspec.yaml': text })
  const took = (...args: string[]): number => {
    const started = performance.now()
    expect(cuspec(['lint', '--report', 'compact', ...args], { cwd }).stderr).toBe('')
    return performance.now() - started
  }
  const without = took('--no-waivers')
  expect(took()).toBeLessThan(3 * without + 3000)
})

test('two runs give the same bytes', () => {
  const cwd = folderOf({ 'a.cuspec.yaml': faulty('', ' # cuspec-ignore release-known, mac-unique: x') })
  for (const format of ['json', 'sarif', 'junit', 'markdown'])
    expect(cuspec(['lint', '--report', format], { cwd })).toEqual(cuspec(['lint', '--report', format], { cwd, env: { TZ: 'Asia/Tokyo' } }))
})

describe('with severities of the configuration', () => {
  const files = (severity: string): Record<string, string> => ({
    '.cuspec.yaml': `apiVersion: cuspec/v1\nkind: Config\nseverities: { release-known: ${severity} }\n`,
    'a.cuspec.yaml': faulty('', ' # cuspec-ignore release-known: a test build'),
  })

  test('what is suppressed has the severity that it would have', () => {
    expect(linted(files('note')).waived.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual(['note release-known'])
  })

  test('of a rule that is off there is nothing to suppress, and its waiver is not called unused', () => {
    const { alive, waived } = linted(files('off'))
    expect([alive, waived]).toEqual([[], []])
  })
})
