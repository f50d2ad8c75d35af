/**
 * `cuspec plan` as it is typed. What is expected is read off the documents: FAQ 23277 for dongles, failover and Bridges, page 252 of the
 * Deployment and Solutions Guide for 3.1 to 4.0 and backups, the installation guide of 4.0(2) for 2.x, the 5.x design guide and addendum 4.2.
 */
import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { cuspec, folderOf } from './program.ts'

interface Hop {
  readonly from: string
  readonly to: string
  readonly way: string | null
  readonly sure: string
  readonly upgradeLicence: boolean | null
  readonly lines: readonly {
    readonly for: string
    readonly count: number
    readonly upgrade: boolean
    readonly gives: readonly { feature: string; units: number }[]
  }[]
  readonly requests: readonly {
    readonly kind: string
    readonly of: string
    readonly fields: readonly { label: string; value: string | null }[]
  }[]
  readonly unlicensed: readonly string[]
  readonly pools: readonly { readonly of: string; readonly short: readonly object[] }[]
  readonly obstacles: readonly { readonly rule: string; readonly remedy?: string }[]
  readonly bridges: readonly { readonly name: string; readonly from: string; readonly to: string }[]
  readonly steps: readonly {
    readonly when: string
    readonly on: string | null
    readonly says: string
    readonly facts: readonly string[]
    readonly final: boolean
  }[]
}

interface Shown {
  readonly blocked: boolean
  readonly refused: readonly { readonly of: string; readonly reason: string }[]
  readonly done: readonly (readonly string[])[]
  readonly undecided: readonly { readonly missing: string; readonly of: string }[]
  readonly today: readonly { readonly rule: string; readonly after: string }[]
  readonly upgrades: readonly {
    readonly servers: readonly string[]
    readonly hops: readonly Hop[]
    readonly alternatives: readonly (readonly { from: string; to: string }[])[]
    readonly merits: readonly (readonly string[])[]
  }[]
}

const isPlan = new Ajv({ allowUnionTypes: true }).compile<Shown>(JSON.parse(readFileSync('schemas/plan.schema.json', 'utf8')))

const run = (body: string, ...args: string[]) =>
  cuspec(['plan', ...args], {
    cwd: folderOf({ 'x.cuspec.yaml': `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: x, asOf: 2007-03-01 }\n${body}` }),
  })

function planOf(body: string, to: string, ...args: string[]): Shown {
  const { stdout, stderr } = run(body, '--to', to, '--report', 'json', ...args)
  expect(stderr).toBe('')
  const shown: unknown = JSON.parse(stdout)
  if (!isPlan(shown)) throw new Error(JSON.stringify(isPlan.errors))
  return shown
}

const dongle = (serial: string, entitlements = 'voicePorts: 24, voiceMailUsers: 300'): string =>
  `ports: [{ count: 24 }], users: { voiceMail: 300 }, dongle: { serial: "${serial}" }, licenses: [{ kind: dongle, serial: "${serial}", entitlements: { ${entitlements} } }]`
const file =
  'ports: [{ count: 4 }], users: { voiceMail: 4 }, licenses: [{ kind: declared, expires: permanent, entitlements: { voicePorts: 4, voiceMailUsers: 4 } }]'
const one = (version: string, body: string): string => `servers:\n  - { name: A, version: "${version}", ${body} }\n`
const hopsOf = ({ upgrades: [first] }: Shown): readonly Hop[] => first?.hops ?? []
const way = (shown: Shown): string[] =>
  hopsOf(shown).map(({ from, to, way: how, sure, upgradeLicence }) => `${from} > ${to} ${how} ${sure} ${upgradeLicence}`)

