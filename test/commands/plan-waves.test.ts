/** The waves of `cuspec plan`: small fleets of which the nights are worked out by hand, what is said of those that do not fit, and the pictures. */
import { parseXml, XmlElement } from '@rgrove/parse-xml'
import { describe, expect, test } from 'vitest'
import { cuspec, folderOf } from './program.ts'

const document = (name: string, body: string, owner = ''): string =>
  `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: ${name}, asOf: 2007-03-01${owner && `, owner: ${owner}`} }\n${body}`
const run = (files: Readonly<Record<string, string>>, ...args: string[]) => cuspec(['plan', ...args], { cwd: folderOf(files) })
const plan = (body: string, ...args: string[]) => run({ 'x.cuspec.yaml': document('x', body) }, '--to', '4.0(5)', ...args)
const start = ['--start', '2007-03-10T22:00']
const words = (text: string): string => text.replace(/\s+/g, ' ')

interface Night {
  readonly wave: number
  readonly start: string
  readonly directory: string | null
  readonly daysLate: number
  readonly outOfService: readonly string[]
  readonly people: readonly string[]
  readonly needed: readonly string[]
  readonly upgrades: readonly {
    readonly servers: readonly string[]
    readonly start: string
    readonly end: string
    readonly beside: string | null
    readonly bridges: readonly object[]
  }[]
}

interface Waves {
  readonly blocked: boolean
  readonly nights: readonly Night[]
  readonly unplaced: readonly {
    readonly upgrades: readonly { servers: readonly string[] }[]
    readonly constraint: string
    readonly reason: string
    readonly fits: object
  }[]
}

const wavesOf = (body: string, ...args: string[]): Waves => JSON.parse(plan(body, '--report', 'json', ...start, ...args).stdout)
/** The servers of each wave: `A+B` are upgraded together. */
const servers = ({ nights }: Waves): string[][] => nights.map(({ upgrades }) => upgrades.map((each) => each.servers.join('+')))

const serial = (name: string): string =>
  `1${[...name].reduce((sum, each) => sum * 31 + (each.codePointAt(0) ?? 0), 7) % 1_000_000}`.padEnd(8, '7')
/** A server on a dongle: users and licences of voice mail, and of unified messaging. */
const server = (
  name: string,
  [used, held]: readonly [number, number] = [10, 10],
  [usedToo, heldToo]: readonly [number, number] = [0, 0],
  more = '',
): string =>
  `  - { name: ${JSON.stringify(name)}, version: 3.1(5), ${more}ports: [{ count: 4 }], users: { voiceMail: ${used}, unifiedMessaging: ${usedToo} }, dongle: { serial: "${serial(name)}" }, licenses: [{ kind: dongle, serial: "${serial(name)}", entitlements: { voicePorts: 4, voiceMailUsers: ${held}, unifiedMessagingUsers: ${heldToo} } }] }\n`
const pool = (...members: string[]): string => `pools: [{ name: p, members: [${members.join(', ')}] }]\n`
const pair = `servers:\n${server('P')}${server('S')}failover: [{ primary: P, secondary: S }]\n`

// The failover guide of 4.x: both are out of service while software is upgraded.
describe('a pair goes together', () => {
  test.each([[[]], [['--max-parallel', '2']], [['--max-parallel', '3']]])('with %j', (flags) => {
    const waves = wavesOf(pair, ...flags)
    expect([servers(waves), waves.unplaced, waves.nights[0]?.outOfService]).toEqual([[['P+S']], [], ['P', 'S']])
  })

  test('so that it has no night with one server at once', () => {
    const waves = wavesOf(`${pair.replace('servers:\n', `servers:\n${server('A')}`)}`, '--max-parallel', '1')
    expect([servers(waves), waves.blocked]).toEqual([[['A']], true])
    expect(waves.unplaced).toMatchObject([
      { upgrades: [{ servers: ['P', 'S'] }], constraint: 'parallel', fits: { maxParallel: 2, windowMinutes: null } },
    ])
    const { status, stdout } = plan(pair, ...start, '--max-parallel', '1')
    expect(status).toBe(1)
    expect(words(stdout)).toContain(
      'P and S, hop 1 (3.1(5) to 4.0(5)): a failover pair is upgraded together, since neither can stand in for the other meanwhile: 2 servers at once, and there is room for 1 server at once (--max-parallel 1). --max-parallel 2 would fit',
    )
  })

  test('and takes the room of two: two servers at once are one pair or two that stand alone', () => {
    const body = `servers:\n${server('P')}${server('S')}${server('A')}${server('B')}failover: [{ primary: P, secondary: S }]\n`
    expect(servers(wavesOf(body, '--max-parallel', '2'))).toEqual([['P+S'], ['A', 'B']])
    expect(servers(wavesOf(body, '--max-parallel', '3'))).toEqual([['P+S', 'A'], ['B']])
  })
})

