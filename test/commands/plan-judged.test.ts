/**
 * Upgrades as documents describe them, judged line by line. What is expected was written down from FAQ 23277, the failover guide of 4.x,
 * the design guide of 5.x and the thread on licence requirements for failover before any plan was looked at.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cuspec, folderOf } from './program.ts'

interface Step {
  readonly when: 'before' | 'window' | 'after'
  readonly on: string | null
  readonly where: string
  readonly owner: string | null
  readonly restart: string | null
  readonly outage: boolean | null
  readonly says: string
  readonly final: boolean
}

interface Hop {
  readonly sure: string
  readonly note: string | null
  readonly requests: readonly { readonly title: string }[]
  readonly outage: string
  readonly wayBack: string
  readonly steps: readonly Step[]
}

interface Shown {
  readonly today: readonly { readonly rule: string; readonly after: string }[]
  readonly nights: readonly { readonly orderBy: string; readonly awaited: readonly string[] }[]
  readonly upgrades: readonly { readonly servers: readonly string[]; readonly hops: readonly Hop[] }[]
}

const head = (owner = ''): string =>
  `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: x, asOf: 2007-03-01${owner && `, owner: ${owner}`} }\ndirectory: corp.example\n`
const run = (text: string, ...args: string[]) => cuspec(['plan', ...args], { cwd: folderOf({ 'x.cuspec.yaml': text }) })
const shownOf = (text: string, to: string, ...args: string[]): Shown =>
  JSON.parse(run(text, '--to', to, '--report', 'json', ...args).stdout)
const hopOf = (text: string, to: string): Hop => {
  const [hop] = shownOf(text, to).upgrades[0]?.hops ?? []
  if (!hop) throw new Error('no hop')
  return hop
}
const words = (text: string): string => text.replace(/\s+/g, ' ')

const store = '{ type: exchange, version: "2000", location: off-box, mode: unified }'
const file = (version: string, more = '', grants = '', kind = store): string =>
  `  - { name: P, version: ${version}, ${more}messageStore: ${kind}, ports: [{ count: 24 }], users: { voiceMail: 300 }, nics: [{ name: n, mac: 00-0B-CD-10-00-01 }], licenses: [{ kind: declared, hostId: 000BCD100001, expires: permanent, entitlements: { voicePorts: 24, voiceMailUsers: 300${grants} } }] }\n`
const dongle = (name: string, role: string, serial: string, grants: string, mac: string): string =>
  `  - { name: ${name}, role: ${role}, version: 3.1(5), messageStore: ${store}, ports: [{ count: 24 }], users: { voiceMail: 300 }, nics: [{ name: n, mac: ${mac} }], dongle: { serial: "${serial}" }, licenses: [{ kind: dongle, serial: "${serial}", entitlements: { voicePorts: 24, voiceMailUsers: 300, ${grants} } }] }\n`
const bridged = `servers:\n${dongle('P', 'primary', '40012345', 'bridgeSessions: 8', '00-0B-CD-10-00-01')}${dongle('S', 'secondary', '40099999', 'secondaryServer: true', '00-0B-CD-10-00-02')}failover: [{ primary: P, secondary: S, wizardRunOn: [P] }]\nbridges: [{ name: BR, version: "2.1", bridgehead: P, sessions: 8, nics: [{ name: n, mac: 00-0B-CD-10-00-99 }] }]\n`

// Thread on licence requirements: until the wizard has run on both servers the secondary is not enabled; nothing is installed on it. FAQ:
// the licensing applet of the secondary must show what the primary has.
describe('a pair of which the primary runs 4.0 already', () => {
  const half = (grants: string): string =>
    `${head()}servers:\n${file('4.0(5)', 'role: primary, ', grants)}  - { name: S, role: secondary, version: 3.1(5), messageStore: ${store}, ports: [{ count: 24 }], dongle: { serial: "40099999" } }\nfailover: [{ primary: P, secondary: S, wizardRunOn: [P] }]\n`

  test('has the wizard on both after the software, and a look at the licences of the primary', () => {
    const { steps, requests } = hopOf(half(', secondaryServer: true'), '4.0(5)')
    const course = steps.filter(({ says }) => /Take S and P|Upgrade the software|failover configuration wizard|it must show/.test(says))
    expect(course.map(({ when, on, where }) => [when, on, where])).toEqual([
      ['window', null, 'desk'],
      ['window', 'S', 'secondary'],
      ['window', 'P', 'primary'],
      ['window', 'S', 'secondary'],
      ['after', 'S', 'secondary'],
    ])
    expect(course.at(-1)?.says).toContain('it must show the licences of P. Install nothing on S.')
    expect(requests).toEqual([])
    expect(words(run(half(', secondaryServer: true'), '--to', '4.0(5)').stdout)).toMatch(/upgrade of the software that of P stated/)
  })

  test('is asked for failover where the licence of the primary has none', () => {
    const { steps, requests } = hopOf(half(''), '4.0(5)')
    expect(requests.map(({ title }) => title)).toEqual(['Failover for P and S'])
    expect(steps.filter(({ says }) => says.includes('failover configuration wizard')).map(({ on }) => on)).toEqual(['P', 'S'])
  })

  test('is no longer told that the wizard has to run: the steps have it, and the spec says it afterwards', () => {
    const cwd = folderOf({ 'x.cuspec.yaml': half(', secondaryServer: true') })
    const shown: Shown = JSON.parse(cuspec(['plan', '--to', '4.0(5)', '--write', 'out', '--report', 'json'], { cwd }).stdout)
    expect(shown.today.map(({ rule, after }) => [rule, after])).toEqual([['failover-wizard-run', 'gone']])
    expect(readFileSync(join(cwd, 'out/hop-1/x.cuspec.yaml'), 'utf8')).toMatch(/wizardRunOn: \[ ?P, S ?\]/)
    expect(cuspec(['lint', 'out', '--report', 'compact'], { cwd }).stdout).not.toContain('failover-wizard-run')
  })
})

// FAQ: from 4.0(3) with Bridge 3.0 on the licence of the Bridge is for the MAC of the Bridge, so that no file of the server need show it.
describe('a pair with a Bridge, from dongles to 4.0(5)', () => {
  test('is not to show Bridge sessions on the primary', () => {
    const looks = hopOf(`${head()}${bridged}`, '4.0(5)').steps.filter(({ when, on }) => when === 'after' && on === 'P')
    expect(looks[0]?.says).toContain('It must show 24 voice ports, 300 voice mail users and a secondary server.')
  })

  test('writes the MAC of the Bridge above it', () => {
    const cwd = folderOf({ 'x.cuspec.yaml': `${head()}${bridged}` })
    cuspec(['plan', '--to', '4.0(5)', '--write', 'out'], { cwd })
    expect(readFileSync(join(cwd, 'out/hop-1/x.cuspec.yaml'), 'utf8')).toContain('Licence of BR for its own MAC, MAC 000BCD100099.')
  })

  // The licensing team answers by e-mail, and for failover only after the licence of the primary has come.
  test('is ordered for earlier than the lead time by answers of which nobody tells', () => {
    const args = ['--start', '2007-03-10T22:00'] as const
    expect(shownOf(`${head()}${bridged}`, '4.0(5)', ...args).nights).toMatchObject([
      { orderBy: '2007-03-09', awaited: ['Failover for P and S', 'Licence of BR for its own MAC'] },
    ])
    expect(words(run(`${head()}${bridged}`, '--to', '4.0(5)', ...args).stdout)).toContain(
      'by e-mail, of which no source tells how long an answer takes: Failover for P and S; Licence of BR for its own MAC',
    )
    expect(run(`${head()}${bridged}`, '--to', '4.0(5)', ...args, '--report', 'ics').stdout.replaceAll('\r\n ', '')).toContain(
      'earlier by as long as an answer to an e-mail takes',
    )
  })
})

describe('each step says', () => {
  const { steps, outage, wayBack } = hopOf(`${head('night@example.com')}${bridged}`, '4.0(5)')
  const stepOf = (text: string): Step | undefined => steps.find(({ says }) => says.includes(text))

  test('who does it, where, whether it restarts a machine and whether voice mail is down', () => {
    expect(new Set(steps.map(({ owner }) => owner))).toEqual(new Set(['night@example.com']))
    expect(stepOf('Back up the messages')).toMatchObject({ where: 'message-store', restart: 'none', outage: false })
    // How an installation goes is in its guide, which is not at hand.
    expect(stepOf('Upgrade the software of S')).toMatchObject({ where: 'secondary', restart: null, outage: true, final: true })
    expect(stepOf('Upgrade the Bridge BR')).toMatchObject({ where: 'bridge', restart: null, outage: true })
    // FAQ: restart the Cisco Unity server after the License File Install Wizard.
    expect(stepOf('Restart P.')).toMatchObject({ where: 'primary', restart: 'restart', outage: true })
    expect(stepOf('Back up P with DiRT again')).toMatchObject({ outage: null })
    expect([outage, wayBack]).toEqual([expect.stringContaining('no source tells how long'), expect.stringContaining('DiRT backup')])
  })

  // FAQ: reboot the Cisco Unity server after an upgrade of the dongle.
  test('that a dongle wants a reboot', () => {
    const text = `${head()}servers:\n${dongle('P', 'standalone', '40012345', 'languages: 1', '00-0B-CD-10-00-01').replace('3.1(5)', '"2.4.6"')}`
    expect(hopOf(text, '3.1(4)').steps.filter(({ restart }) => restart === 'reboot')).toHaveLength(1)
  })

  test('it on the page, too, and who is not stated', () => {
    const page = words(run(`${head('night@example.com')}${bridged}`, '--to', '4.0(5)').stdout)
    expect(page).toContain('Who does it: night@example.com.')
    expect(page).toContain(
      'Licences count on P once it has been restarted. Whether the installation restarts P, S and BR, no source at hand tells.',
    )
    expect(words(run(`${head()}${bridged}`, '--to', '4.0(5)').stdout)).toContain('Who does it: not stated; metadata.owner of x would say.')
  })
})

// The design guide of 5.x tells of the upgrade from 4.x in its chapter on Exchange; of Domino only that 5.x works with it.
describe('from 4.x to 5.0(1)', () => {
  test('with Domino it is inferred, and not said by Exchange', () => {
    const text = `${head()}servers:\n${file('4.0(5)', '', '', '{ type: domino, version: "6.5", mode: unified }')}`
    const hop = hopOf(text, '5.0(1)')
    expect([hop.sure, hop.note]).toEqual(['derived', expect.stringContaining('inferred')])
    expect(run(text, '--to', '5.0(1)').stdout).not.toContain('Exchange 2000')
  })

  test('with Exchange it is stated, but not from which releases', () => {
    const text = `${head()}servers:\n${file('4.0(5)')}`
    expect(hopOf(text, '5.0(1)')).toMatchObject({ sure: 'stated', note: 'From which releases of 4.x no stop is needed is not told.' })
    expect(words(run(text, '--to', '5.0(1)').stdout)).toContain('From which releases of 4.x no stop is needed is not told.')
  })

  // The FAQ's table ends at 4.0: the licence may have to be upgraded, and then its file is added.
  test('the licence files stay, unless it turns out that they do not reach', () => {
    const leaves = hopOf(`${head()}servers:\n${file('4.0(5)')}`, '5.0(1)').steps.find(({ says }) =>
      says.startsWith('Leave the licence files'),
    )
    expect(leaves).toMatchObject({ on: 'P', restart: null })
    expect(leaves?.says).toContain('if 5.0(1) turned out to need an upgrade licence, add it to them and restart P')
  })
})

test.each([
  ['8.5(1)', 'of 8.x there is 8.0'],
  ['7.0(1)', 'of 7.0 there is 7.0(2)'],
  ['4.0(9)', 'of 4.0 there are 4.0(1), 4.0(2), 4.0(3), 4.0(4), 4.0(5)'],
  ['4.0', 'not 4.0; there are 4.0(1)'],
  ['3,1(5)', 'did you mean 3.1(5)?'],
])('--to %s is told what there is of its line', (to, said) => {
  const { status, stderr } = run(`${head()}servers:\n${file('4.0(3)')}`, '--to', to)
  expect([status, stderr]).toEqual([2, expect.stringContaining(said)])
  expect(stderr).not.toContain('3.0(1)')
})

// The networking guides of 4.0 have "Enabling License Pooling" as a task of its own; a server is a member only once its licence enables it.
test('a server that comes to licence files has pooling enabled on it, and is looked for afterwards, also where the others are there already', () => {
  const old = dongle('A', 'standalone', '40012345', 'languages: 1', '00-0B-CD-10-00-03')
  const text = `${head()}servers:\n${file('4.0(5)')}${old}pools: [{ name: hq, members: [P, A] }]\n`
  const { steps } = hopOf(text, '4.0(5)')
  const course = steps.filter(({ says }) => /Restart A|pooling on A|member of pool hq that runs/.test(says))
  expect(course.map(({ when, on, says }) => [when, on, says.split(' ', 2).join(' ')])).toEqual([
    ['window', 'A', 'Restart A.'],
    ['window', 'A', 'Enable licence'],
    ['after', 'A', 'Check on'],
  ])
})

// Licence requirements for failover: files on the secondary have no effect, all it has is its primary's.
test('a secondary that follows its primary within 4.x has no licence files to keep, nor a licence to ask for', () => {
  const text = `${head()}servers:\n${file('4.0(5)', 'role: primary, ', ', secondaryServer: true')}  - { name: S, role: secondary, version: 4.0(3), messageStore: ${store}, ports: [{ count: 24 }] }\nfailover: [{ primary: P, secondary: S, wizardRunOn: [P, S] }]\n`
  const page = words(run(text, '--to', '4.0(5)').stdout)
  expect(page).toContain('upgrade of the software that of P')
  expect(page).toContain('Install nothing on S.')
  expect(page).not.toMatch(/licence files of S|needs an upgrade licence|may change what has to be bought/)
})
