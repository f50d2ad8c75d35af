/**
 * What licence files and reports of servers amount to, worked out by hand. FLEX is the FLEXnet Licensing End User Guide, pages 105 to
 * 116; FAQ the Cisco Unity Licensing FAQ, document 23277; CUPS the page on licence files of Cisco Unified Presence; MIB
 * CISCO-UNITY-MIB. What no source says must come out as a gap, never as "none".
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { check } from '../../src/check.ts'
import { findRelease } from '../../src/knowledge/release.ts'
import { held } from '../../src/model/entitlement.ts'
import { deployment, expectMarked, opening } from './judged.ts'

type Files = Readonly<Record<string, string>>

const asOf = '2007-03-01'
const by = (rule: string, text: string, files: Files) => expectMarked(rule, text, { today: asOf }, files)
const covers = (text: string, files: Files) => by('license-covers-use', text, files)

const paths = (...names: string[]): string => `[${names.map((name) => `{ kind: file, path: ${name} }`).join(', ')}]`
const report = '{ kind: observed, path: report }'

/** One server of 4.0(5) with what `use` says, and its licences. */
const server = (use: string, licenses: string, version = '4.0(5)'): string =>
  deployment(`servers:\n  - name: SYD-UNITY1\n    version: ${version}\n    ${use}\n    licenses: ${licenses}\n`)

let serial = 0
interface Written {
  readonly keyword?: string
  readonly expires?: string
  readonly host?: string
  readonly more?: string
}

/** A line of its own, with another number in it than any other line has. */
const row = (
  tag: string,
  vendor: string,
  { keyword = 'INCREMENT', expires = 'permanent', host = 'ANY', more = '' }: Written = {},
): string =>
  `${keyword} ${tag} cisco 4.0 ${expires} uncounted${vendor && ` VENDOR_STRING=${vendor}`} HOSTID=${host} ${more} NOTICE=<LicLineID>${++serial}</LicLineID> SIGN=0123456789AB\n`
const line = (tag: string, count: number, written?: Written): string => row(tag, `<Count>${count}</Count>`, written)
const users = (count: number, written?: Written): string => line('LicSubscribersMax', count, written)

/** Expects that these files grant so many voice mail users: as many are covered, and one more is not. */
async function grantsUsers(count: number, files: Files): Promise<void> {
  const spec = (used: number, mark = ''): string => server(`users: { voiceMail: ${used} }${mark}`, paths(...Object.keys(files)))
  await covers(spec(Math.max(1, count), count === 0 ? ' # <- error shutdown 1 none' : ''), files)
  if (count > 0) await covers(spec(count + 1, ` # <- error shutdown ${count + 1} ${count}`), files)
}

