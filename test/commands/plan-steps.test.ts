/**
 * The steps of `cuspec plan`, one after another. What is expected is read off the documents: the installation guide of 4.0(2) for 2.x,
 * page 252 of the Deployment and Solutions Guide for backups, FAQ 23277 for licences. What none of them tells has to say so.
 */
import { describe, expect, test } from 'vitest'
import { cuspec, folderOf } from './program.ts'

interface Step {
  readonly when: string
  readonly on: string | null
  readonly says: string
  readonly facts: readonly string[]
}

/** The steps of each hop of the first upgrade. */
function hopsOf(body: string, to: string): readonly (readonly Step[])[] {
  const { stdout, stderr } = cuspec(['plan', '--to', to, '--report', 'json'], {
    cwd: folderOf({ 'x.cuspec.yaml': `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: x, asOf: 2007-03-01 }\n${body}` }),
  })
  expect(stderr).toBe('')
  const { upgrades }: { readonly upgrades: readonly { readonly hops: readonly { readonly steps: readonly Step[] }[] }[] } =
    JSON.parse(stdout)
  return upgrades[0]?.hops.map(({ steps }) => steps) ?? []
}

const stepsOf = (body: string, to: string): readonly Step[] => hopsOf(body, to)[0] ?? []
const matching = (steps: readonly Step[], words: RegExp): Step[] => steps.filter(({ says }) => words.test(says))
const places = (steps: readonly Step[], ...words: readonly RegExp[]): number[] =>
  words.map((each) => steps.findIndex(({ says }) => each.test(says)))

/** That every one of these is there, and in this order. */
function expectCourse(steps: readonly Step[], ...words: readonly RegExp[]): void {
  const found = places(steps, ...words)
  expect(found).not.toContain(-1)
  expect([...found].sort((a, b) => a - b)).toEqual(found)
}

const store = (version: string, location = 'off-box', mode = 'voice-only'): string =>
  `messageStore: { type: exchange, version: "${version}", location: ${location}, mode: ${mode} }, `
const dongle = (name: string, version: string, more = '', granted = 'voicePorts: 24, voiceMailUsers: 300', used = 24): string =>
  `  - { name: ${name}, version: "${version}", ${more}ports: [{ count: ${used} }], users: { voiceMail: 300 }, dongle: { serial: "1234567${name}" }, licenses: [{ kind: dongle, serial: "1234567${name}", entitlements: { ${granted} } }] }\n`.replaceAll(
    /1234567([PSU])/g,
    (_, each: string) => `1234567${'PSU'.indexOf(each)}`,
  )
const file = (name: string, version: string): string =>
  `  - { name: ${name}, version: "${version}", ports: [{ count: 4 }], users: { voiceMail: 4 }, licenses: [{ kind: declared, expires: permanent, entitlements: { voicePorts: 4, voiceMailUsers: 4 } }] }\n`
const one = (server: string): string => `servers:\n${server}`
const nic = (last: number): string => `nics: [{ name: n, mac: 00-0B-CD-00-00-0${last} }], `
const pair = (version: string): string =>
  `servers:\n${dongle('P', version, nic(1))}${dongle('S', version, nic(2)).replace('users: { voiceMail: 300 }, ', '')}failover: [{ primary: P, secondary: S }]\n`
const withBridge = `servers:\n${dongle('U', '3.1(5)', `${store('2000')}${nic(1)}`, 'voicePorts: 24, voiceMailUsers: 300, bridgeSessions: 8')}bridges: [{ name: B, version: 2.1(1), bridgehead: U, sessions: 8, nics: [{ name: n, mac: 00-0B-CD-00-00-02 }] }]\n`

test.each([
  ['3.1(5)', '4.0(5)', one(dongle('S', '3.1(5)'))],
  ['2.4', '4.0(5)', one(dongle('S', '2.4'))],
  ['a pair of 2.4.6', '5.0(1)', pair('2.4.6')],
  ['a pair of 3.1', '8.0', pair('3.1(5)')],
  ['a Bridge', '4.0(3)', withBridge],
  ['files', '8.0', one(file('S', '4.0(5)'))],
])('every step has a source or says that it has none: %s to %s', (_, to, body) => {
  const hops = hopsOf(body, to)
  expect(hops.length).toBeGreaterThan(0)
  const untold = hops.flat().filter(({ facts, says }) => facts.length === 0 && !/inferred|no source/i.test(says))
  expect(untold.map(({ says }) => says)).toEqual([])
})

