/**
 * `cuspec plan --to-spec`: the way to a deployment that changes beside its releases. What is expected is worked out by hand: licences of
 * today are held and nothing that the target claims, MAC addresses and re-hosts by FAQ 23277.
 */
import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { cuspec, folderOf, type Outcome } from './program.ts'

const head = 'apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: x, asOf: 2007-03-01 }\n'
const server = (name: string, version: string, rest: string): string => `  - name: ${name}\n    version: ${version}\n${rest}`
const used = (ports: number, users: number, mac = '33'): string =>
  `    ports: [{ count: ${ports}, does: [answer] }]\n    users: { voiceMail: ${users}, unifiedMessaging: 0, inbox: 0 }\n    nics: [{ name: nic1, mac: 00-0B-CD-11-22-${mac} }]\n`
const held = (ports: number, users: number, mac = '33'): string =>
  `    licenses: [{ kind: declared, hostId: 000BCD1122${mac}, expires: permanent, entitlements: { voicePorts: ${ports}, voiceMailUsers: ${users} } }]\n`

interface Shown {
  readonly to: string | null
  readonly toSpec: string
  readonly blocked: boolean
  readonly refused: readonly { readonly of: string; readonly reason: string }[]
  readonly upgrades: readonly {
    readonly servers: readonly string[]
    readonly hops: readonly { from: string; to: string; lines: readonly object[] }[]
  }[]
  readonly afterwards: {
    readonly changes: readonly {
      kind: string
      name: string
      how: string
      values: readonly { path: readonly string[]; from: string | null; to: string | null }[]
    }[]
    readonly rehosts: readonly object[]
    readonly lines: readonly { for: string; gives: readonly { feature: string; units: number }[] }[]
    readonly obstacles: readonly { rule: string }[]
  }
}

const isPlan = new Ajv({ allowUnionTypes: true }).compile<Shown>(JSON.parse(readFileSync('schemas/plan.schema.json', 'utf8')))

function run(now: string, next: string, ...args: string[]): Outcome {
  const cwd = folderOf({ 'now/x.cuspec.yaml': `${head}servers:\n${now}`, 'next/x.cuspec.yaml': `${head}servers:\n${next}` })
  return cuspec(['plan', 'now', '--to-spec', 'next', ...args], { cwd })
}

function planOf(now: string, next: string): Shown & { readonly status: number | null } {
  const { stdout, status } = run(now, next, '--report', 'json')
  const shown: Shown = JSON.parse(stdout)
  expect(isPlan(shown), JSON.stringify(isPlan.errors)).toBe(true)
  return { ...shown, status }
}

const bought = ({ afterwards }: Shown) =>
  afterwards.lines.map((line) => [line.for, ...line.gives.map(({ feature, units }) => `${units} ${feature}`)].join(' '))

describe('a server that grows as it is upgraded', () => {
  const shown = planOf(server('A', '4.0(5)', used(30, 400) + held(32, 400)), server('A', '5.0(1)', used(48, 600) + held(48, 600)))

  test('gets to the release of the target, hop by hop', () => {
    expect([shown.to, shown.toSpec, shown.blocked, shown.status]).toEqual([null, 'next', false, 0])
    expect(shown.upgrades.map(({ hops }) => hops.map(({ from, to }) => `${from} ${to}`))).toEqual([['4.0(5) 5.0(1)']])
  })

  test('needs what is lacking beside the licences of today, whatever the target claims', () => {
    expect(bought(shown)).toEqual(['A 16 voicePorts', 'A 200 voiceMailUsers'])
    const [part] = shown.afterwards.changes
    expect(part).toMatchObject({ kind: 'server', name: 'A', how: 'changed' })
    expect(part?.values).toContainEqual({ path: ['ports', 'answer', 'count'], from: '30', to: '48' })
    expect(part?.values.map(({ path }) => path[0])).not.toContain('version')
  })

  test('is told so in words, with one list of sources', () => {
    const { stdout } = run(server('A', '4.0(5)', used(30, 400) + held(32, 400)), server('A', '5.0(1)', used(48, 600, '99')))
    expect(stdout).toContain('Upgrade to what next says')
    expect(stdout).toContain('A: 000BCD112233 → 000BCD112299')
    expect(stdout.match(/^Sources$/gm)).toHaveLength(1)
  })
})

test('machines that come and go, and a licence that moves', () => {
  const shown = planOf(
    server('A', '4.0(5)', used(8, 50) + held(8, 50)) + server('B', '4.0(5)', used(8, 50, '44') + held(8, 50, '44')),
    server('A', '4.0(5)', used(8, 50, '55') + held(8, 50, '55')) + server('C', '4.0(5)', used(8, 50, '66') + held(8, 50, '66')),
  )
  expect(shown.upgrades).toEqual([])
  expect(shown.afterwards.changes.map(({ name, how }) => `${name} ${how}`).sort()).toEqual(['A changed', 'B removed', 'C added'])
  expect(shown.afterwards.rehosts).toEqual([{ of: 'A', from: '000BCD112233', to: '000BCD112255' }])
  expect(bought(shown).filter((line) => line.startsWith('C'))).toEqual(['C 8 voicePorts', 'C 50 voiceMailUsers'])
})