describe('how long an upgrade takes', () => {
  const three = `servers:\n${server('A')}${server('B')}${server('C')}`

  test('no source tells, so that each has its window for itself', () => {
    const waves = wavesOf(three)
    expect(servers(waves)).toEqual([['A'], ['B'], ['C']])
    expect(waves.nights[0]?.upgrades[0]).toMatchObject({ start: '2007-03-10T22:00', end: '2007-03-11T02:00' })
  })

  test('--takes tells: two after another in a window of 5 hours', () => {
    const waves = wavesOf(three, '--window', '5h', '--takes', '2h')
    expect(waves.nights.map(({ upgrades }) => upgrades.map((each) => [each.servers[0], each.start, each.end]))).toEqual([
      [
        ['A', '2007-03-10T22:00', '2007-03-11T00:00'],
        ['B', '2007-03-11T00:00', '2007-03-11T02:00'],
      ],
      [['C', '2007-03-11T22:00', '2007-03-12T00:00']],
    ])
  })

  test('each has its own event in the calendar', () => {
    const { stdout } = plan(three, ...start, '--takes', '90m', '--report', 'ics')
    expect(stdout.split('\r\n').filter((line) => /^DT(START|END)/.test(line))).toEqual([
      'DTSTART:20070310T220000',
      'DTEND:20070310T233000',
      'DTSTART:20070310T233000',
      'DTEND:20070311T010000',
      'DTSTART:20070311T220000',
      'DTEND:20070311T233000',
    ])
  })

  test.each([
    [['--takes', '5h'], '--takes 5h is longer than --window 4h'],
    [['--takes', '0h'], '--takes takes hours or minutes up to a day, such as 4h or 90m, not 0h'],
    [['--takes', 'long'], '--takes takes hours'],
    [['--takes', ''], '--takes takes hours or minutes up to a day, such as 4h or 90m, not nothing'],
  ])('%j is refused', (flags, reason) => {
    expect(plan(three, ...start, ...flags)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(reason) })
  })
})

// FAQ: a Bridge of 2.x does not work with 4.0(3) and later, nor one of 3.0 with less.
describe('a Bridge comes after its bridgehead, in the same window', () => {
  const store =
    'messageStore: { type: exchange, version: "2000", location: off-box, mode: voice-only }, nics: [{ name: n, mac: 00-0B-CD-00-00-01 }], '
  const body = `servers:\n${server('U', [10, 10], [0, 0], store)}${server('A')}bridges: [{ name: B, version: 2.1(1), bridgehead: U, sessions: 8, nics: [{ name: n, mac: 00-0B-CD-00-00-02 }] }]\n`

  test('with its own time where that is known', () => {
    expect(wavesOf(body, '--takes', '2h').nights.map(({ outOfService, upgrades }) => [outOfService, upgrades[0]?.bridges])).toEqual([
      [['U', 'B'], [{ name: 'B', start: '2007-03-11T00:00', end: '2007-03-11T02:00' }]],
      [['A'], []],
    ])
    expect(wavesOf(body).nights[0]?.upgrades[0]?.bridges).toEqual([{ name: 'B', start: null, end: '2007-03-11T02:00' }])
  })

  test('and has no night where the window is too short for both', () => {
    const waves = wavesOf(body, '--takes', '2h', '--window', '3h')
    expect([servers(waves), waves.unplaced[0]?.constraint, waves.unplaced[0]?.fits]).toEqual([
      [['A']],
      'window',
      { maxParallel: null, windowMinutes: 240 },
    ])
    expect(words(plan(body, ...start, '--takes', '2h', '--window', '3h').stdout)).toContain(
      'U, hop 1 (3.1(5) to 4.0(5)): its Bridges B follow in the same night, since their release does not work with its new one: 4h in all with 2h for each, and the window is 3h. --window 4h would fit',
    )
    expect(wavesOf(body, '--takes', '20h', '--window', '20h').unplaced[0]?.fits).toEqual({ maxParallel: null, windowMinutes: null })
  })
})