describe('hops', () => {
  test.each([
    // FAQ, the table of upgrades that the dongle controls: to 3.x yes, how is inferred, 3.0 to 3.1 no, within 3.1 no, to 4.0 yes.
    ['2.4.6.135', '3.1(5)', ['2.4.6.135 > 3.1(5) upgrade derived true']],
    ['3.0(1)', '3.1(5)', ['3.0(1) > 3.1(5) upgrade stated false']],
    ['3.1(1)', '3.1(3)', ['3.1(1) > 3.1(3) upgrade stated false']],
    ['3.1(5)', '4.0(3)', ['3.1(5) > 4.0(3) upgrade stated true']],
    // The installation guide of 4.0(2): 2.x is exported and imported.
    ['2.4', '4.0(2)', ['2.4 > 4.0(2) migrate stated true']],
  ])('on a dongle: %s to %s', (from, to, expected) => {
    expect(way(planOf(one(from, dongle('12345678')), to))).toEqual(expected)
  })

  test.each([
    // The design guide of 5.x has upgrades from 4.x.
    ['4.2(1)', '5.0(1)', ['4.2(1) > 5.0(1) upgrade stated null']],
    // Cisco moved from 4.0 to 7.0; that it made no stop is inferred.
    ['4.0(5)', '7.0(2)', ['4.0(5) > 7.0(2) upgrade derived null']],
    ['4.0(5)', '4.1(1)', ['4.0(5) > 4.1(1) upgrade derived null']],
    // Nothing is published of these.
    ['5.0(1)', '8.0', ['5.0(1) > 7.0(2) null unknown null', '7.0(2) > 8.0 null unknown null']],
  ])('with files: %s to %s', (from, to, expected) => {
    expect(way(planOf(one(from, file), to))).toEqual(expected)
  })

  // The FAQ says of 2.4 to 3 that the dongle is upgraded, and not how the software is; the installation guide is that of 4.0(2).
  test('of ways that are as sure the shortest is taken, and the others are offered: 2.4.6 to 4.0(5)', () => {
    const shown = planOf(one('2.4.6', dongle('12345678')), '4.0(5)')
    expect(way(shown)).toEqual(['2.4.6 > 4.0(5) migrate derived true'])
    expect(shown.upgrades[0]?.alternatives.map((route) => route.map(({ from, to }) => `${from} > ${to}`))).toEqual([
      ['2.4.6 > 3.1(6)', '3.1(6) > 4.0(5)'],
      ['2.4.6 > 4.0(2)', '4.0(2) > 4.0(5)'],
    ])
    expect(shown.upgrades[0]?.merits).toEqual([['no-migration'], ['told-migration']])
  })
})

test('what is bought at one hop is not bought again at the next', () => {
  const shown = planOf(one('2.4.6', dongle('12345678', 'voicePorts: 16, voiceMailUsers: 300')), '5.0(1)')
  const bought = hopsOf(shown).map(({ lines }) =>
    lines.map(({ count, upgrade, gives }) => (upgrade ? 'upgrade' : `${count} ${gives[0]?.feature}`)).sort(),
  )
  // 24 - 16 ports, with the upgrade to 4.0(2); they come along to 5.0(1), of which no source tells an upgrade licence.
  expect(bought).toEqual([['8 voicePorts', 'upgrade'], []])
})

test('a failover pair from 3.1 to 4.0: the failover dongle is handed over, one licence on the primary, the wizard on both', () => {
  const shown = planOf(
    `servers:\n  - { name: P, version: 3.1(5), nics: [{ name: n, mac: 00-0B-CD-00-00-01 }], ${dongle('11111111')} }\n  - { name: S, version: 3.1(5), ${dongle('22222222')} }\nfailover: [{ primary: P, secondary: S }]\n`,
    '4.0(3)',
  )
  const [hop] = hopsOf(shown)
  expect(shown.upgrades.map(({ servers }) => servers)).toEqual([['P', 'S']])
  expect(hop?.requests.map(({ kind, of }) => `${kind} ${of}`)).toEqual(['upgrade P', 'failover P'])
  const place = (words: RegExp, on?: string): number =>
    hop?.steps.findIndex(({ says, on: where }) => words.test(says) && (on === undefined || where === on)) ?? -1
  const inOrder = [
    place(/Upgrade License Registration/),
    place(/give the number of the failover dongle of\s+S/),
    place(/Back up P with DiRT, and keep/),
    place(/out of service together/),
    place(/Upgrade the software of P/, 'P'),
    place(/Upgrade the software of S/, 'S'),
    place(/both text licences/, 'P'),
    place(/Restart P/, 'P'),
    place(/failover configuration wizard on P/, 'P'),
    place(/failover configuration wizard on S/, 'S'),
    place(/must show the licences of P/, 'S'),
    place(/Back up P with DiRT again/),
  ]
  expect(inOrder.every((index) => index >= 0)).toBe(true)
  expect([...inOrder].sort((a, b) => a - b)).toEqual(inOrder)
  // Nothing is bought but the upgrade: the dongle of the secondary brings failover.
  expect(hop?.lines.map(({ for: holder, upgrade }) => [holder, upgrade])).toEqual([['P', true]])
})