// Nothing is at hand on tests after an upgrade: with a licence or without one, every server is tried.
test.each([
  ['with a licence', '4.0(5)', pair('3.1(5)'), ['P', 'S']],
  ['without one', '4.1(1)', one(file('S', '4.0(5)')), ['S']],
])('after a hop %s a call, a message and the lights are tested on each server', (_, to, body, names) => {
  const tests = matching(stepsOf(body, to), /^Test a call, a message and the message waiting lights/)
  expect(tests.map(({ when, on }) => [when, on])).toEqual(names.map((name) => ['after', name]))
})

// Deployment and Solutions Guide, page 252: DiRT, of 3.1(5) and 4.0(3), holds messages only on small systems for voice mail alone.
describe('backups', () => {
  test.each([
    ['unified', /with unified messaging DiRT does not hold them/],
    ['voice-only', /only on a small system for voice mail alone/],
  ])('of messages, apart from DiRT: %s', (mode, words) => {
    const [step, ...others] = matching(
      stepsOf(one(dongle('S', '3.1(5)', store('2000', 'off-box', mode))), '4.0(5)'),
      /Back up the messages/,
    )
    expect(others).toEqual([])
    expect(step).toMatchObject({ when: 'before', facts: ['backup-leaves-out-messages'] })
    expect(step?.says).toMatch(words)
  })

  test.each([
    ['2.4', '3.1(5)', ['2.4']],
    ['2.4.6', '3.0(1)', ['2.4.6', '3.0(1)']],
    ['3.0(1)', '3.1(5)', ['3.0(1)']],
    ['3.1(5)', '4.0(3)', []],
  ])('that there is DiRT is inferred where nobody tells: %s to %s', (from, to, unsure) => {
    const said = stepsOf(one(dongle('S', from)), to).flatMap(({ says }) => /That DiRT is there for (\S+) is inferred/.exec(says)?.[1] ?? [])
    expect(said).toEqual(unsure)
  })
})

test('a Bridge is backed up before the night and upgraded after its bridgehead, which is inferred', () => {
  const steps = stepsOf(withBridge, '4.0(3)')
  expectCourse(
    steps,
    /^Back up the Bridge B/,
    /^Take U out/,
    /^Upgrade the software of U/,
    /^Upgrade the Bridge B/,
    /^Install the licence on B/,
  )
  const [bridge] = matching(steps, /^Upgrade the Bridge B/)
  expect(bridge?.facts).toEqual(['bridge-3-with-4.0'])
  expect(bridge?.says).toMatch(/is inferred: no source at hand tells the order/)
  expect(matching(steps, /^Back up the Bridge B/)[0]?.when).toBe('before')
})

test('a server whose Bridge alone gets a licence keeps its own, and is looked at', () => {
  const licenses = (host: string, granted: string): string =>
    `licenses: [{ kind: declared, hostId: ${host}, expires: permanent, entitlements: { ${granted} } }]`
  const steps = stepsOf(
    `servers:\n  - { name: U, version: 4.0(3), ${store('2000')}${nic(1)}ports: [{ count: 4 }], users: { voiceMail: 4 }, ${licenses('000BCD000001', 'voicePorts: 4, voiceMailUsers: 4')} }\nbridges: [{ name: B, version: "3.0", bridgehead: U, sessions: 8, nics: [{ name: n, mac: 00-0B-CD-00-00-02 }], ${licenses('000BCD000002', 'bridgeSessions: 4')} }]\n`,
    '4.0(5)',
  )
  expect(matching(steps, /^Install the licence on B/)).toHaveLength(1)
  expect(matching(steps, /^Leave the licence files of U/)).toHaveLength(1)
  expect(matching(steps, /what it showed before/)).toMatchObject([{ when: 'after', on: 'U' }])
})