// Pooling test guide: a member may use more than its own as long as the pool as a whole does not; up to 3.x nobody shares a dongle.
describe('members of a pool never use more than those on licence files hold', () => {
  test('one that cannot live alone comes once enough others are there', () => {
    // A needs 150 and has 100. B has 30 to spare, which is too little; with C, which has 40, it is enough.
    const body = `directory: d\nservers:\n${server('A', [150, 100])}${server('B', [70, 100])}${server('C', [60, 100])}${server('D', [100, 100])}${pool('A', 'B', 'C', 'D')}`
    expect(servers(wavesOf(body))).toEqual([['B'], ['C'], ['D'], ['A']])
    expect(servers(wavesOf(body, '--max-parallel', '2'))).toEqual([
      ['B', 'C'],
      ['D', 'A'],
    ])
    expect(servers(wavesOf(body, '--max-parallel', '4'))).toEqual([['B', 'C', 'D', 'A']])
  })

  // A lacks 5 voice mail users and has 5 of unified messaging to spare, B the other way round.
  const two = `directory: d\nservers:\n${server('A', [15, 10], [5, 10])}${server('B', [5, 10], [15, 10])}${pool('A', 'B')}`

  test('two that cannot live without each other come in one night', () => {
    expect(servers(wavesOf(two, '--max-parallel', '2'))).toEqual([['A', 'B']])
    expect(servers(wavesOf(two, '--takes', '2h'))).toEqual([['A', 'B']])
  })

  test('or in none', () => {
    const waves = wavesOf(two, '--max-parallel', '1')
    expect([servers(waves), waves.blocked]).toEqual([[], true])
    expect(waves.unplaced).toMatchObject([
      { upgrades: [{ servers: ['A'] }, { servers: ['B'] }], constraint: 'pool', fits: { maxParallel: 2, windowMinutes: null } },
    ])
    expect(words(plan(two, ...start, '--max-parallel', '1').stdout)).toContain(
      'A and B, hop 1: what pool p holds on licence files does not cover them one after another, nor was an order found in which it does with room for 1 server at once (--max-parallel 1). --max-parallel 2 would fit',
    )
    expect(wavesOf(two, '--takes', '3h').unplaced[0]?.fits).toEqual({ maxParallel: 2, windowMinutes: 360 })
  })

  test('what lives on a member without a night has none either', () => {
    const body = `directory: d\nservers:\n${server('A', [15, 10])}${server('P', [5, 10])}${server('S', [0, 10])}failover: [{ primary: P, secondary: S }]\n${pool('A', 'P')}`
    expect(wavesOf(body, '--max-parallel', '1').unplaced.map(({ upgrades, constraint }) => [upgrades[0]?.servers[0], constraint])).toEqual([
      ['P', 'parallel'],
      ['A', 'pool'],
    ])
    expect(words(plan(body, ...start, '--max-parallel', '1').stdout)).toContain(
      'A, hop 1 (3.1(5) to 4.0(5)): what pool p holds on licence files does not cover this without P, which has no night',
    )
    expect(servers(wavesOf(body, '--max-parallel', '2'))).toEqual([['P+S'], ['A']])
  })
})