test('a Bridge of 2.x goes along to 4.0(3): Bridge 3.0, and a licence for its own MAC with both MACs', () => {
  const shown = planOf(
    `servers:\n  - { name: U, version: 3.1(5), messageStore: { type: exchange, version: "2000", location: off-box, mode: voice-only }, nics: [{ name: n, mac: 00-0B-CD-00-00-01 }], ${dongle('11111111', 'voicePorts: 24, voiceMailUsers: 300, bridgeSessions: 8')} }\nbridges: [{ name: B, version: 2.1(1), bridgehead: U, sessions: 8, nics: [{ name: n, mac: 00-0B-CD-00-00-02 }] }]\n`,
    '4.0(3)',
  )
  const [hop] = hopsOf(shown)
  expect(hop?.bridges).toEqual([{ name: 'B', from: '2.1(1)', to: '3.0' }])
  expect(hop?.obstacles).toEqual([])
  expect(hop?.requests.map(({ kind, of }) => `${kind} ${of}`)).toEqual(['upgrade U', 'bridge-upgrade B'])
})

test('the course of a 2.x system is that of the installation guide, and says where there is no way back', () => {
  const [hop] = hopsOf(planOf(one('2.4', dongle('12345678')), '4.0(2)'))
  const steps = hop?.steps.slice(hop.steps.findIndex(({ says }) => says.includes('requirements'))) ?? []
  const course = [
    'requirements',
    'Exchange 5.5',
    'Back up the messages',
    'Database Export',
    'Remove 2.4',
    'Install Exchange',
    'Import',
    'Check the 4.0 database',
  ]
  const places = course.map((words) => steps.findIndex(({ says }) => says.includes(words)))
  expect(places.every((index) => index >= 0)).toBe(true)
  expect([...places].sort((a, b) => a - b)).toEqual(places)
  expect(steps.filter(({ final }) => final).map(({ says }) => says)).toEqual(['Remove 2.4 from A.'])
})

test('what a target cannot host stands in the way: Exchange 5.5 at 4.2', () => {
  const body = `messageStore: { type: exchange, version: "5.5", location: off-box, mode: voice-only }, ${file}`
  const shown = planOf(one('4.0(5)', body), '4.2(1)')
  expect(shown.blocked).toBe(true)
  expect(hopsOf(shown).map(({ obstacles }) => obstacles.map(({ rule }) => rule))).toEqual([['message-store-supported']])
  // Guides of 4.0(4) and of 5.x name Exchange 2000 and 2003 both.
  expect(hopsOf(shown)[0]?.obstacles[0]?.remedy).toBe(
    'Move its mailboxes to Exchange 2000 or 2003 before this hop: 4.0(5) works with it as well as 4.2(1).',
  )
  const { status, stdout } = run(one('4.0(5)', body), '--to', '4.2(1)')
  expect([status, stdout.includes('WHAT STANDS IN THE WAY')]).toEqual([1, true])
})

test('Exchange 2000 is tolerated on the way to 5.x, and warned of', () => {
  const body = `messageStore: { type: exchange, version: "2000", location: off-box, mode: voice-only }, ${file}`
  expect(planOf(one('4.0(5)', body), '5.0(1)').blocked).toBe(false)
})

test('features that go are told: fax ports', () => {
  const { stdout } = run(one('3.1(5)', dongle('12345678', 'voicePorts: 24, voiceMailUsers: 300, faxPorts: 4')), '--to', '4.0(5)')
  expect(stdout.replace(/\s+/g, ' ')).toContain('Not licensed from 4.0 on, so that it is not carried over: 4 fax mail ports')
})