test('a licence file of the target that lies there counts', () => {
  const file = (tag: string, count: number): string =>
    `INCREMENT ${tag} cisco 4.0 permanent uncounted \\\n\tVENDOR_STRING=<${tag}>${count}</${tag}> HOSTID=000bcd112233 SIGN=00\n`
  const cwd = folderOf({
    'now/x.cuspec.yaml': `${head}servers:\n${server('A', '4.0(5)', used(8, 50) + held(8, 50))}`,
    'next/x.cuspec.yaml': `${head}servers:\n${server('A', '4.0(5)', `${used(16, 50)}    licenses: [{ kind: file, path: more.lic }]\n`)}`,
    'next/more.lic': file('LicVoicePortsMax', 8),
    '.git/HEAD': '',
  })
  const shown: Shown = JSON.parse(cuspec(['plan', 'now', '--to-spec', 'next', '--report', 'json'], { cwd }).stdout)
  expect(bought(shown)).toEqual([])
})

test('what stands against the target blocks', () => {
  const shown = planOf(
    server('A', '4.0(5)', '    messageStore: { type: exchange, version: "2003" }\n'),
    server('A', '4.2(1)', '    messageStore: { type: exchange, version: "5.5" }\n'),
  )
  expect(shown.afterwards.obstacles.map(({ rule }) => rule)).toEqual(['message-store-supported'])
  expect([shown.blocked, shown.status]).toEqual([true, 1])
})

test('a pair whose servers part has no way, and one that goes back has none', () => {
  const pair = (one: string, other: string): string =>
    `${server('A', one, '    role: primary\n')}${server('B', other, '    role: secondary\n')}failover: [{ primary: A, secondary: B }]\n`
  const parted = planOf(pair('4.0(1)', '4.0(1)'), pair('4.0(5)', '4.2(1)'))
  expect(parted.refused).toEqual([
    { of: 'A and B', reason: 'next has A on 4.0(5) and B on 4.2(1); the servers of a pair are upgraded together', nearest: null },
  ])
  const back = planOf(server('A', '4.2(1)', ''), server('A', '4.0(5)', ''))
  expect(back.refused[0]?.reason).toContain('which is later than 4.0(5)')
  expect(back.status).toBe(1)
})

test('nothing changes', () => {
  const same = server('A', '4.0(5)', used(8, 50) + held(8, 50))
  const { stdout, status } = run(same, same)
  expect(stdout).toContain('Nothing: the servers, with the licences that they have by then, are what it says.')
  expect(status).toBe(0)
})

describe('a target that cannot be had', () => {
  test.each([
    [['--to', '4.0(5)'], '--to and --to-spec exclude each other'],
    [['--to-spec', 'nowhere.yaml'], 'nowhere.yaml'],
  ])('%j', (args, message) => {
    const { status, stderr } = run(server('A', '4.0(1)', ''), server('A', '4.0(5)', ''), ...args)
    expect(status).toBe(2)
    expect(stderr).toContain(message)
  })

  test.each([
    ['other servers', server('B', '4.0(5)', ''), 'next has none of the servers of today, such as A'],
    ['a release that there is not', server('A', '6.0(1)', ''), 'A runs 6.0(1) there, which is no release that any source names'],
    ['a document that cannot be read', server('A', '8.0', ''), 'next has documents that could not be read'],
  ])('%s', (_, next, message) => {
    const { status, stderr } = run(server('A', '4.0(1)', ''), next)
    expect(status).toBe(2)
    expect(stderr).toContain(message)
  })
})

test('a target that lies among the specs of today is not one of them', () => {
  const cwd = folderOf({
    'x.cuspec.yaml': `${head}servers:\n${server('A', '4.0(1)', '')}`,
    'next/x.cuspec.yaml': `${head}servers:\n${server('A', '4.0(5)', '')}`,
  })
  const { status, stdout } = cuspec(['plan', '--to-spec', 'next'], { cwd })
  expect(stdout).toContain('A: 4.0(1) to 4.0(5)')
  expect(status).toBe(0)
})

describe('a fleet of which the target is one site', () => {
  const site = (name: string, machine: string, version: string, rest: string): string =>
    `${head.replace('name: x', `name: ${name}`)}servers:\n${server(machine, version, rest)}`
  const pool = `${head.replace('name: x', 'name: p')}pools: [{ name: anz, members: [A, B] }]\n`
  const files = {
    'sites/a.cuspec.yaml': site('a', 'A', '4.0(5)', used(8, 50) + held(8, 50)),
    'sites/b.cuspec.yaml': site('b', 'B', '4.0(5)', used(8, 50, '44') + held(8, 80, '44')),
    'sites/p.cuspec.yaml': pool,
    'next/a.cuspec.yaml': site('a', 'A', '4.0(5)', used(8, 80)),
  }

  test('stays as it is beside it, and shares its licences', () => {
    const shown: Shown = JSON.parse(cuspec(['plan', 'sites', '--to-spec', 'next', '--report', 'json'], { cwd: folderOf(files) }).stdout)
    expect(shown.afterwards.changes.map(({ name, how }) => `${name} ${how}`)).toEqual(['A changed'])
    // 50 and 80 are held in the pool, and 80 and 50 used.
    expect(bought(shown)).toEqual([])
  })

  test('cannot be taken out of a file that holds more', () => {
    const together = {
      'sites/all.cuspec.yaml': `${files['sites/a.cuspec.yaml']}---\n${files['sites/b.cuspec.yaml']}`,
      'next/a.cuspec.yaml': files['next/a.cuspec.yaml'],
    }
    const { status, stderr } = cuspec(['plan', 'sites', '--to-spec', 'next'], { cwd: folderOf(together) })
    expect(status).toBe(2)
    expect(stderr).toContain('next takes the place of some documents in sites/all.cuspec.yaml and not of others')
  })
})