describe('one directory at a time', () => {
  const site = (name: string, directory: string, ...names: string[]): string =>
    document(name, `${directory}servers:\n${names.map((each) => server(each)).join('')}`, `${name}@example.com`)
  const waves = (first: string, second: string): Waves =>
    JSON.parse(
      run(
        { 'a.cuspec.yaml': site('a', first, 'A', 'B', 'C'), 'b.cuspec.yaml': site('b', second, 'D') },
        '--to',
        '4.0(5)',
        ...start,
        '--max-parallel',
        '2',
        '--report',
        'json',
      ).stdout,
    )

  test.each([
    ['two of them', 'directory: one.example\n', 'directory: two.example\n', [['A', 'B'], ['C'], ['D']]],
    [
      'the same, however it is written',
      'directory: one.example\n',
      'directory: ONE.example\n',
      [
        ['A', 'B'],
        ['C', 'D'],
      ],
    ],
    ['one that is not said may be another', 'directory: one.example\n', '', [['A', 'B'], ['C'], ['D']]],
    ['neither is said', '', '', [['A', 'B'], ['C'], ['D']]],
  ])('%s', (_, first, second, expected) => {
    expect(servers(waves(first, second))).toEqual(expected)
  })

  test('who must be there is told of each wave', () => {
    expect(waves('directory: x\n', 'directory: x\n').nights.map(({ people }) => people)).toEqual([
      ['a@example.com'],
      ['a@example.com', 'b@example.com'],
    ])
    expect(wavesOf(`servers:\n${server('A')}`).nights[0]?.people).toEqual(['who answers for x is not stated'])
  })

  test('that it is not said is told', () => {
    const { stdout } = run(
      { 'a.cuspec.yaml': site('a', 'directory: x\n', 'A'), 'b.cuspec.yaml': site('b', '', 'B') },
      '--to',
      '4.0(5)',
      ...start,
    )
    expect(words(stdout)).toContain('Not checked: whether b share a directory with others')
  })
})

describe('what must have arrived before', () => {
  // 14 days before 10 March is 24 February, 5 days before 1 March.
  test('is told of each wave, and that it comes too late', () => {
    const body = `servers:\n${server('A')}`
    const [night] = wavesOf(body, '--lead-time', '14').nights
    expect([night?.daysLate, night?.needed]).toEqual([
      5,
      ['line 1 of the order at this stage, for A: upgrade licence from 3.1(5) to 4.0(5)', 'Upgrade licence for A'],
    ])
    const { stdout } = plan(body, ...start, '--lead-time', '14')
    expect(words(stdout)).toContain('Licences are there up to 5 days too late for these nights; --start 2007-03-15 leaves time.')
    expect(words(stdout)).toContain('must have arrived: line 1 of the order at this stage, for A: upgrade licence')
    expect(wavesOf(body, '--lead-time', '9').nights[0]?.daysLate).toBe(0)
  })
})

test('the other server of a pair, which is there already, is out of service with it', () => {
  const file = 'licenses: [{ kind: declared, expires: permanent, entitlements: { voicePorts: 4, voiceMailUsers: 4 } }]'
  const body = `servers:\n  - { name: P, role: primary, version: "4.0(5)", ports: [{ count: 4 }], users: { voiceMail: 4 }, ${file} }\n  - { name: S, role: secondary, version: "4.0(3)", ports: [{ count: 4 }] }\nfailover: [{ primary: P, secondary: S }]\n`
  const { nights } = wavesOf(body)
  expect([nights[0]?.outOfService, nights[0]?.upgrades[0]?.beside]).toEqual([['S', 'P'], 'P'])
  expect(plan(body, ...start, '--report', 'ics').stdout.replaceAll('\r\n ', '')).toContain('Without voice mail: S and P.')
})

const evil = 'x"]; end`%%{init}%% <script>alert(1)</script> #35; click - 1. A_b | & ü'
const descendants = (element: { readonly children: readonly unknown[] }): XmlElement[] =>
  element.children.flatMap((each) => (each instanceof XmlElement ? [each, ...descendants(each)] : []))