describe('what is not known yet', () => {
  // FAQ: every release with a dongle needs an upgrade licence for 4.0.
  test('licences that a spec leaves out: no upgrade licence can be drawn up, and that stands in the way', () => {
    const body = one('3.1(5)', 'ports: [{ count: 24 }], users: { voiceMail: 100 }')
    const shown = planOf(body, '4.0(5)')
    expect([shown.blocked, hopsOf(shown)[0]?.unlicensed, shown.undecided.map(({ missing }) => missing)]).toEqual([
      true,
      ['A'],
      ['licences'],
    ])
    const { status, stdout } = run(body, '--to', '4.0(5)')
    expect([status, stdout.includes('nothing has to be bought first')]).toEqual([1, false])
    expect(stdout.replace(/\s+/g, ' ')).toContain('A: its upgrade licence for 4.0(5), since its spec leaves out what it is licensed for')
  })

  // Up to 3.x a secondary has a dongle of its own, for whose number failover is added at 4.x without being bought.
  test('a failover dongle that the spec of a secondary leaves out', () => {
    const shown = planOf(
      `servers:\n  - { name: P, role: primary, version: "3.1(5)", ${dongle('11111111')} }\n  - { name: S, role: secondary, version: "3.1(5)", ports: [{ count: 24 }] }\nfailover: [{ primary: P, secondary: S }]\n`,
      '4.0(5)',
    )
    expect(shown.undecided).toMatchObject([{ of: 'S', missing: 'licences' }])
  })

  test('whether licences that were bought on the way need an upgrade licence, hop by hop', () => {
    const missing = planOf(one('3.1(5)', dongle('12345678')), '8.0').undecided.map((each) => each.missing.split(',')[0])
    expect(missing).toEqual([
      'whether the upgrade from 4.0(5) to 7.0(2) needs an upgrade licence',
      'whether the upgrade from 7.0(2) to 8.0 needs an upgrade licence',
    ])
  })
})

describe('what is wrong before the upgrade', () => {
  test('is not said of servers that stay as they are', () => {
    const body = one('4.0(5)', 'ports: [{ count: 8 }], licenses: []')
    expect(planOf(body, '4.0(5)').today).toEqual([])
  })

  test('is told, and whether it is gone afterwards: a dongle that cannot be read', () => {
    const shown = planOf(one('3.1(5)', dongle('00000001')), '4.0(5)')
    expect(shown.today).toMatchObject([{ rule: 'license-mechanism-fits', after: 'gone' }])
    expect(shown.undecided).toHaveLength(1)
  })

  test('stands in the way where it is still there', () => {
    const twin = `${one('4.0(4)', file)}  - { name: A, version: "4.0(4)", ${file} }\n`
    expect([planOf(twin, '4.0(5)').today.map(({ after }) => after), run(twin, '--to', '4.0(5)').status]).toEqual([['stays'], 1])
  })
})

test('what a form asks for is on the page, and nothing leads to an order that is not there', () => {
  const body = one('3.1(5)', `nics: [{ name: n, mac: 00-0B-CD-00-00-01 }], ${dongle('12345678')}`)
  const [request] = hopsOf(planOf(body, '4.0(5)'))[0]?.requests ?? []
  expect(request?.fields).toContainEqual(expect.objectContaining({ label: 'MAC address', value: '000BCD000001' }))
  for (const format of ['text', 'markdown', 'html']) {
    const { stdout } = run(body, '--to', '4.0(5)', '--report', format)
    expect(stdout).toContain('000BCD000001')
    expect(stdout).toContain('12345678')
    expect(stdout).not.toContain('order --verify')
  }
})

// Licences are shared from 4.0 on, by members whose licences enable it: until all are there, each has its own.
test('a member of a pool that cannot live alone is upgraded with the others, or last', () => {
  const server = (name: string, users: number): string =>
    `  - { name: ${name}, version: "3.1(5)", ports: [{ count: 4 }], users: { voiceMail: ${users} }, licenses: [{ kind: dongle, serial: "${name.repeat(8)}", entitlements: { voicePorts: 4, voiceMailUsers: 100 } }] }\n`
  const body = `directory: corp\nservers:\n${server('1', 150).replace('name: 1', 'name: A')}${server('2', 50).replace('name: 2', 'name: B')}pools: [{ name: p, members: [A, B] }]\n`
  const shown = planOf(body, '4.0(5)')
  expect(shown.upgrades.map(({ hops }) => hops[0]?.pools)).toEqual([
    [{ pool: 'p', of: 'A', others: ['B'], short: [{ feature: 'voiceMailUsers', needed: 150, held: 100 }] }],
    [{ pool: 'p', of: 'B', others: ['A'], short: [] }],
  ])
  expect(run(body, '--to', '4.0(5)').stdout.replace(/\s+/g, ' ')).toContain(
    '150 voice mail users with licences of its own for 100: it goes no earlier than those of them that hold licences to spare for it, or in one night with them',
  )
})

test('of a pair of which one server is there already, the other alone is upgraded', () => {
  const body = `servers:\n  - { name: P, role: primary, version: "4.0(5)", ${file} }\n  - { name: S, role: secondary, version: "4.0(3)", ports: [{ count: 4 }] }\nfailover: [{ primary: P, secondary: S }]\n`
  const shown = planOf(body, '4.0(5)')
  expect([shown.refused, shown.upgrades.map(({ servers }) => servers)]).toEqual([[], [['S']]])
  const { stdout } = run(body, '--to', '4.0(5)', '--server', 'P')
  expect(stdout).toContain('S: 4.0(3) to 4.0(5)')
  // The failover guide of 4.x: both are out of service while software is upgraded.
  expect(stdout).toContain('Take S and P out of service together')
})

