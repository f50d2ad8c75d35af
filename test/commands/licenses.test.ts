/** The licence viewer, through the built program. Totals of the sample files are added up by hand. */
import { chmodSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { check } from '../../src/check.ts'
import { versionLine } from '../../src/knowledge/release.ts'
import { totalsOf } from '../../src/licensing/totals.ts'
import { date, expiry } from '../../src/source/formats.ts'
import { increment } from '../source/licenses.ts'
import { bash, cuspec, folderOf, installed, type Outcome } from './program.ts'

const samples = join(process.cwd(), 'examples/licenses')
const observed = join(process.cwd(), 'examples/kinds/observed')
const [bought, demo, users] = ['syd-unity1', 'syd-unity1-demo', 'syd-unity1-users'].map((name) => join(samples, `${name}.lic`))
const three = [bought ?? '', demo ?? '', users ?? '']

interface Total {
  readonly feature: string
  readonly sure: number
  readonly possible: number | null
  readonly expired: number
  readonly notKnown: readonly string[]
}

interface Json {
  readonly asOf: string
  readonly release?: string
  readonly files: readonly {
    readonly file: string
    readonly reliable: boolean
    readonly lines: readonly Readonly<Record<string, unknown>>[]
  }[]
  readonly reports: readonly {
    readonly form?: string
    readonly features: readonly Readonly<Record<string, unknown>>[]
    readonly pooling?: boolean
    readonly primary?: boolean
  }[]
  readonly totals: readonly Total[]
  readonly changes: readonly { readonly from: string; readonly totals: readonly Total[] }[]
  readonly hosts: readonly { readonly hostId: string; readonly lines: number; readonly totals: readonly Total[] }[]
  readonly commonHosts: readonly string[]
  readonly notUnderstood: readonly { readonly line: number; readonly what: string; readonly message: string }[]
  readonly findings: readonly { readonly message: string; readonly related: readonly unknown[] }[]
}

const ajv = new Ajv({ allowUnionTypes: true, formats: { date, expiry } })
const fits = ajv.compile<Json>(JSON.parse(readFileSync('schemas/licenses.schema.json', 'utf8')))

/** Runs `cuspec licenses --format json`, and holds what it prints to its schema. */
function json(args: readonly string[], options: Parameters<typeof cuspec>[1] = {}): Json {
  const value: unknown = JSON.parse(cuspec(['licenses', '--format', 'json', ...args], options).stdout)
  if (!fits(value)) throw new Error(JSON.stringify(fits.errors))
  return value
}

/** What is surely granted, without what is not. */
const sure = (totals: readonly Total[]): object =>
  Object.fromEntries(totals.filter(({ possible }) => possible !== 0).map(({ feature, sure }) => [feature, sure]))

const inFolder = (files: Readonly<Record<string, string | Uint8Array>>) => ({ cwd: folderOf(files) })

/** A line of one row. */
const row = (
  tag: string,
  count: number | string,
  { expires = 'permanent', host = 'ANY', more = '', sign = '9A8B7C6D5E4F', key = 'INCREMENT' } = {},
) => `${key} ${tag} cisco 4.0 ${expires} uncounted VENDOR_STRING=<Count>${count}</Count> HOSTID=${host}${more} SIGN=${sign}\n`

/** What syd-unity1.lic holds, line by line, as is written there. */
const own = {
  ...{ voicePorts: 32, voiceMailUsers: 500, unifiedMessagingUsers: 200, inboxUsers: 60, ttsSessions: 4, languages: 2, bridgeSessions: 8 },
  ...{ amis: 1, vpim: 1, secondaryServer: 1, unlimitedMessageLength: 1 },
}

describe('the sample files', () => {
  test.each([
    ['before the demo ends', '2007-03-01', { ...own, voicePorts: 32 + 16, voiceMailUsers: 500 + 50 + 100 }],
    ['on its last day', '2007-05-01', { ...own, voicePorts: 32 + 16, voiceMailUsers: 500 + 50 + 100 }],
    ['on the day after', '2007-05-02', { ...own, voiceMailUsers: 500 + 100 }],
  ])('%s', (_, asOf, expected) => {
    const { totals, changes } = json([...three, '--as-of', asOf])
    expect(sure(totals)).toEqual(expected)
    expect(totals.every(({ sure, possible }) => sure === possible)).toBe(true)
    expect(changes.map(({ from, totals: later }) => [from, sure(later)])).toEqual(
      asOf < '2007-05-02' ? [['2007-05-02', { ...own, voiceMailUsers: 500 + 100 }]] : [],
    )
  })

  test('each alone', () => {
    expect(three.map((file) => sure(json([file, '--as-of', '2007-03-01']).totals))).toEqual([
      own,
      { voicePorts: 16, voiceMailUsers: 50 },
      { voiceMailUsers: 100 },
    ])
  })

  test('are all as the server reports', () => {
    const [reported] = json([join(observed, 'syd-unity1.effective-license.xml')]).reports
    expect(Object.fromEntries(reported?.features.map(({ feature, licensed }) => [feature, licensed]) ?? [])).toEqual(own)
  })

  test('line by line', () => {
    const [file] = json([demo ?? '', '--as-of', '2007-05-02']).files
    expect(file?.lines).toEqual([
      {
        ...{ line: 2, keyword: 'INCREMENT', tag: 'LicVoicePortsMax', vendor: 'cisco', version: '4.0', state: 'expired' },
        ...{ grants: [{ feature: 'voicePorts', amount: 16 }], hostIds: ['020BCD112235'], expires: '2007-05-01', pak: '' },
        ...{ licFileId: '20070301160000000', made: '2007-03-01 16:00:00.000', licLineId: '1' },
      },
      expect.objectContaining({ line: 9, licLineId: '2', grants: [{ feature: 'voiceMailUsers', amount: 50 }] }),
    ])
  })

  test('for people', () => {
    const { status, stdout, stderr } = cuspec(['licenses', demo ?? '', users ?? '', '--as-of', '2007-03-01'], { cwd: samples })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toBe(`syd-unity1-demo.lic: licence file
  line  grants               version  expires     host id       PAK
  2     16 voice ports       4.0      2007-05-01  020BCD112235       in force
  9     50 voice mail users  4.0      2007-05-01  020BCD112235       in force
  LicFileID 20070301160000000, made at 2007-03-01 16:00:00.000 (inferred)

syd-unity1-users.lic: licence file
  line  grants                version  expires    host id       PAK
  2     100 voice mail users  4.0      permanent  020BCD112235  UNTY-4D-EF-654321  in force
  LicFileID 20070220141502007, made at 2007-02-20 14:15:02.007 (inferred)

in force on 2007-03-01
  voice ports       16
  voice mail users  150
  nothing of unified messaging users, Inbox users, text-to-speech sessions, languages, Bridge sessions, AMIS networking, VPIM networking, secondary server, messages longer than 30 seconds

from later days on
  2007-05-02  voice ports 0 (16 before), voice mail users 100 (150 before)

host ids
  020BCD112235  3 lines
`)
  })

  test('are judged today unless a day is given', () => {
    const { asOf } = json(three)
    expect(Math.abs(Date.parse(asOf) - Date.now())).toBeLessThan(2 * 24 * 60 * 60 * 1000)
  })
})

/** What an unknown tag may grant: the features whose tags no source spells. */
const inferred = { ttsSessions: 0, bridgeSessions: 0, amis: 0, vpim: 0, unlimitedMessageLength: 0 }

describe('every state of a line', () => {
  const states = (text: string, asOf = '2007-03-01') => {
    const view = json(['a.lic', '--as-of', asOf], inFolder({ 'a.lic': text }))
    return [view.files[0]?.lines.map(({ state }) => state), sure(view.totals)]
  }
  const issued = (day: string, more = '') => ({ more: ` ISSUED=${day}${more}` })
  const other = { sign: '000000000001' }

  test.each([
    ['in force', row('LicVoicePortsMax', 8), ['in-force'], { voicePorts: 8 }],
    ['in force with nothing', row('LicVoicePortsMax', 0), ['in-force'], {}],
    ['expired', row('LicVoicePortsMax', 8, { expires: '28-feb-2007' }), ['expired'], {}],
    ['on its last day', row('LicVoicePortsMax', 8, { expires: '1-mar-2007' }), ['in-force'], { voicePorts: 8 }],
    ['not begun', row('LicVoicePortsMax', 8, { more: ' START=2-mar-2007' }), ['not-started'], {}],
    ['begun today', row('LicVoicePortsMax', 8, { more: ' START=1-mar-2007' }), ['in-force'], { voicePorts: 8 }],
    [
      'superseded',
      row('LicVoicePortsMax', 8, issued('1-jan-2007')) + row('LicVoicePortsMax', 12, { ...issued('1-feb-2007', ' SUPERSEDE'), ...other }),
      ['superseded', 'in-force'],
      { voicePorts: 12 },
    ],
    [
      'perhaps superseded',
      row('LicVoicePortsMax', 8) + row('LicVoicePortsMax', 12, { ...issued('1-feb-2007', ' SUPERSEDE'), ...other }),
      ['perhaps-superseded', 'in-force'],
      { voicePorts: 12 },
    ],
    [
      'a second FEATURE',
      row('LicVoicePortsMax', 8, { key: 'FEATURE' }) + row('LicVoicePortsMax', 12, { key: 'FEATURE', ...other }),
      ['in-force', 'second-feature'],
      { voicePorts: 8 },
    ],
    // It may be what it is nearly called, or one of those whose tags are inferred.
    ['an unknown tag', row('LicVoicePortMax', 8), ['not-understood'], { voicePorts: 0, ...inferred }],
    ['an amount that is none', row('LicVoicePortsMax', 'many'), ['not-understood'], { voicePorts: 0 }],
    ['not sound', row('LicVoicePortsMax', 8) + row('LicVoicePortsMax', 8), ['unreliable', 'unreliable'], {}],
  ])('%s', (_, text, expected, totals) => expect(states(text)).toEqual([expected, totals]))

  test('a day of START is a day of change', () => {
    const { changes } = json(
      ['a.lic', '--as-of', '2007-03-01'],
      inFolder({ 'a.lic': row('LicVoicePortsMax', 8, { more: ' START=2-mar-2007', expires: '9-mar-2007' }) }),
    )
    expect(changes.map(({ from, totals }) => [from, sure(totals)])).toEqual([
      ['2007-03-02', { voicePorts: 8 }],
      ['2007-03-10', {}],
    ])
  })

  test('a line that stands in two files', () => {
    const cwd = folderOf({ 'a.lic': increment('LicVoicePortsMax', 8), 'b.lic': increment('LicVoicePortsMax', 8) })
    const { files, totals } = json(['a.lic', 'b.lic'], { cwd })
    expect(files.map(({ lines }) => lines[0]?.state)).toEqual(['in-force', 'repeated'])
    expect(totals[0]).toMatchObject({
      feature: 'voicePorts',
      sure: 8,
      possible: 16,
      notKnown: ['whether a licence that is listed twice is held twice'],
    })
    expect(cuspec(['licenses', 'a.lic', 'b.lic'], { cwd }).stdout).toContain('stands in a file above, too')
  })

  test('OVERDRAFT may or may not be used', () => {
    const { totals, files } = json(['a.lic'], inFolder({ 'a.lic': row('LicVoicePortsMax', 8, { more: ' OVERDRAFT=2' }) }))
    expect(totals[0]).toMatchObject({ sure: 8, possible: 10 })
    expect(files[0]?.lines[0]).toMatchObject({ overdraft: 2, state: 'in-force' })
  })
})

describe('what is not understood', () => {
  const odd = [
    row('LicVoicePortMax', 8),
    'INCREMENT LicSubscribersMax cisco 4.0 permanent uncounted HOSTID=ANY SIGN=000000000001\n',
    'PACKAGE Suite cisco 4.0 COMPONENTS="a b" SIGN=000000000002\n',
    'UPGRADE LicLanguagesMax cisco 3.1 4.0 permanent uncounted HOSTID=ANY SIGN=000000000003\n',
    row('LicVoicePortsMax', 'x', { sign: '000000000004' }),
    row('LicPoolingIsEnabled', 1, { sign: '000000000005' }),
    'INCREMENT LicLanguagesMax cisco 4.0 permanent uncounted VENDOR_STRING=<Count>2</Count><LicExtra>3</LicExtra> HOSTID=ANY SIGN=000000000006\n',
  ].join('')
  const expected = [
    [1, '`LicVoicePortMax` is no tag that is known; did you mean `LicVoicePortsMax`?'],
    [2, 'it grants voice mail users, but no `<Count>` says how many'],
    [3, 'the PACKAGE `Suite` of `a`, `b`, and what it grants is not known'],
    [4, 'an UPGRADE line of `LicLanguagesMax` from 3.1 to 4.0, and what it grants is not known'],
    [5, 'it grants voice ports, but how many is not understood: `<Count>` says `x`'],
    [6, 'a server reports `LicPoolingIsEnabled`, but what it grants in a licence file is not known'],
    [7, '`LicExtra` is no tag that is known'],
  ]

  test('is listed and never added up', () => {
    const { notUnderstood, totals } = json(['a.lic'], inFolder({ 'a.lic': odd }))
    expect(notUnderstood.map(({ line, message }) => [line, message])).toEqual(expected)
    expect(sure(totals)).toEqual({ voicePorts: 0, voiceMailUsers: 0, languages: 2, ...inferred })
    expect(totals.filter(({ possible }) => possible === null).map(({ feature }) => feature)).toEqual([
      'voicePorts',
      'voiceMailUsers',
      ...Object.keys(inferred),
    ])
  })

  test.each(['text', 'yaml'])('as %s', (format) => {
    const { status, stdout } = cuspec(['licenses', 'a.lic', '--format', format], inFolder({ 'a.lic': odd }))
    expect(status).toBe(0)
    for (const [line, message] of expected) expect(stdout).toContain(`a.lic:${line}: ${message}`)
  })

  test('of a report', () => {
    const page =
      '<AvXmlLicData><Licenses>\n<LicVoicePortMax>4</LicVoicePortMax>\n<LicLanguagesMax>2</LicLanguagesMax></Licenses></AvXmlLicData>'
    expect(json(['a.xml'], inFolder({ 'a.xml': page })).notUnderstood).toEqual([
      {
        ...{ file: 'a.xml', line: 2, what: 'LicVoicePortMax' },
        message: '`LicVoicePortMax` reads `4`, and what that means is not known; did you mean `LicVoicePortsMax`?',
      },
    ])
  })
})

describe('host ids', () => {
  const [a, b] = ['000BCD112233', '020BCD112235']
  const lines = (first: string, second: string) =>
    row('LicVoicePortsMax', 8, { host: first }) + row('LicVoicePortsMax', 4, { host: second, sign: '000000000001' })
  const hosts = (text: string) => {
    const view = json(['a.lic'], inFolder({ 'a.lic': text + row('LicLanguagesMax', 2, { sign: '000000000002' }) }))
    return [view.hosts.map(({ hostId, totals }) => [hostId, sure(totals)]), view.commonHosts]
  }

  test('of two servers: each is granted its own, and what any host is', () => {
    expect(hosts(lines('000bcd112233', b))).toEqual([
      [
        [a, { voicePorts: 8, languages: 2 }],
        [b, { voicePorts: 4, languages: 2 }],
      ],
      [],
    ])
    const { stdout } = cuspec(['licenses', 'a.lic'], inFolder({ 'a.lic': lines(a, b) }))
    expect(stdout).toContain('different host ids: no server is granted all of this, only what its own host id is on\n')
    expect(stdout).toContain(`  ${a}  1 line\n    voice ports 8\n  ${b}  1 line\n    voice ports 4\n`)
  })

  test('of one server, however it is written', () =>
    expect(hosts(lines('000bcd112233', a))).toEqual([[[a, { voicePorts: 12, languages: 2 }]], [a]]))

  test('several on a line are alternatives', () => {
    expect(hosts(lines(`"${a} ${b}"`, b))).toEqual([
      [
        [a, { voicePorts: 8, languages: 2 }],
        [b, { voicePorts: 12, languages: 2 }],
      ],
      [b],
    ])
  })

  test('none', () => expect(hosts('')).toEqual([[], []]))
})

describe('reports of servers', () => {
  test('licensed, used and left, by hand from the files', () => {
    const [walk, page] = json([join(observed, 'per-unity1.snmpwalk.txt'), join(observed, 'syd-unity1.effective-license.xml')]).reports
    const rows = (report: typeof walk) => report?.features.map(({ feature, licensed, used, left }) => [feature, licensed, used, left])
    expect(walk).toMatchObject({ form: 'snmp-walk', pooling: false, primary: true })
    expect(rows(walk)?.slice(0, 4)).toEqual([
      ['voicePorts', 4, 3, 1],
      ['voiceMailUsers', 100, 86, 14],
      ['unifiedMessagingUsers', 0, undefined, undefined],
      ['inboxUsers', 0, 0, 0],
    ])
    expect(page).toMatchObject({ form: 'effective-license-page', pooling: false, primary: true })
    expect(rows(page)?.slice(0, 4)).toEqual([
      ['voicePorts', 32, undefined, undefined],
      // Of 412 subscribers some may be of the 200 with unified messaging.
      ['voiceMailUsers', 500, 412, undefined],
      ['unifiedMessagingUsers', 200, undefined, undefined],
      ['inboxUsers', 60, 37, 23],
    ])
    expect(rows(page)).toContainEqual(['secondaryServer', 1, 1, 0])
  })

  test('more used than licensed', () => {
    const page = `<AvXmlLicData><Licenses><LicSubscribersMax>10</LicSubscribersMax><LicUMSubscribersMax>0</LicUMSubscribersMax></Licenses><Utilization><AvLicUtilizationSubscribers>12</AvLicUtilizationSubscribers></Utilization></AvXmlLicData>`
    expect(cuspec(['licenses', 'a.xml'], inFolder({ 'a.xml': page })).stdout).toMatch(/voice mail users +10 +12 +-2\n/)
  })

  test('pooled users are not known to be its own, so that nothing is left of them', () => {
    const page = `<AvXmlLicData><Licenses><LicSubscribersMax>10</LicSubscribersMax><LicPoolingIsEnabled>1</LicPoolingIsEnabled></Licenses><Utilization><AvLicUtilizationSubscribers>12</AvLicUtilizationSubscribers></Utilization></AvXmlLicData>`
    const options = inFolder({ 'a.xml': page })
    expect(json(['a.xml'], options).reports[0]).toEqual({
      ...{ file: 'a.xml', form: 'effective-license-page', pooling: true },
      features: [{ feature: 'voiceMailUsers', title: 'voice mail users', counted: true, licensed: 10, used: 12 }],
    })
    const { stdout } = cuspec(['licenses', 'a.xml', '--format', 'yaml'], options)
    expect(stdout).toContain('# left out: a.xml: whether its voice mail users are its own or those of its pool is not known\n')
    expect(stdout).not.toMatch(/^licenses/m)
  })
})

describe('what cannot be shown', () => {
  const cwd = folderOf({
    'a.lic': row('LicVoicePortsMax', 8),
    'big.lic': Buffer.alloc(50 * 1024 * 1024),
    'binary.lic': Buffer.from(Array.from({ length: 500 }, (_, index) => (index * 7 + 1) % 256)),
    'page.html': '<html><body>Log in</body></html>',
    'empty.lic': '',
    'connection.lic': row('LicSTTSubscribersMax', 8),
    'connection.xml': '<AvXmlLicData><Licenses><LicSTTSubscribersMax>4</LicSTTSubscribersMax></Licenses></AvXmlLicData>',
    'date.lic': row('LicVoicePortsMax', 8, { expires: '31-apr-2007' }),
    'sub/a.cuspec.yaml': 'apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: a }\n',
  })
  symlinkSync('a.lic', join(cwd, 'link.lic'))
  chmodSync(join(cwd, 'sub'), 0o755)
  const run = (...args: string[]): Outcome => cuspec(['licenses', ...args], { cwd })

  test.each([
    ['missing.lic', 'missing.lic: no such file'],
    ['sub', 'sub: it is a folder'],
    ['.', '.: it is a folder'],
    ['', '"": no file has an empty name'],
    ['/dev/zero', '/dev/zero: it is a device, a pipe or a socket'],
    ['big.lic', 'big.lic: it has 50.0 MiB, but a licence file or report of a server may have at most 4.0 MiB'],
    ['sub/a.cuspec.yaml', 'sub/a.cuspec.yaml: it is a spec, which cuspec lint reads'],
  ])('%s is not opened', (file, complaint) => {
    expect(run(file)).toEqual({ status: 2, stdout: '', stderr: `cuspec: ${complaint}\n` })
    const both = run(file, 'a.lic')
    expect(both).toMatchObject({ status: 2, stderr: `cuspec: ${complaint}\n` })
    expect(both.stdout).toBe(run('a.lic').stdout)
  })

  test.each([
    ['binary.lic', 'these bytes are no text, so that this is no licence file; fetch the file again another way'],
    ['page.html', 'an HTML page, not a licence file; download the file itself'],
    ['empty.lic', 'no licence in this file: it has no FEATURE or INCREMENT line'],
    ['connection.lic', '`LicSTTSubscribersMax` belongs to Cisco Unity Connection, so this is no licence file of Cisco Unity'],
    ['connection.xml', '`LicSTTSubscribersMax` is a name of Cisco Unity Connection, so this is no report of a Cisco Unity server'],
    ['date.lic', '`31-apr-2007` is not in the calendar: April has 30 days'],
  ])('%s is not sound', (file, message) => {
    const { status, stdout, stderr } = run(file, 'a.lic')
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
    expect(stdout.split('\n')[0]).toMatch(new RegExp(`^error: ${message.replace(/[()[\]?.]/g, '\\$&')} \\[[a-z-]+\\]$`))
    expect(json([file, 'a.lic'], { cwd }).findings).toMatchObject([{ message, related: [] }])
    expect(sure(json([file, 'a.lic'], { cwd }).totals)).toEqual({ voicePorts: 8 })
    expect(run(file, '--format', 'yaml')).toMatchObject({ status: 1, stdout: expect.stringContaining(message) })
    expect(run(file, '--format', 'yaml').stdout).not.toMatch(/^licenses/m)
  })

  test('a fault is shown with its line, and no signature', () => {
    expect(run('date.lic').stdout).toContain(
      ` --> date.lic:1:38
  |
1 | INCREMENT LicVoicePortsMax cisco 4.0 31-apr-2007`,
    )
    expect(run('date.lic').stdout).toMatch(/ SIGN=\*{12}\n/)
  })

  test.each([
    [[], 'the file is missing: a licence file or a report of a server; see cuspec licenses --help'],
    [['a.lic', '--as-of', '2007-02-29'], '--as-of takes a day as YYYY-MM-DD, not 2007-02-29'],
    [['a.lic', '--release', '3.1(5)'], '--release takes a release whose licences are files, but those of 3.1(5) are on a dongle'],
    [['a.lic', '--release', '4.0(77)'], '--release takes a release, not 4.0(77); did you mean 4.0(1)?'],
    [['a.lic', '--stdin-filename='], '--stdin-filename takes a name'],
    [['a.lic', '--fromat', 'json'], 'no flag is called --fromat; did you mean --format?; see cuspec licenses --help'],
  ])('%s', (args, complaint) => expect(run(...args)).toEqual({ status: 2, stdout: '', stderr: `cuspec: ${complaint}\n` }))

  test('a file is shown once, however often it is named', () => {
    expect(json(['a.lic', './a.lic', join(cwd, 'a.lic'), 'link.lic'], { cwd }).files).toHaveLength(1)
  })

  test('for a release', () => expect(json(['a.lic', '--release', '4.0.5'], { cwd }).release).toBe('4.0(5)'))
})

describe('pipes', () => {
  const text = row('LicVoicePortsMax', 8)
  const cwd = folderOf({ 'a.lic': text })

  test('standard input', () => {
    expect(json(['-'], { cwd, input: text }).files.map(({ file }) => file)).toEqual(['<stdin>'])
    expect(json(['-', '--stdin-filename', 'unity.lic'], { cwd, input: text }).files.map(({ file }) => file)).toEqual(['unity.lic'])
    const replaced = json(['a.lic', '-', '--stdin-filename', 'a.lic'], { cwd, input: row('LicVoicePortsMax', 4) })
    expect([replaced.files.length, sure(replaced.totals)]).toEqual([1, { voicePorts: 4 }])
  })

  test('a report on standard input', () => {
    const input = readFileSync(join(observed, 'per-unity1.snmpwalk.txt'))
    expect(json(['-'], { input }).reports[0]?.form).toBe('snmp-walk')
  })

  test('what is too large', () => {
    expect(bash('head -c 50000000 /dev/zero | cuspec licenses -')).toMatchObject({
      status: 2,
      stderr: 'cuspec: <stdin>: it has more than 4.0 MiB, but a licence file or report of a server may have at most 4.0 MiB\n',
    })
  })

  test('another program', () => expect(bash('cuspec licenses <(cat a.lic)', { cwd }).stdout).toMatch(/^\/dev\/fd\/\d+: licence file\n/))

  test('a reader that goes away, and a full disk', () => {
    expect(bash('cuspec licenses a.lic | head -c 1; echo ${PIPESTATUS[0]}', { cwd })).toEqual({ status: 0, stdout: 'a0\n', stderr: '' })
    expect(bash('cuspec licenses a.lic > /dev/full', { cwd })).toMatchObject({ status: 2, stdout: '' })
  })

  test('colour only where it is asked for', () => {
    expect(cuspec(['licenses', 'a.lic', '--color', 'always'], { cwd }).stdout).toContain('\u001b[1m')
    expect(cuspec(['licenses', 'a.lic'], { cwd }).stdout).not.toContain('\u001b')
  })
})

test('nothing in a file moves the cursor, hides or forges a line', () => {
  const nasty = 'Lic\u001b[2J\u202eX\u200bMax'
  const text = row(nasty, 8) + row('LicVoicePortsMax', '\u001b[1m', { sign: '000000000001', more: ' NOTICE="<PAK>\u0007\u009b1m</PAK>"' })
  const page = `<AvXmlLicData><Licenses><LicX>\u202e4&#x9b;</LicX></Licenses></AvXmlLicData>`
  const cwd = folderOf({ 'a\u001b[31m.lic': text, 'b.xml': page, 'c.lic': row(nasty, 1).replace('HOSTID=ANY', '') })
  for (const format of ['text', 'json', 'yaml']) {
    const { stdout, stderr } = cuspec(['licenses', 'a\u001b[31m.lic', 'b.xml', 'c.lic', '--format', format], { cwd })
    expect(stdout.length).toBeGreaterThan(100)
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/u)
  }
})