describe('pictures', () => {
  const body = `directory: ${JSON.stringify(evil)}\nservers:\n${server('P')}${server('S')}${server(evil)}failover: [{ primary: P, secondary: S }]\npools: [{ name: ${JSON.stringify(evil)}, members: [P, ${JSON.stringify(evil)}] }]\n`
  const safe = String.raw`(?:[\p{L}\p{N}\p{M} .()-]|#\d+;|…)*`

  test('in Markdown hold names as Mermaid has them escaped, whatever they are', () => {
    const { stdout } = plan(body, ...start, '--report', 'markdown')
    const charts = [...stdout.matchAll(/```mermaid\n([\s\S]*?)\n```/g)].map(([, chart = '']) => chart.split('\n'))
    const [gantt = [], flow = []] = charts
    expect([charts.length, gantt[0], flow[0]]).toEqual([2, 'gantt', 'flowchart TB'])
    const task = new RegExp(
      `^  (?:section ${safe}|(?:Hop|Then) ${safe} : \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d, \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d)$`,
      'u',
    )
    expect(gantt.slice(3).filter((line) => !task.test(line))).toEqual([])
    const node = new RegExp(
      `^ +(?:b\\d+\\["${safe}(?:<br/>${safe})*"\\]|subgraph f\\d+\\["${safe}"\\]|b\\d+ ---\\|"${safe}"\\| b\\d+|end|classDef changed stroke-width:4px|class b\\d+(?:,b\\d+)* changed)$`,
      'u',
    )
    expect(flow.slice(1).filter((line) => !node.test(line))).toEqual([])
    // No list and no emphasis either.
    expect(flow.join('\n')).not.toMatch(/[_*]|[.-] |(?:^|")\d+\. /)
    const decoded = flow.join('\n').replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    expect(decoded).toContain(evil.slice(0, 55))
  })

  test('in HTML are drawn without a script, say the same in words, and hold names as text', () => {
    const { stdout } = plan(body, ...start, '--takes', '1h', '--report', 'html')
    const all = descendants(parseXml(stdout).root ?? { children: [] })
    const named = (name: string, within = all): XmlElement[] => within.filter((each) => each.name === name)
    const kind = (name: string): XmlElement[] => all.filter(({ attributes }) => attributes.class?.split(' ').includes(name))
    expect(named('script')).toEqual([])
    const [chart] = named('svg')
    expect(chart?.attributes).toMatchObject({ role: 'img', 'aria-label': expect.stringContaining('Night 1') })
    expect(kind('bar').map(({ parent }) => (parent instanceof XmlElement ? named('title', descendants(parent))[0]?.text : ''))).toEqual([
      'P and S: hop 1, 3.1(5) to 4.0(5), from 2007-03-10 22:00 to 2007-03-10 23:00',
      `${evil}: hop 1, 3.1(5) to 4.0(5), from 2007-03-10 23:00 to 2007-03-11 00:00`,
    ])
    // P, S and the other, before and after.
    expect(kind('box')).toHaveLength(6)
    expect(kind('changed')).toHaveLength(6)
    expect(kind('frame-title').map(({ text }) => text)).toEqual([evil, `pool ${evil}`, evil, `pool ${evil}`])
    expect(named('caption').map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Nights', 'Upgrades by night', 'Machines before and after']),
    )
  })

  test('of a fleet that is too large are left out, and that is said', () => {
    const many = (count: number): string => `servers:\n${Array.from({ length: count }, (_, index) => server(`A${index}`)).join('')}`
    const [most, more] = [plan(many(60), '--report', 'html').stdout, plan(many(61), '--report', 'html').stdout]
    expect([most.includes('class="map"'), more.includes('class="map"')]).toEqual([true, false])
    expect(more).toContain('61 servers and Bridges are too many for a picture, which shows up to 60.')
  })

  test('show what stays as it is unmarked', () => {
    const three = `directory: d\nservers:\n${server('A', [5, 10])}${server('B')}${server('C')}${pool('A', 'B')}`
    const { stdout } = plan(three, '--server', 'A', '--report', 'html')
    const boxes = descendants(parseXml(stdout).root ?? { children: [] }).filter(({ attributes }) => attributes.class?.startsWith('box'))
    // C has nothing to do with A; B shares its pool.
    expect(boxes.filter(({ name }) => name === 'li').map(({ attributes, text }) => [attributes.class, text.startsWith('A')])).toEqual([
      ['box changed', true],
      ['box', false],
      ['box changed', true],
      ['box', false],
    ])
  })
})

test('the same on every run', () => {
  const body = `directory: d\nservers:\n${server('A', [150, 100])}${server('B', [50, 100])}${pool('A', 'B')}`
  for (const format of ['text', 'markdown', 'html', 'json', 'ics'])
    expect(plan(body, ...start, '--report', format)).toEqual(plan(body, ...start, '--report', format))
})