describe('refusals', () => {
  test.each([
    ['6.0', 'no source names a 6.x; the nearest below it is 5.0(1)'],
    ['Unity Connection', 'Cisco Unity Connection is another product'],
    ['2.4.6.135', 'not a build of one: 2.4.6'],
    ['4.0(9)', '--to takes a release, not 4.0(9)'],
    ['', '--to takes a release'],
  ])('to %s', (to, words) => {
    const { status, stdout, stderr } = run(one('4.0(5)', file), '--to', to)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain(words)
  })

  test('a line of releases is no release', () => {
    expect(run(one('3.1(5)', file), '--to', '4.0').stderr).toContain('not 4.0; there are 4.0(1), 4.0(2), 4.0(3), 4.0(4), 4.0(5)')
  })

  test('no target, and a server that there is not', () => {
    expect(run(one('4.0(5)', file))).toMatchObject({ status: 2, stderr: expect.stringContaining('--to RELEASE') })
    expect(run(one('4.0(5)', file), '--to', '4.1(1)', '--server', 'B')).toMatchObject({ status: 2 })
  })

  test.each([
    ['backwards', one('5.0(1)', file), 'it runs 5.0(1), which is later than 4.1(1)'],
    ['a release that nobody knows', one('4.0(7)', file), 'no source names the release `4.0(7)`'],
    [
      'two releases in one pair',
      `servers:\n  - { name: P, version: 4.0(5), ${file} }\n  - { name: S, version: 4.0(3) }\nfailover: [{ primary: P, secondary: S }]\n`,
      'the servers of the pair run 4.0(5) and 4.0(3)',
    ],
  ])('%s', (_, body, reason) => {
    const shown = planOf(body, '4.1(1)')
    expect([shown.blocked, shown.upgrades]).toEqual([true, []])
    expect(shown.refused.map((each) => each.reason).join()).toContain(reason)
    expect(run(body, '--to', '4.1(1)').status).toBe(1)
  })

  test('what runs the target already is done', () => {
    expect(planOf(one('4.0(5)', file), '4.0(5)')).toMatchObject({ blocked: false, done: [['A']], upgrades: [] })
  })
})