describe('2.x, by the installation guide of 4.0(2)', () => {
  test.each([
    ['on-box', store('5.5', 'on-box'), /^Move the users of Exchange 5.5 on S/, /^Install Exchange 5.5 or its administration tools,/],
    ['off-box', store('5.5', 'off-box'), undefined, /^Install the administration tools of Exchange 5.5 \(inferred/],
    ['not said', '', /^Where Exchange 5.5 runs on S itself, move/, /^Install Exchange 5.5 or its administration tools,/],
  ])('Exchange 5.5 %s', (_, written, moves, installs) => {
    const steps = stepsOf(one(dongle('S', '2.4', written)), '4.0(2)')
    const moving = matching(steps, /another Exchange 5.5 server/)
    expect(moving).toHaveLength(moves ? 1 : 0)
    if (moves) expect(moving[0]).toMatchObject({ when: 'before', says: expect.stringMatching(moves) })
    expect(matching(steps, /then 4\.0\(2\)/)).toMatchObject([{ when: 'window', says: expect.stringMatching(installs) }])
    expect(matching(steps, /^Check that S meets the requirements/)).toMatchObject([{ when: 'before' }])
  })

  test('that the guide holds for a later release is inferred', () => {
    const inferred = (to: string): number => matching(stepsOf(one(dongle('S', '2.4')), to), /course of the guide .* is inferred/).length
    expect([inferred('4.0(2)'), inferred('4.0(5)')]).toEqual([0, 1])
  })

  test('of pairs it tells nothing', () => {
    const steps = stepsOf(pair('2.4.6'), '4.0(2)')
    expect(matching(steps, /^Ask Cisco how a failover pair is migrated/)).toMatchObject([{ when: 'before', on: null }])
    const exported = matching(steps, /Database Export tool|^Import/).map(({ on, says }) => [on, says.includes('no source')])
    expect(exported).toEqual([
      ['P', false],
      ['S', true],
      ['P', false],
      ['S', true],
    ])
    // Both are exported before either is removed.
    expect(places(steps, /^Remove/)[0]).toBeGreaterThan(steps.findLastIndex(({ says }) => /Database Export tool/.test(says)))
  })
})

test('what has to be asked of Cisco is asked before the night', () => {
  // Of 5.0(1) to 7.0(2) no source tells whether it can be made, nor whether it needs an upgrade licence.
  const steps = stepsOf(one(file('S', '5.0(1)')), '7.0(2)')
  expect(matching(steps, /[Aa]sk Cisco/).map(({ when, says }) => [when, says])).toEqual([
    ['before', 'Ask Cisco whether S can go from 5.0(1) to 7.0(2) without a stop between: no source at hand says so.'],
    ['before', 'Ask Cisco whether 7.0(2) needs an upgrade licence after 5.0(1): no source at hand says.'],
  ])
  expect(matching(steps, /licence files of S/)).toMatchObject([
    {
      when: 'window',
      says: 'Leave the licence files of S as they are; if 7.0(2) turned out to need an upgrade licence, add it to them and restart S.',
    },
  ])
})

// FAQ: "first request the upgrade of the primary", then its e-mail goes to the licensing team with the number of the failover dongle.
test('the request for failover does not send back to the one before it', () => {
  const steps = stepsOf(pair('3.1(5)'), '4.0(5)')
  expect(matching(steps, /First request the licence|Have the e-mail at hand/)).toEqual([])
  expectCourse(steps, /Upgrade License Registration/, /Wait for the licence file/, /Forward that e-mail/, /Wait for the upgrade licence/)
})

describe('two requests of one server', () => {
  test('files go in together, and the last look shows both', () => {
    // 24 + 8 ports.
    const steps = stepsOf(one(dongle('S', '3.1(5)', '', undefined, 32)), '4.0(5)')
    expectCourse(
      steps,
      /^Log on to Windows on S/,
      /^Upgrade licence for S: Choose Next, then Add/,
      /^More licences for S: Choose Next, then Add/,
      /^Check that the licences/,
      /^Restart S/,
    )
    for (const once of [/^Log on to Windows on S/, /^Check that the licences/, /^Restart S/, /^If S does not show this/])
      expect(matching(steps, once)).toHaveLength(1)
    expect(matching(steps, /It must show/).map(({ says }) => /show (\d+) voice ports/.exec(says)?.[1])).toEqual(['32'])
    expectCourse(steps, /It must show 32/, /^If S does not show this/)
  })

  test('of dongles each update is restarted for, since no source tells that two may share one', () => {
    const steps = stepsOf(one(dongle('S', '2.4.6', '', undefined, 32)), '3.1(5)')
    expect(matching(steps, /^Reboot S/)).toHaveLength(2)
    expect(matching(steps, /It must show/).map(({ says }) => /show (\d+) voice ports/.exec(says)?.[1])).toEqual(['32'])
  })
})