describe('as YAML', () => {
  const release = versionLine.find(({ id }) => id === '4.0(5)')

  /** What a server is granted by what was pasted under it, with every finding. */
  async function pasted(list: string, version = '4.0(5)', asOf = '2007-03-01'): Promise<{ findings: unknown; totals: object }> {
    const spec = `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: a, asOf: ${asOf} }\nservers:\n  - name: A1\n    version: ${version}\n${list.replace(/^(?=.)/gm, '    ')}`
    const { status, stdout } = cuspec(['lint', '-'], { input: spec })
    expect({ status, first: stdout.split(' in ')[0] }).toMatchObject({ status: 0 })
    const { findings, fleet } = await check([{ file: 'a.cuspec.yaml', bytes: Buffer.from(spec) }], { today: asOf })
    const [server] = fleet.servers
    const totals = server ? totalsOf(server, asOf, release) : []
    return {
      findings: findings.map(({ message }) => message),
      totals: Object.fromEntries(
        totals.filter(({ holding }) => holding.possible > 0).map(({ feature, holding }) => [feature.name, holding.sure]),
      ),
    }
  }
  const yaml = (args: readonly string[], options = {}) =>
    cuspec(['licenses', ...args, '--format', 'yaml', '--as-of', '2007-03-01'], options).stdout

  test.each([
    ['all three', three],
    ['each alone: bought', [bought ?? '']],
    ['each alone: demo', [demo ?? '']],
  ])('pasted into a spec it lints clean and grants the same: %s', async (_, files) => {
    const { findings, totals } = await pasted(yaml(files))
    expect(findings).toEqual([])
    expect(totals).toEqual(sure(json([...files, '--as-of', '2007-03-01']).totals))
  })

  test.each(['syd-unity1.effective-license.xml', 'per-unity1.snmpwalk.txt'])('a report: %s', async (name) => {
    const list = yaml([join(observed, name)])
    expect(list).toContain('{ kind: observed, path: ')
    const { findings, totals } = await pasted(list)
    expect(findings).toEqual([])
    const [report] = json([join(observed, name)]).reports
    expect(totals).toEqual(
      Object.fromEntries(report?.features.flatMap(({ feature, licensed }) => (licensed ? [[feature, licensed]] : [])) ?? []),
    )
  })

  test('by host id, expiry and PAK', () => {
    expect(
      yaml([demo ?? '', users ?? ''], { cwd: samples }),
    ).toBe(`# What licence files grant on 2007-03-01. Kept with the spec, the files say the same themselves, each by its path from the spec:
#   { kind: file, path: "syd-unity1-demo.lic" }
#   { kind: file, path: "syd-unity1-users.lic" }
licenses:
  # syd-unity1-demo.lic
  - kind: declared
    hostId: 020BCD112235
    expires: 2007-05-01
    entitlements:
      voicePorts: 16
      voiceMailUsers: 50
  # syd-unity1-users.lic
  - kind: declared
    hostId: 020BCD112235
    expires: permanent
    pak: UNTY-4D-EF-654321
    entitlements:
      voiceMailUsers: 100
`)
  })

  test.each(['000123456789', '0012E4567890', '000BCD112233', '0E0123456789'])('the host id %s is read back as itself', async (host) => {
    const text =
      row('LicVoicePortsMax', 8, { host: host.toLowerCase() }) +
      row('LicVoicePortsMax', 4, { host: `"${host} 020bcd112235"`, sign: '000000000001' })
    const list = yaml(['a.lic'], inFolder({ 'a.lic': text }))
    expect(list).toMatch(new RegExp(`hostId: "?${host}"?\\n`))
    expect((await pasted(list)).totals).toEqual({ voicePorts: 12 })
  })

  test('what has expired, or not begun, is left out', async () => {
    const text =
      row('LicVoicePortsMax', 8, { expires: '28-feb-2007' }) +
      row('LicVoicePortsMax', 4, { more: ' START=2-mar-2007', sign: '000000000001' })
    const list = yaml(['a.lic'], inFolder({ 'a.lic': text }))
    expect(list).toContain('# left out: a.lic:1: it has expired\n# left out: a.lic:2: it has not begun\n')
    expect(list).toContain('\nlicenses: []\n')
    expect(await pasted(list)).toEqual({ findings: [], totals: {} })
  })

  test('more than a spec can say', () => {
    const list = yaml(
      ['a.lic'],
      inFolder({ 'a.lic': row('LicSubscribersMax', 2147483647) + row('LicSubscribersMax', 1, { sign: '000000000001' }) }),
    )
    expect(list).toContain('# left out: a.lic:1: 2147483648 voice mail users are more than a spec can say\n')
  })
})

test('the sample files are what is installed, and nothing else is needed', () => {
  expect(cuspec(['licenses', ...three, '--as-of', '2007-03-01'], { cwd: installed }).status).toBe(0)
})