describe('nights', () => {
  const three = ['A', 'B', 'C'].map((name, index) => `  - { name: ${name}, version: 2.4.6, ${dongle(`1234567${index}`)} }\n`).join('')
  const fleet = `servers:\n${three}`
  const times = ['--start', '2007-03-10T22:30', '--window', '4h', '--max-parallel', '2', '--lead-time', '14']

  test('first hops come before second ones, two in a night, and licences are ordered in time', () => {
    const { stdout } = run(fleet, '--to', '5.0(1)', '--report', 'json', ...times)
    const { nights } = JSON.parse(stdout)
    expect(isPlan(JSON.parse(stdout))).toBe(true)
    // 14 days before 10 March is 24 February; for the second hop nothing is bought.
    expect(nights).toMatchObject([
      {
        start: '2007-03-10T22:30',
        end: '2007-03-11T02:30',
        orderBy: '2007-02-24',
        upgrades: [
          { servers: ['A'], hop: 1 },
          { servers: ['B'], hop: 1 },
        ],
      },
      { start: '2007-03-11T22:30', end: '2007-03-12T02:30', orderBy: '2007-02-25', upgrades: [{ servers: ['C'], hop: 1 }] },
      {
        start: '2007-03-12T22:30',
        end: '2007-03-13T02:30',
        orderBy: null,
        upgrades: [
          { servers: ['A'], hop: 2 },
          { servers: ['B'], hop: 2 },
        ],
      },
      { start: '2007-03-13T22:30', end: '2007-03-14T02:30', orderBy: null, upgrades: [{ servers: ['C'], hop: 2 }] },
    ])
  })

  test('a week apart, over the end of a month', () => {
    const { stdout } = run(
      one('3.1(5)', dongle('12345678')),
      '--to',
      '4.0(5)',
      '--report',
      'json',
      '--start',
      '2007-02-28T23:00',
      '--window',
      '90m',
    )
    expect(JSON.parse(stdout).nights[0]).toMatchObject({ start: '2007-02-28T23:00', end: '2007-03-01T00:30' })
    const weekly = JSON.parse(run(fleet, '--to', '3.1(5)', '--report', 'json', '--start', '2007-02-24T22:00', '--nights-apart', '7').stdout)
    expect(weekly.nights.map(({ start }: { start: string }) => start)).toEqual(['2007-02-24T22:00', '2007-03-03T22:00', '2007-03-10T22:00'])
  })

  test('as a calendar: lines of at most 75 bytes, each event once, the same on every run', () => {
    const named = fleet.replace('name: A', `name: ${JSON.stringify(`A;,\\ ${'ü'.repeat(60)}\nEND:VEVENT`)}`)
    const [first, second] = [
      run(named, '--to', '5.0(1)', '--report', 'ics', ...times),
      run(named, '--to', '5.0(1)', '--report', 'ics', ...times),
    ]
    expect(first).toEqual(second)
    const rows = first.stdout.split('\r\n')
    expect(rows.at(-1)).toBe('')
    expect(rows.every((row) => Buffer.byteLength(row) <= 75 && !row.includes('\n'))).toBe(true)
    const lines = first.stdout.replaceAll('\r\n ', '').split('\r\n')
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(6)
    expect(lines.filter((line) => line === 'END:VEVENT')).toHaveLength(6)
    expect(new Set(lines.filter((line) => line.startsWith('UID:'))).size).toBe(6)
    expect(lines).toContain('DTSTART:20070310T223000')
    expect(lines).toContain('DTEND:20070311T023000')
    expect(lines).toContain('SUMMARY:B: 2.4.6 to 4.0(2)')
  })

  test('as a diagram in Markdown, whatever names hold', () => {
    const evil = fleet.replace('name: A', 'name: "A`; click x href javascript"')
    const { stdout } = run(evil, '--to', '5.0(1)', '--report', 'markdown', ...times)
    const [, chart = ''] = /```mermaid\n([\s\S]*?)\n```/.exec(stdout) ?? []
    expect(chart).toContain('  Hop 1 of B to 4.0(2) : 2007-03-10T22:30, 2007-03-11T02:30')
    expect(chart.replace(/ : \S+, \S+$|#\d+;/gm, '')).not.toMatch(/[`;#]/)
  })

  test.each([
    [['--start', 'tonight']],
    [['--start', '2007-02-30T22:00']],
    [['--start', '2007-03-10T24:00']],
    [['--window', '0h']],
    [['--window', '25h']],
    [['--max-parallel', '0']],
    [['--nights-apart', '1.5']],
    [['--report', 'ics']],
  ])('%j is refused', (flags) => {
    expect(run(one('3.1(5)', dongle('12345678')), '--to', '4.0(5)', ...flags)).toMatchObject({ status: 2, stdout: '' })
  })
})

test('text, Markdown and HTML say the same steps, and are the same on every run', () => {
  const body = one('3.1(5)', dongle('12345678'))
  for (const format of ['text', 'markdown', 'html']) {
    const [first, second] = [run(body, '--to', '4.0(5)', '--report', format), run(body, '--to', '4.0(5)', '--report', format)]
    expect(first).toEqual(second)
    expect(first.stdout.replace(/\s+/g, ' ')).toContain('Upgrade the software of A from 3.1(5) to 4.0(5)')
  }
})

test('a licence file of an older major release is a licence to be upgraded, not a wall', () => {
  const { status, stdout } = cuspec(['plan', '--to', '5.0(1)', '--report', 'json', '.'], {
    cwd: folderOf({
      'x.cuspec.yaml':
        'apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: x, asOf: 2007-03-01 }\nservers:\n  - name: A\n    version: 4.0(5)\n    nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }]\n    licenses: [{ kind: file, path: a.lic }]\n',
      'a.lic':
        'INCREMENT LicVoicePortsMax cisco 4.0 permanent uncounted \\\n\tVENDOR_STRING=<LicVoicePortsMax>24</LicVoicePortsMax> HOSTID=000bcd112233 SIGN=00\n',
    }),
  })
  const shown: Shown = JSON.parse(stdout)
  const [hop] = shown.upgrades[0]?.hops ?? []
  expect(hop?.obstacles).toEqual([])
  expect(hop?.requests.map(({ kind }) => kind)).toEqual(['upgrade'])
  expect(shown.undecided.map(({ missing }) => missing).join()).toContain('needs an upgrade licence')
  expect(status).toBe(0)
})