describe('lines add up', () => {
  // FAQ "I received a text file dongle upgrade from Cisco": files are used cumulatively. FLEX 109: INCREMENT lines always add.
  test('of one file and of several', async () => {
    await grantsUsers(700, { 'a.lic': users(500) + users(200) })
    await grantsUsers(760, { 'a.lic': users(500) + users(200), 'b.lic': users(60) })
  })

  // FLEX 109/112: only the first FEATURE line of a feature counts.
  test('but of FEATURE lines only the first', async () => {
    await grantsUsers(500, { 'a.lic': users(500, { keyword: 'FEATURE' }) + users(200, { keyword: 'FEATURE' }) })
    await grantsUsers(530, { 'a.lic': users(500, { keyword: 'FEATURE' }) + users(30) + users(200, { keyword: 'FEATURE' }) })
  })

  // FLEX 110/112: `dd-mmm-yyyy`, `permanent`, or a year of 0. That a line counts on its last day is how specs are read, too.
  test('while they are in force', async () => {
    await grantsUsers(700, { 'a.lic': users(500) + users(200, { expires: '01-mar-2007' }) })
    for (const expires of ['1-jan-0', '1-jan-00', '01-jan-000', '01-jan-0000']) await grantsUsers(200, { 'a.lic': users(200, { expires }) })
    const over = server('users: { voiceMail: 600 } # <- error shutdown 600 500 200 2007-02-28', paths('a.lic'))
    await covers(over, { 'a.lic': users(500) + users(200, { expires: '28-feb-2007' }) })
  })

  // FLEX 111/114.
  test('from their START on', async () => {
    await grantsUsers(700, { 'a.lic': users(500) + users(200, { more: 'START=01-mar-2007' }) })
    await grantsUsers(500, { 'a.lic': users(500) + users(200, { more: 'START=02-mar-2007' }) })
  })

  // FLEX 111/114: SUPERSEDE takes the place of all lines issued before its ISSUED date.
  describe('until they are superseded', () => {
    const old = (more = 'ISSUED=01-jan-2006') => users(500, { more })
    const newer = (more: string, written: Written = {}) => users(200, { ...written, more })
    const doubt = (used: number) => server(`users: { voiceMail: ${used} } # ?? SYD-UNITY1: superseded`, paths('a.lic'))

    test('by a line that was issued later', async () => {
      await grantsUsers(200, { 'a.lic': old() + newer('SUPERSEDE ISSUED=02-jan-2006') })
      await grantsUsers(200, { 'a.lic': old(), 'b.lic': newer('SUPERSEDE ISSUED=02-jan-2006') })
      await grantsUsers(700, { 'a.lic': old() + newer('SUPERSEDE ISSUED=01-jan-2006') })
      await grantsUsers(700, { 'a.lic': old() + newer('SUPERSEDE ISSUED=01-dec-2005') })
      await grantsUsers(700, { 'a.lic': old() + newer('ISSUED=02-jan-2006') })
    })

    test('by name', async () => {
      const ports = line('LicVoicePortsMax', 8, { more: 'SUPERSEDE="LicSubscribersMax" ISSUED=02-jan-2006' })
      await grantsUsers(0, { 'a.lic': old() + ports })
      await grantsUsers(500, { 'a.lic': old() + ports.replace('LicSubscribersMax', 'LicLanguagesMax') })
    })

    test.each([
      ['of which no day of issue is known', users(500), newer('SUPERSEDE ISSUED=02-jan-2006')],
      ['by one of which none is known', old(), newer('SUPERSEDE')],
      [
        'by one that has expired',
        old(),
        newer('SUPERSEDE ISSUED=02-jan-2006', { expires: '28-feb-2007' }) + users(200, { more: 'ISSUED=03-jan-2006' }),
      ],
      [
        'by one that has not begun',
        old(),
        newer('SUPERSEDE ISSUED=02-jan-2006 START=01-jan-2008') + users(200, { more: 'ISSUED=03-jan-2006' }),
      ],
    ])('which is not known of one %s', async (_, first, second) => {
      await covers(server('users: { voiceMail: 200 }', paths('a.lic')), { 'a.lic': first + second })
      await covers(doubt(700), { 'a.lic': first + second })
    })
  })

  // FLEX 111/114 names OVERDRAFT, and no source says what Cisco Unity makes of it.
  test('and beyond them an OVERDRAFT, of which nothing is known', async () => {
    const files = { 'a.lic': users(500, { more: 'OVERDRAFT=50' }) }
    await covers(server('users: { voiceMail: 500 }', paths('a.lic')), files)
    await covers(server('users: { voiceMail: 550 } # ?? SYD-UNITY1: OVERDRAFT', paths('a.lic')), files)
    await covers(server('users: { voiceMail: 551 } # <- error shutdown 551 550', paths('a.lic')), files)
  })

  // CUPS: no two lines may be identical, so that one which stands in two files is not surely held twice.
  test('but a line that is listed again does not surely', async () => {
    const same = users(200)
    for (const [names, files] of [
      [paths('a.lic', 'b.lic'), { 'a.lic': same, 'b.lic': same }],
      [paths('a.lic', 'a.lic'), { 'a.lic': same }],
    ] as const) {
      await covers(server('users: { voiceMail: 200 }', names), files)
      await covers(server('users: { voiceMail: 201 } # ?? SYD-UNITY1: listed twice', names), files)
      await covers(server('users: { voiceMail: 401 } # <- error shutdown 401 400', names), files)
    }
    const again = { 'a.lic': same, 'b.lic': `${same.trimEnd()} # <- warning advice a.lic identical\n` }
    await by('license-file-sound', server('role: standalone', paths('a.lic', 'b.lic')), again)
    await by('license-file-sound', server('role: standalone', paths('a.lic', 'a.lic')), { 'a.lic': same })
  })

  // Held of random lines: the plain sum, for which nothing of ours is called.
  test('however many there are', async () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `${String(n).padStart(2, '0')}-feb-2007`)
    const later = fc.integer({ min: 1, max: 28 }).map((n) => `${String(n).padStart(2, '0')}-mar-2007`)
    const one = fc.record({
      tag: fc.constantFrom('LicSubscribersMax', 'LicVoicePortsMax', 'LicLanguagesMax'),
      count: fc.integer({ min: 0, max: 300 }),
      over: fc.boolean(),
      file: fc.constantFrom('a.lic', 'b.lic', 'c.lic'),
      ending: fc.constantFrom('\n', '\r\n'),
    })
    const all = fc.array(fc.record({ line: one, past: day, future: fc.oneof(later, fc.constant('permanent')) }), { maxLength: 12 })
    const release = findRelease('4.0(5)')
    await fc.assert(
      fc.asyncProperty(all, async (lines) => {
        const files: Record<string, string> = { 'a.lic': users(0), 'b.lic': users(0), 'c.lic': users(0) }
        const sums = { voiceMailUsers: 0, voicePorts: 0, languages: 0 }
        for (const { line: each, past, future } of lines) {
          const text = line(each.tag, each.count, { expires: each.over ? past : future }).replace('\n', each.ending)
          files[each.file] = `${files[each.file]}${text}`
          if (each.over) continue
          if (each.tag === 'LicSubscribersMax') sums.voiceMailUsers += each.count
          if (each.tag === 'LicVoicePortsMax') sums.voicePorts += each.count
          if (each.tag === 'LicLanguagesMax') sums.languages += each.count
        }
        const text = server('role: standalone', paths(...Object.keys(files)))
        const { fleet, findings } = await check([{ file: 'x', bytes: Buffer.from(text) }], { today: asOf }, { openNamed: opening(files) })
        expect(findings.filter(({ rule }) => rule === 'license-file-sound')).toEqual([])
        for (const name of ['voiceMailUsers', 'voicePorts', 'languages'] as const) {
          const machine = fleet.servers[0]
          const total = machine && release && held(name, machine, release)
          expect([total?.sure, total?.possible]).toEqual([sums[name], sums[name]])
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('what a line grants', () => {
  // CUPS: `<Count>` says how much. Without it nothing does.
  test('is not known without a count', async () => {
    for (const vendor of ['', '<OrigMacId>000BCD112233</OrigMacId>', '<Count>many</Count>', '<Count></Count>'])
      await covers(server('users: { voiceMail: 500 } # ?? SYD-UNITY1: the number of', paths('a.lic')), {
        'a.lic': row('LicSubscribersMax', vendor),
      })
    const expired = { 'a.lic': row('LicSubscribersMax', '', { expires: '28-feb-2007' }) }
    await covers(server('users: { voiceMail: 500 } # <- error shutdown 500 none', paths('a.lic')), expired)
  })

  // FAQ "After I get my license, how do I configure failover": "the field LicSecondaryServerIsLicensed is set to Licensed".
  describe('a secondary server is licensed by its field', () => {
    const pair = (mark = '') =>
      deployment(
        `servers:\n  - name: A\n    version: 4.0(5)\n    licenses:${mark}\n      - { kind: file, path: a.lic }\n  - { name: B, version: 4.0(5) }\nfailover:\n  - { primary: A, secondary: B, wizardRunOn: [A, B] }\n`,
      )
    const tag = 'LicSecondaryServerIsLicensed'
    test.each([
      row(tag, '<Count>1</Count>'),
      row(tag, '<Count>Licensed</Count>'),
      row(tag, 'Licensed'),
      row(tag, ''),
      row('LicVoicePortsMax', `"<Count>8</Count><${tag}>Licensed</${tag}>"`),
      row('LicVoicePortsMax', '<Count>8</Count>', { more: `${tag}=Licensed` }),
      row('LicVoicePortsMax', '<Count>8</Count>', { more: `${tag}="Licensed"` }),
    ])('%s', (text) => by('failover-licensed', pair(), { 'a.lic': text }))

    test.each([
      row(tag, '<Count>0</Count>'),
      row(tag, '"Not Licensed"'),
      row('LicVoicePortsMax', `<Count>8</Count><${tag}>Unlicensed</${tag}>`),
      row('LicVoicePortsMax', '<Count>8</Count>'),
      row(tag, 'Licensed', { expires: '28-feb-2007' }),
    ])('but not by %s', (text) => by('failover-licensed', pair(' # <- error unlicensed secondary'), { 'a.lic': text }))

    test('and what is none of these words is no verdict', async () => {
      const text = pair().replace(/$/, '# ?? A: whether a line of a licence file grants secondary server\n')
      await by('failover-licensed', text, { 'a.lic': row(tag, 'Perhaps') })
    })
  })

  // Of the tags of AMIS, VPIM, Bridge sessions and text-to-speech no source shows the spelling in a file.
  test('by a tag that is not known may be anything whose own tag is only inferred', async () => {
    const files = { 'a.lic': users(500) + line('LicSomethingElse', 8) }
    const unknown = 'SYD-UNITY1: what LicSomethingElse in a licence file grants'
    for (const use of ['features: [amis]', 'features: [vpim]', 'ttsSessions: 4'])
      await covers(server(`${use} # ?? ${unknown}`, paths('a.lic')), files)
    await covers(server('ports: [{ count: 8 }] # <- error unlicensed 8 none', paths('a.lic')), files)
    await by('license-file-sound', `${server('role: standalone', paths('a.lic'))}# ?? ${unknown}`, files)
    await covers(server('ttsSessions: 4 # <- error unlicensed 4 none', paths('a.lic')), { 'a.lic': users(500) })
  })

  test('by a field within another line may be so, too', async () => {
    for (const text of [
      row('LicVoicePortsMax', '<Count>8</Count><LicGatewayOption>Licensed</LicGatewayOption><LicFileVersion>1.0</LicFileVersion>'),
      row('LicVoicePortsMax', '<Count>8</Count>', { more: 'LicGatewayOption=Licensed' }),
    ]) {
      const unknown = 'SYD-UNITY1: what LicGatewayOption in a licence file grants'
      await covers(server(`features: [vpim] # ?? ${unknown}`, paths('a.lic')), { 'a.lic': text })
      await by('license-file-sound', `${server('role: standalone', paths('a.lic'))}# ?? ${unknown}`, { 'a.lic': text })
    }
    const known = row('LicVoicePortsMax', '<Count>8</Count><LicFileVersion>1.0</LicFileVersion>')
    await covers(server('features:\n      - vpim # <- error unlicensed VPIM', paths('a.lic')), {
      'a.lic': known,
    })
  })

  // No page says whether case counts in the name of a feature.
  test('by a tag in other letters is no verdict', async () => {
    const files = { 'a.lic': line('LICSUBSCRIBERSMAX', 500) }
    await covers(
      server('users: { voiceMail: 500 } # ?? SYD-UNITY1: whether LICSUBSCRIBERSMAX in a licence file grants', paths('a.lic')),
      files,
    )
  })

  // The tag is that of Cisco Unity Connection; the FAQ has the licence viewer of Cisco Unity show RealSpeak sessions.
  test('by LicRealspeakSessionsMax may be text-to-speech', async () => {
    const files = { 'a.lic': line('LicRealspeakSessionsMax', 4) }
    await covers(server('ttsSessions: 4 # ?? SYD-UNITY1: LicRealspeakSessionsMax', paths('a.lic')), files)
    await covers(server('ttsSessions: 5 # <- error unlicensed 5 4', paths('a.lic')), files)
    await by('license-file-sound', server('role: standalone', paths('a.lic')), files)
  })

  test('in a PACKAGE is not known', async () => {
    const pack = 'PACKAGE Suite cisco 4.0 COMPONENTS="LicSubscribersMax:4.0 LicVoicePortsMax" SIGN=0123456789AB\n'
    const files = { 'a.lic': pack + line('Suite', 1) }
    await covers(server('users: { voiceMail: 5 } # ?? SYD-UNITY1: PACKAGE', paths('a.lic')), files)
    await covers(server('languages: [ENU] # <- error unlicensed 1 none', paths('a.lic')), files)
  })

  // One cause, one finding: what a file grants that is refused is not known.
  test.each([
    ['a line that breaks off', users(500).replace(/HOSTID.*/, '\\')],
    ['another product', users(500) + line('LicSrsvCuceSubscribersMax', 5)],
    ['another product by an attribute', users(500) + line('LicLanguagesMax', 5, { more: 'LicSrsvCuceSubscribersMax=5' })],
    ['a page', '<html>'],
  ])('in a file with %s is not known', async (_, text) => {
    const spec = server('users: { voiceMail: 500 }', paths('a.lic', 'b.lic'))
    const { findings, coverage } = await check(
      [{ file: 'x', bytes: Buffer.from(spec) }],
      { today: asOf },
      { openNamed: opening({ 'a.lic': text, 'b.lic': users(20) }) },
    )
    expect(findings.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual(['error license-file-sound'])
    expect(coverage.unchecked.map(({ rule, path }) => `${rule} ${path.join('.')}`)).toContain(
      'license-covers-use servers.0.users.voiceMail',
    )
  })
})

describe('the hosts of a file', () => {
  const spec = (nics = 'nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }, { name: nic2, mac: 00-0B-CD-11-22-34 }]') =>
    server(nics, paths('a.lic'))
  const hosts = (host: string, mark = '', text = spec()) =>
    by('license-host-matches', text, { 'a.lic': `# licence\n${users(500, { host }).trimEnd()}${mark}\n` })

  // FLEX 103 and 111/114: ANY locks nothing, and several hosts stand in quotes. CUPS: HOSTID is in small letters.
  test.each(['000BCD112233', '000bcd112233', '"000bcd998877 000bcd112233"', 'ANY', 'DEMO'])('%s fits', (host) => hosts(host))

  // FAQ: the first value that ipconfig shows; of a team, its virtual MAC.
  test('are those of the first NIC, or of the team', async () => {
    await hosts('000bcd112234', ' # <- error refused 000BCD112234 nic2 000BCD112233')
    await hosts('000bcd998877', ' # <- error refused 000BCD998877 000BCD112233')
    await hosts('"000bcd998877 000bcd112234"', ' # <- error refused 000BCD998877 nic2')
    const team = spec(
      'nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }, { name: nic2, mac: 00-0B-CD-11-22-34 }]\n    team: { type: fault-tolerant, members: [nic1, nic2], virtualMac: 02-0B-CD-11-22-35 }',
    )
    await hosts('020bcd112235', '', team)
    await hosts('000bcd112233', ' # <- error refused nic1 020BCD112235', team)
  })

  test('are one finding, however many lines have it', () =>
    by('license-host-matches', spec(), {
      'a.lic': `${users(500, { host: '000bcd998877' }).trimEnd()} # <- error refused 000BCD998877\n${users(20, { host: '000bcd998877' })}`,
    }))

  // FAQ "How do I receive licensing for the Cisco Unity Bridge?": from 4.0(3) with Bridge 3.0 the MAC of the Bridge.
  test('of Bridge sessions are those of the Bridge, in the file of its bridgehead too', async () => {
    const fleet = (own: string) =>
      deployment(
        `servers:\n  - name: A\n    version: 4.0(5)\n    nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }]\n    licenses: ${paths('a.lic')}\nbridges:\n  - name: B1\n    version: 3.0(6)\n    bridgehead: A\n    sessions: 8\n    nics: [{ name: nic1, mac: 00-0B-CD-99-88-77 }]\n${own}`,
      )
    const both = (host: string, mark = ''): Files => ({
      'a.lic': `${users(500, { host: '000bcd112233' })}${line('LicBridgeSessionsMax', 8, { host }).trimEnd()}${mark}\n`,
    })
    await by('bridge-license-host', fleet(''), both('000bcd998877'))
    await by('license-host-matches', fleet(''), both('000bcd998877'))
    await covers(fleet(''), both('000bcd998877'))
    // MIB: a server counts Bridge sessions among its own licences, and no source says what such lines are tied to.
    await by('bridge-license-host', `${fleet('')}# ?? A: what Bridge sessions are tied to\n`, both('000bcd112233'))
    await by('license-host-matches', fleet(''), both('000bcd112233'))
    await by('bridge-license-host', fleet(''), {
      'a.lic': `${line('LicBridgeSessionsMax', 8, { host: '000bcd112233' }).trimEnd()} # <- error refused 000BCD112233 000BCD998877\n`,
    })
    // A file that both list is one.
    const shared = fleet(`    licenses: ${paths('a.lic')}\n`)
    await covers(shared, { 'a.lic': line('LicBridgeSessionsMax', 8, { host: '000bcd998877' }) })
    await covers(shared.replace('sessions: 8', 'sessions: 16 # ?? B1: listed twice'), {
      'a.lic': line('LicBridgeSessionsMax', 8, { host: '000bcd998877' }),
    })
  })
})

describe('a file', () => {
  // "Client Access Licenses": from 4.0 on a file on the secondary does nothing.
  test('on a secondary does nothing', async () => {
    const pair = deployment(
      `servers:\n  - name: A\n    version: 4.0(5)\n    licenses: ${paths('a.lic')}\n  - name: B\n    version: 4.0(5)\n    users: { voiceMail: 600 } # <- error shutdown 600 500\n    licenses: ${paths('b.lic')}\nfailover:\n  - { primary: A, secondary: B, wizardRunOn: [A, B] }\n`,
    )
    const files = { 'a.lic': users(500) + row('LicSecondaryServerIsLicensed', 'Licensed'), 'b.lic': users(500) }
    await covers(pair, files)
    await by(
      'secondary-holds-no-license',
      pair.replace(/ # <-.*/, '').replace('[{ kind: file, path: b.lic }]', '[{ kind: file, path: b.lic }] # <- warning advice B primary'),
      files,
    )
  })

  // FAQ "How does Cisco Unity licensing work?": up to 3.x the licences are on the dongle.
  test('on a 3.x server is of the wrong kind', async () => {
    const files = { 'a.lic': users(500) }
    await by('license-mechanism-fits', server('users: { voiceMail: 5 }', `${paths('a.lic')} # <- error unlicensed dongle`, '3.1(5)'), files)
    await covers(server('users: { voiceMail: 5 } # ?? SYD-UNITY1: fits', paths('a.lic'), '3.1(5)'), files)
  })

  // FAQ "What is pooling?", and the test of two servers: one member may use more, if all together do not.
  test('in a pool counts for all its members', async () => {
    const pool = (a: number, mark = '') =>
      deployment(
        `directory: corp.example\nservers:\n  - { name: A, version: 4.0(5), users: { voiceMail: ${a} }, licenses: ${paths('a.lic')} }\n  - { name: B, version: 4.0(5), users: { voiceMail: 300 }, licenses: ${paths('b.lic')} }\npools:\n  - name: anz\n    members: [A, B]${mark}\n`,
      )
    const files = { 'a.lic': users(400), 'b.lic': users(400) }
    await covers(pool(500), files)
    await covers(pool(501, ' # <- error shutdown 801 800'), files)
  })
})

describe('a report', () => {
  const walk = (values: Readonly<Record<string, number | string>>): string =>
    Object.entries(values)
      .map(([name, value]) => `CISCO-UNITY-MIB::ciscoUnity${name}.0 = INTEGER: ${value}\n`)
      .join('')
  const agrees = (text: string, files: Files) => by('observed-license-agrees', text, files)
  const dayless = '# ?? SYD-UNITY1: the days on which the licences expire\n'

  test('alone tells what is held and what is used', async () => {
    const files = { report: walk({ LicSubscribersMax: 300, LicVoicePortsMax: 8, LicUtilSubs: 290 }) }
    const alone = (use: string) => server(use, `[${report}]`) + dayless
    await covers(alone('users: { voiceMail: 300 }'), files)
    await covers(alone('users: { voiceMail: 301 } # <- error shutdown 301 300'), files)
    await covers(alone('ports: [{ count: 9 }] # <- error unlicensed 9 8'), files)
    await covers(alone('languages: [ENU] # ?? SYD-UNITY1: what the server reports of languages'), files)
    await agrees(alone('role: standalone').replace(dayless, ''), files)
  })

  test('beside files agrees with them, or tells what is not installed or not listed', async () => {
    const files = (shown: number, mark = ''): Files => ({
      'a.lic': users(500),
      report: walk({ LicVoicePortsMax: 0, LicSubscribersMax: shown }).trimEnd() + mark,
    })
    const text = server('users: { voiceMail: 500 }', `[{ kind: file, path: a.lic }, ${report}]`)
    await agrees(text, files(500))
    await agrees(text, files(400, ' # <- error unlicensed 400 500 installed'))
    await agrees(text, files(600, ' # <- warning advice 600 500 listed'))
    await covers(text, files(400))
  })

  // FAQ "Are there any demo license files supported": the default file has 2 ports and 10 users.
  test('may show the default licence', async () => {
    const ports = 'CISCO-UNITY-MIB::ciscoUnityLicVoicePortsMax.0 = INTEGER: 2 # <- warning unlicensed default installed\n'
    const files = { 'a.lic': users(500) + line('LicVoicePortsMax', 32), report: ports + walk({ LicSubscribersMax: 10 }) }
    await agrees(server('role: standalone', `[{ kind: file, path: a.lic }, ${report}]`), files)
    await agrees(server('role: standalone', `[{ kind: default }, ${report}]`), {
      report: ports.replace(/ #.*/, '') + walk({ LicSubscribersMax: 10 }),
    })
  })

  // One mistake is told once, be it more than the files grant, more than the server itself says that it may, or both.
  test('may show more in use than the spec configures', async () => {
    const told = (licensed: number, mark = ''): Files => ({
      'a.lic': users(300),
      report: walk({ LicSubscribersMax: licensed, LicUMSubscribersMax: 0, LicUtilSubs: 310 }).trimEnd() + mark,
    })
    const beside = server('users: { voiceMail: 20 }', `[{ kind: file, path: a.lic }, ${report}]`)
    await covers(beside, told(300, ' # <- error shutdown 310 300 SYD-UNITY1'))
    // A server that reports more than is listed has a licence that is not listed, and needs no more for what it reports.
    await covers(`${beside}# ?? SYD-UNITY1: the licence for voice mail users that the server reports\n`, told(400))
    await covers(beside.replace('a.lic', 'b.lic'), { ...told(300, ' # <- error shutdown 310 300 reports'), 'b.lic': users(400) })
    await covers(beside.replace('a.lic', 'b.lic'), { ...told(400), 'b.lic': users(400) })
    await covers(server('users: { voiceMail: 310 } # <- error shutdown 310 300', `[{ kind: file, path: a.lic }, ${report}]`), told(300))
  })

  // MIB: how many ports the server has; whether one that is not enabled draws on the licence is not said.
  test('of more ports than are licensed is no verdict', async () => {
    const files = { report: walk({ Ports: 48, LicVoicePortsMax: 32 }) }
    const undecided = '# ?? SYD-UNITY1: whether the ports that the server reports\n'
    await covers(server('ports: [{ count: 32 }]', `[${report}]`) + dayless + undecided, files)
    await covers(server('ports: [{ count: 32 }]', `[${report}]`) + dayless, { report: walk({ Ports: 32, LicVoicePortsMax: 32 }) })
  })

  // No source says whether a pooled server reports its own licences and users, or those of the pool.
  test('of a pooled server is no verdict on users', async () => {
    const member = (name: string, use: number) =>
      `{ name: ${name}, version: 4.0(5), users: { voiceMail: ${use} }, licenses: [{ kind: observed, path: ${name} }] }`
    const pool = (gap: string) =>
      deployment(
        `directory: corp.example\nservers:\n  - ${member('A', 500)}\n  - ${member('B', 900)}\npools:\n  - { name: anz, members: [A, B] }\n${gap}`,
      )
    const expiring = ['A', 'B'].map((name) => `# ?? ${name}: the days on which\n`).join('')
    const unclear = ['A', 'B'].map((name) => `# ?? ${name}: that a pooled server reports\n`).join('')
    for (const pooling of [{ LicPoolingIsEnabled: 1 }, {}]) {
      const told = walk({ LicSubscribersMax: 500, LicUtilSubs: 800, ...pooling })
      await covers(pool(expiring + unclear), { A: told, B: told })
    }
  })

  // The licences of a secondary are those of its primary, and so is its pool.
  test('of a secondary is held against its primary', async () => {
    const pair = deployment(
      `directory: corp.example\nservers:\n  - { name: A, version: 4.0(5), licenses: ${paths('a.lic')} }\n  - { name: B, version: 4.0(5), licenses: [${report}] }\nfailover:\n  - { primary: A, secondary: B, wizardRunOn: [A, B] }\npools:\n  - { name: anz, members: [A] }\n`,
    )
    const files = (languages: string): Files => ({
      'a.lic': line('LicLanguagesMax', 2),
      report: walk({ LicPoolingIsEnabled: 'true(1)', LicLanguagesMax: languages }),
    })
    await agrees(pair, files('2'))
    await agrees(pair, files('1 # <- warning unlicensed 1 2 wizard'))
  })

  test('that differs from another of the same server is no verdict', async () => {
    const files = { first: walk({ LicSubscribersMax: 300, LicUtilSubs: 290 }), second: walk({ LicSubscribersMax: 500, LicUtilSubs: 510 }) }
    const two = '{ kind: observed, path: first }, { kind: observed, path: second }'
    await covers(server('users: { voiceMail: 300 }', `[${two}]`) + dayless, files)
    await covers(server('users: { voiceMail: 400 } # ?? SYD-UNITY1: which report of the server is the last', `[${two}]`) + dayless, files)
    await covers(server('users: { voiceMail: 501 } # <- error shutdown 501 500', `[${two}]`) + dayless, files)
    await agrees(
      `${server('role: standalone', `[{ kind: file, path: a.lic }, ${two}]`)}# ?? SYD-UNITY1: which report of the server is the last\n`,
      { ...files, 'a.lic': users(500) },
    )
  })

  // MIB: the module is of the 4.x era; a server of 3.x takes its licences from a dongle and may be asked all the same.
  test('of a dongle-era server is held against its dongle', async () => {
    const dongle = (users: number) => `[{ kind: dongle, serial: "12345678", entitlements: { voiceMailUsers: ${users} } }, ${report}]`
    const files = (mark = ''): Files => ({ report: `CISCO-UNITY-MIB::ciscoUnityLicSubscribersMax.0 = Gauge32: 300${mark}\n` })
    await agrees(server('role: standalone', dongle(300), '3.1(5)'), files())
    await agrees(server('role: standalone', dongle(400), '3.1(5)'), files(' # <- warning unlicensed 300 400'))
    await by('license-mechanism-fits', server('role: standalone', `[${report}]`, '3.1(5)'), files())
  })
})

describe('not flagged:', () => {
  const sound = async (text: string, files: Files): Promise<void> => {
    const { findings } = await check([{ file: 'x', bytes: Buffer.from(text) }], { today: asOf }, { openNamed: opening(files) })
    expect(findings.map(({ message }) => message)).toEqual([])
  }
  const nics = 'nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }]'
  // CUPS has an empty PAK in a genuine file, HOSTID in small letters, OrigMacId in capitals, and comments before the line.
  const genuine =
    `# Usage agreement: see "the" \\ web site\n#\n${row('LicVoicePortsMax', '<Count>8</Count><OrigMacId>000BCD112233</OrigMacId><LicFileVersion>1.0</LicFileVersion>', { host: '000bcd112233', more: 'OVERDRAFT=2' })}`.replace(
      /NOTICE=\S+/,
      'NOTICE="<LicFileID>20060301140539162</LicFileID><LicLineID>1</LicLineID><PAK></PAK>"',
    )
  test('a genuine file', () => sound(server(`${nics}\n    ports: [{ count: 8 }]`, paths('a.lic')), { 'a.lic': genuine }))
  test('a licence for any host', () =>
    sound(server(nics, paths('a.lic')), { 'a.lic': genuine.replace('HOSTID=000bcd112233', 'HOSTID=ANY') }))
  test('several hosts of which one fits', () =>
    sound(server(nics, paths('a.lic')), { 'a.lic': genuine.replace('HOSTID=000bcd112233', 'HOSTID="000bcd998877 000bcd112233"') }))
  // T23: only of other products does a name or address void the licence.
  test('a server that was renamed', () => sound(server(nics, paths('a.lic')).replaceAll('SYD-UNITY1', 'NEW'), { 'a.lic': genuine }))
})

// Of a report that breaks off, what it tells is judged as that of a whole one.
test('a report that breaks off and contradicts itself is told both ways', async () => {
  const told = (amount: number): string => `CISCO-UNITY-MIB::ciscoUnityLicSubscribersMax.0 = Gauge32: ${amount}\n`
  const { findings } = await check(
    [{ file: 'x', bytes: Buffer.from(server('languages: [ENU]', `[${report}]`)) }],
    { today: asOf },
    { openNamed: opening({ report: `${told(10)}${told(20)}Timeout: No Response from 10.1.1.1\n` }) },
  )
  expect(findings.map(({ rule, severity, range }) => `${severity} ${rule} ${range.start.line}`)).toEqual([
    'error license-file-sound 2',
    'warning license-file-sound 3',
  ])
})
