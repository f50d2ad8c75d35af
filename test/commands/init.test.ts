/** `cuspec init`: what flags, answers and files say, as a spec. Expected specs are written from what the sources mean. */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { exampleNames } from '../../src/draft/examples.ts'
import { modeline, write } from '../../src/draft/write.ts'
import { bash, cuspec, folderOf, installed, works } from './program.ts'

const license = (name: string): string => readFileSync(`examples/licenses/${name}.lic`, 'utf8')
const page = readFileSync('examples/kinds/observed/syd-unity1.effective-license.xml', 'utf8')
const walk = readFileSync('examples/kinds/observed/per-unity1.snmpwalk.txt', 'utf8')
const init = (args: readonly string[], cwd: string) => cuspec(['init', ...args], { cwd })
const one = ['--server', 'SYD-UNITY1', '--version', '4.0(5)']
const madeFrom = (from: string): string =>
  `${modeline}\n# Drafted by cuspec init${from}. What is left out is not known, which is not zero.\napiVersion: cuspec/v1\nkind: Deployment\n`

test('the modeline names the schema', () => {
  const { $id } = JSON.parse(readFileSync('schemas/deployment.schema.json', 'utf8'))
  expect(modeline).toBe(`# yaml-language-server: $schema=${$id}`)
})

test('flags make a spec', () => {
  const cwd = folderOf({})
  const { status, stdout, stderr } = init(
    [
      ...['--server', 'SYD-UNITY1', '--secondary', 'SYD-UNITY2', '--version', '4.0.5', '--platform', 'MCS-7845H-2.4'],
      ...['--store', 'Exchange,2003,offbox,unified', '--phone-system', 'ccm1=sccp 4.1(3)', '--ports', 'answer=28,mwi=2,notification=2'],
      ...['--users', 'voicemail=400,unifiedMessaging=150', '--mac', '000BCD112233,00:0b:cd:11:22:34', '--team-mac', '020b.cd11.2235'],
      ...['--organization', 'Example Pty Ltd', '--contact', 'voice-team@example.com', '--directory', 'corp.example'],
    ],
    cwd,
  )
  expect([status, stdout]).toEqual([0, ''])
  expect(stderr).toContain('cuspec: syd-unity1.cuspec.yaml written; it lints clean\n')
  expect(stderr).toContain('cuspec: not known yet: SYD-UNITY1: licenses\n')
  expect(readFileSync(join(cwd, 'syd-unity1.cuspec.yaml'), 'utf8')).toBe(`${madeFrom('')}metadata:
  name: syd-unity1
organization: Example Pty Ltd
contact: voice-team@example.com
directory: corp.example
servers:
  - name: SYD-UNITY1
    role: primary
    version: 4.0(5)
    platform: MCS-7845H-2.4
    messageStore: { type: exchange, version: "2003", location: off-box, mode: unified }
    phoneSystems:
      - { name: ccm1, integration: sccp, version: 4.1(3) }
    ports:
      - { count: 28, does: [answer] }
      - { count: 2, does: [mwi] }
      - { count: 2, does: [notification] }
    users: { voiceMail: 400, unifiedMessaging: 150 }
    nics:
      - { name: nic1, mac: 00-0B-CD-11-22-33 }
      - { name: nic2, mac: 00-0B-CD-11-22-34 }
    team: { type: fault-tolerant, members: [nic1, nic2], virtualMac: 02-0B-CD-11-22-35 }
    # not known yet: licenses
  - name: SYD-UNITY2
    role: secondary
    version: 4.0(5)
    # not known yet: platform, messageStore, phoneSystems, ports, nics
failover:
  - { primary: SYD-UNITY1, secondary: SYD-UNITY2 } # not known yet: mode, wizardRunOn
`)
  expect(cuspec(['lint'], { cwd }).status).toBe(0)
})

describe('files', () => {
  test('a licence file and the page of its server are named, and what they do not tell is left out', () => {
    const cwd = folderOf({
      'licenses/a.lic': license('syd-unity1'),
      'licenses/b.lic': license('syd-unity1-users'),
      'syd.xml': page.replace('>500<', '>600<'),
    })
    const { status, stdout, stderr } = init(
      [...one, '-o', '-', '--from', 'licenses/a.lic', '--from', 'licenses/b.lic', '--from', 'syd.xml'],
      cwd,
    )
    expect([status, readdirSync(cwd)]).toEqual([0, ['licenses', 'syd.xml']])
    expect(stderr).toContain('cuspec: drafted; it lints clean\n')
    // The page has 412 subscribers and 200 licences for unified messaging: how many of the 412 have which is told nowhere.
    expect(stdout).toBe(`${madeFrom(' from licenses/a.lic, licenses/b.lic and syd.xml')}metadata:
  name: syd-unity1
# not known yet: organization, contact
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    # not known yet: platform, messageStore, phoneSystems, ports
    # not known yet: users, since it reports 412 subscribers, but not how many of each kind
    # not known yet: nics, since the licence is tied to 020BCD112235, which may be its first adapter or the virtual address of a team
    licenses:
      - { kind: file, path: licenses/a.lic }
      - { kind: file, path: licenses/b.lic }
      - { kind: observed, path: syd.xml }
`)
  })

  test('a walk tells the name, the release, what ports do, and users where all are of one kind', () => {
    const cwd = folderOf({ 'seen/walk.txt': walk, 'specs/.keep': '' })
    const { status } = init(['--from', 'seen/walk.txt', '-o', 'specs/per.cuspec.yaml'], cwd)
    expect(status).toBe(0)
    // Port 1 answers, port 2 dials the lamps, port 3 notifies; of 86 subscribers none is of the Inbox, and none is licensed for unified messaging.
    expect(readFileSync(join(cwd, 'specs/per.cuspec.yaml'), 'utf8')).toBe(`${madeFrom(' from "../seen/walk.txt"')}metadata:
  name: per-unity1
# not known yet: organization, contact
servers:
  - name: PER-UNITY1
    version: 4.0(5)
    # not known yet: platform, messageStore, phoneSystems
    ports:
      - { count: 1, does: [answer] }
      - { count: 1, does: [notification] }
      - { count: 1, does: [mwi] }
    users: { voiceMail: 86, inbox: 0 }
    # not known yet: nics
    licenses:
      - { kind: observed, path: "../seen/walk.txt" }
`)
    expect(cuspec(['lint'], { cwd }).status).toBe(0)
  })

  test.each([
    [
      'a port that is not enabled does nothing that is known',
      walk.replace('.1.2.1.5.3 = INTEGER: 1', '.1.2.1.5.3 = INTEGER: 2'),
      '- { count: 1 }',
    ],
    [
      'a table without a row of each port says nothing of them',
      walk.replace('385.1.2.2.0 = Gauge32: 3', '385.1.2.2.0 = Gauge32: 9'),
      '- { count: 9 }',
    ],
    [
      'with pooling on, users may be those of a pool',
      walk.replace('385.1.2.17.0 = INTEGER: 2', '385.1.2.17.0 = INTEGER: 1'),
      'not whether they are its own',
    ],
  ])('%s', (_, text, expected) => {
    expect(init(['--from', 'w.txt', '-o', '-'], folderOf({ 'w.txt': text })).stdout).toContain(expected)
  })

  test.each([
    ['is no licence file', 'nothing here\n', 'a.lic:1:1: this line begins with no FLEXlm keyword'],
    ['is a page', '<html><body>log in</body></html>', 'a.lic:1:1: an HTML page, not a licence file; download the file itself'],
    ['is empty', '', 'a.lic: it is empty'],
    ['is a spec', 'apiVersion: cuspec/v1\n', 'a.lic: it is a spec, which cuspec lint reads'],
    ['is a spreadsheet', 'PK\x03\x04', 'a.lic: it is a spreadsheet or another archive; save its table as CSV'],
    ['is an inventory in a bad way', 'name,version\nA,4.0(5)\nA,"4.0(5)\n', 'a.lic:3:3: this quote is never closed'],
  ])('one that %s is refused', (_, text, message) => {
    const cwd = folderOf({ 'a.lic': text })
    const { status, stdout, stderr } = init([...one, '--from', 'a.lic'], cwd)
    expect([status, stdout, readdirSync(cwd)]).toEqual([2, '', ['a.lic']])
    expect(stderr).toContain(`cuspec: ${message}`)
  })

  test('two of different machines are refused, unless MAC addresses tell them apart', () => {
    const other = license('syd-unity1').replaceAll(/020bcd112235/gi, '000BCD990001')
    const cwd = folderOf({
      'a.lic': license('syd-unity1'),
      'b.lic': other,
      'i.csv': 'name,version,mac\nA,5.0(1),020BCD112235\nB,5.0(1),000BCD990001\n',
    })
    const { status, stderr } = init([...one, '--from', 'a.lic', '--from', 'b.lic'], cwd)
    expect([status, stderr]).toEqual([
      2,
      expect.stringContaining('a.lic is tied to 020BCD112235 and b.lic to 000BCD990001, so that they are not of one server'),
    ])
    const { stdout } = init(['--name', 'two', '--from', 'i.csv', '--from', 'b.lic', '--from', 'a.lic', '-o', '-'], cwd)
    expect(stdout).toMatch(/name: A[\s\S]*a\.lic[\s\S]*name: B[\s\S]*b\.lic/)
  })

  test('one outside of the repository cannot be named, which is said', () => {
    const cwd = folderOf({ 'repo/.git/HEAD': '', 'a.lic': license('syd-unity1') })
    const { status, stdout, stderr } = init([...one, '--from', '../a.lic', '-o', '-'], join(cwd, 'repo'))
    expect(status).toBe(1)
    expect(stdout).not.toContain('kind: file')
    expect(stdout).toContain('# not known yet: licenses, since what is there lies where a spec cannot name it\n')
    expect(stderr).toContain(
      'cannot be named by the spec: it lies outside of the repository, where nothing is read; copy it beside the spec\n',
    )
  })

  test('what contradicts what is said is refused', () => {
    const cwd = folderOf({ 'w.txt': walk })
    expect(init([...one, '--from', 'w.txt'], cwd).stderr).toBe('cuspec: w.txt is of PER-UNITY1, and no server of that name was named\n')
    expect(init(['--server', 'per-unity1', '--version', '4.0(4)', '--from', 'w.txt'], cwd).stderr).toBe(
      'cuspec: w.txt reports the version 4.0(5), but 4.0(4) was said\n',
    )
    expect(readdirSync(cwd)).toEqual(['w.txt'])
  })

  test('a licence tied to another MAC address is written, and found', () => {
    const cwd = folderOf({ 'a.lic': license('syd-unity1') })
    const { status, stderr } = init([...one, '--mac', '000BCD112299', '--from', 'a.lic'], cwd)
    expect(status).toBe(1)
    expect(stderr).toContain('[license-host-matches]')
    expect(stderr).toMatch(/cuspec: syd-unity1\.cuspec\.yaml written; it has \d+ errors?, as shown above\n$/)
    expect(cuspec(['lint'], { cwd }).status).toBe(1)
  })

  test.each([
    ['examples/clean/licence-files', ['licenses/wol-unity1.lic', 'licenses/wol-unity1-more-users.lic', 'wol-unity1.effective-license.xml']],
    ['examples/order/delivered', ['bur-unity1.lic']],
    ['examples/licenses', ['syd-unity1.lic', 'syd-unity1-demo.lic', 'syd-unity1-users.lic']],
  ])('those of %s are drafted into what lints clean, or it is said why not', (folder, names) => {
    const cwd = folderOf(Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))])))
    const drafted = init([...one, ...names.flatMap((name) => ['--from', name])], cwd)
    const linted = cuspec(['lint'], { cwd })
    expect(drafted.status).toBe(linted.status)
    expect(drafted.stderr).toContain(linted.stdout)
  })
})

describe('an inventory', () => {
  test('names columns as people do, and is joined with files by MAC address and name', () => {
    const inventory = `Our servers;;;
Host Name;Role;Failover of;Unity version;Voice-mail users;UM users;MAC;MAC 2;Virtual MAC;Asset tag;Messsage store
SYD-UNITY1;Primary;;4.0(5);400;150;00:0b:cd:11:22:33;00:0b:cd:11:22:34;020BCD112235;7;
SYD-UNITY2;;SYD-UNITY1;4.0.5;n/a;-;000b.cd11.2299;;;;
`
    const cwd = folderOf({ 'i.csv': inventory, 'a.lic': license('syd-unity1'), 'SYD-UNITY1.page.xml': page })
    const { status, stdout, stderr } = init(['-o', '-', '--from', 'i.csv', '--from', 'a.lic', '--from', 'SYD-UNITY1.page.xml'], cwd)
    expect(stderr).toContain('cuspec: i.csv:2:90: nothing is read of the column `Asset tag`\n')
    expect(stderr).toContain('cuspec: i.csv:2:100: nothing is read of the column `Messsage store`; did you mean `message store`?\n')
    expect(status).toBe(0)
    expect(stdout.slice(stdout.indexOf('servers:'))).toBe(`servers:
  - name: SYD-UNITY1
    role: primary
    version: 4.0(5)
    # not known yet: platform, messageStore, phoneSystems, ports
    users: { voiceMail: 400, unifiedMessaging: 150 }
    nics:
      - { name: nic1, mac: 00-0B-CD-11-22-33 }
      - { name: nic2, mac: 00-0B-CD-11-22-34 }
    team: { type: fault-tolerant, members: [nic1, nic2], virtualMac: 02-0B-CD-11-22-35 }
    licenses:
      - { kind: file, path: a.lic }
      - { kind: observed, path: SYD-UNITY1.page.xml }
  - name: SYD-UNITY2
    role: secondary
    version: 4.0(5)
    # not known yet: platform, messageStore, phoneSystems, ports
    nics:
      - { name: nic1, mac: 00-0B-CD-11-22-99 }
failover:
  - { primary: SYD-UNITY1, secondary: SYD-UNITY2 } # not known yet: mode, wizardRunOn
`)
  })

  test.each([
    ['name,version\nA,4.0(7)\n', ':2:3: `4.0(7)` is not a release of Cisco Unity that any source names; known of 4.0: 4.0(1), 4.0(2)'],
    ['name,version,mac\nA,4.0(5),00-11\n', ':2:10: `00-11` is no MAC address: 4 hexadecimal digits, but a MAC address has 12'],
    ['name,version,mac,mac\nA,4.0(5),,\n', ':1:18: `mac` and `mac` name the same thing'],
    ['name,version\nA,4.0(5)\na,4.0(5)\n', ':3:1: the name `a` stands in line 2, too'],
    ['name,version\n,4.0(5)\n', ':2:1: this row names no server'],
    ['name,version,ports\nA,4.0(5),many\n', ':2:10: `many` is no group of ports'],
    ['name,version,users\nA,4.0(5),80\n', ':2:10: `80` does not say of which kind'],
    ['name,version,vm users\nA,4.0(5),4.5\n', ':2:10: `voiceMail=4.5` has no whole number of users'],
    ['name,version\nA,4.0(5),8\n', ':2:10: more fields than the 2 of the header'],
    ['name,version\n', ':1:1: no server stands below the header'],
    ['a,b\n', ':1:1: no row names the columns'],
  ])('%j is refused with the place of what is wrong', (text, message) => {
    const cwd = folderOf({ 'i.csv': text })
    const { status, stderr } = init(['--name', 'x', '--from', 'i.csv'], cwd)
    expect([status, readdirSync(cwd)]).toEqual([2, ['i.csv']])
    expect(stderr).toContain(`cuspec: i.csv${message}`)
  })

  test('a server without a release, and files of no server of it', () => {
    const cwd = folderOf({ 'i.csv': 'name,version\nA,\n', 'j.csv': 'name,version\nA,8.0\nB,8.0\n', 'a.lic': license('syd-unity1') })
    expect(init(['--from', 'i.csv'], cwd).stderr).toBe('cuspec: the inventory gives no release of A, and nothing else tells it\n')
    const { status, stderr } = init(['--name', 'x', '--from', 'j.csv', '--from', 'a.lic'], cwd)
    expect([status, stderr]).toEqual([
      1,
      expect.stringContaining('a.lic is left aside: it is tied to 020BCD112235, the MAC address of none of the servers'),
    ])
  })

  test('a MAC address that stands twice is written, and found', () => {
    const cwd = folderOf({ 'i.csv': 'name,version,mac\nA,8.0,000BCD112233\nB,8.0,000BCD112233\n' })
    const { status, stderr } = init(['--name', 'x', '--from', 'i.csv'], cwd)
    expect([status, stderr]).toEqual([1, expect.stringContaining('[mac-unique]')])
  })
})

describe('where nobody can be asked', () => {
  test.each([
    [[], 'cuspec: --server and --version are missing, and nobody is asked here; see cuspec init --help\n'],
    [['--server', 'A'], 'cuspec: --version is missing, and nobody is asked here; see cuspec init --help\n'],
    [['--server', 'A', '--version', '4.0(7)'], expect.stringContaining('cuspec: --version: `4.0(7)` is not a release of Cisco Unity')],
    [[...one, '--mac', '00-11'], 'cuspec: --mac: `00-11` is no MAC address: 4 hexadecimal digits, but a MAC address has 12\n'],
    [[...one, '--team-mac', '020BCD112235'], expect.stringContaining('a team joins two adapters or more')],
    [[...one, '--role', 'secondery'], expect.stringContaining('did you mean `secondary`?')],
    [[...one, '--role', 'standalone', '--secondary', 'B'], expect.stringContaining('which is then no standalone')],
    [[...one, '--example', 'pair'], expect.stringContaining('--example prints a spec as it is')],
    [[...one, '-o', 'no/such/x.yaml'], expect.stringContaining('there is no such folder')],
  ])('init %j', (args, message) => {
    const cwd = folderOf({})
    const { status, stdout, stderr } = init(args, cwd)
    expect([status, stdout, stderr, readdirSync(cwd)]).toEqual([2, '', message, []])
  })
})

test('a file that is there is not replaced without --force', () => {
  const cwd = folderOf({ 'syd-unity1.cuspec.yaml': 'mine\n' })
  for (const more of [[], ['-o', 'syd-unity1.cuspec.yaml']]) {
    expect(init([...one, ...more], cwd)).toEqual({
      status: 2,
      stdout: '',
      stderr: 'cuspec: syd-unity1.cuspec.yaml is there already; --force replaces it\n',
    })
    expect(readFileSync(join(cwd, 'syd-unity1.cuspec.yaml'), 'utf8')).toBe('mine\n')
  }
  expect(init([...one, '--force'], cwd).status).toBe(0)
  expect(readdirSync(cwd)).toEqual(['syd-unity1.cuspec.yaml'])
})

test.each([...exampleNames])('the example %s lints clean', (name) => {
  const { status, stdout, stderr } = cuspec(['init', '--example', name])
  expect([status, stderr]).toEqual([0, ''])
  expect(cuspec(['lint', '--fail-on', 'note', '-'], { input: stdout }).status).toBe(0)
})

test('whatever a name is, the spec is read back with it', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.constantFrom('yes', '012', '- a', 'a: b', 'a #b', "'", '"', '\n', '\u0000', 'x'.repeat(5000)),
  )
  fc.assert(
    fc.property(text, text, (name, path) => {
      const server = { name, version: '8.0', licenses: [{ kind: 'file' as const, path }] }
      const heading = { name, organization: path }
      const written = write({
        heading,
        from: [path],
        servers: [{ server, why: { nics: path } }],
        pairs: [{ primary: name, secondary: path }],
      })
      const expected = { apiVersion: 'cuspec/v1', kind: 'Deployment', metadata: { name }, organization: path, servers: [server] }
      for (const read of [load(written), parse(written)])
        expect(read).toEqual({ ...expected, failover: [{ primary: name, secondary: path }] })
    }),
    { numRuns: 1000 },
  )
})

test('hostile names stay names', () => {
  for (const name of ['yes', '012', '-x', 'a: b', '#a', 'a\nkind: Policy', '\u001b[31m', '../../etc', `${'x'.repeat(400)}`]) {
    const cwd = folderOf({})
    const { status, stderr } = init([`--server=${name}`, '--version', '8.0', '--ports', '8'], cwd)
    const [file = ''] = readdirSync(cwd)
    expect([status, file]).toEqual([0, expect.stringMatching(/^[^.-].*\.cuspec\.yaml$/)])
    expect(parse(readFileSync(join(cwd, file), 'utf8')).servers[0].name).toBe(name)
    expect(stderr).not.toContain('\u001b')
  }
})

describe.skipIf(!works('script --version'))('on a terminal', () => {
  /** Runs a command in a pseudo-terminal, and types each answer once its question is there. */
  function typed(command: string, cwd: string, answers: readonly (readonly [question: string, keys: string])[], env = {}) {
    const path = `${join(installed, 'path')}:${process.env.PATH}`
    const child = spawn('script', ['-qefc', command, '/dev/null'], {
      cwd,
      env: { PATH: path, TERM: 'xterm', HOME: installed, LANG: 'C.UTF-8', COLUMNS: '200', ...env },
    })
    let shown = ''
    let seen = 0
    let next = 0
    return new Promise<{ status: number | null; shown: string }>((resolve) => {
      child.stdout.on('data', (bytes: Buffer) => {
        shown = `${shown}${bytes}`.replaceAll(/\u001b\[[\d;?]*[A-Za-z]/g, '')
        const [question, keys] = answers[next] ?? []
        const found = question === undefined ? -1 : shown.indexOf(question, seen)
        if (found < 0 || question === undefined) return
        seen = found + question.length
        next++
        // The prompt is drawn before it listens.
        setTimeout(() => child.stdin.write(keys ?? ''), 100)
      })
      child.on('exit', (status) => resolve({ status, shown }))
    })
  }
  const enter = '\r'

  test('it asks, checks each answer, and writes what was said', { timeout: 60_000 }, async () => {
    const cwd = folderOf({})
    const { status, shown } = await typed('cuspec init', cwd, [
      ['Name of the server:', `HBA-UNITY1${enter}`],
      ['Release', `4.0(7)${enter}`],
      ['is not a release of Cisco Unity', `\u00154.0(5)${enter}`],
      ['Role', enter],
      ['Server model', enter],
      ['Message store', `exchange 2003${enter}`],
      ['Phone systems', enter],
      ['Voice ports', `answer=6,mwi=1${enter}`],
      ['Users', `voiceMail=80${enter}`],
      ['MAC addresses', `000BCD112233${enter}`],
      ['Organization', enter],
      ['Address', enter],
      ['Name of this deployment', enter],
    ])
    expect([status, shown]).toEqual([0, expect.stringContaining('hba-unity1.cuspec.yaml written; it lints')])
    expect(readFileSync(join(cwd, 'hba-unity1.cuspec.yaml'), 'utf8')).toBe(`${madeFrom('')}metadata:
  name: hba-unity1
# not known yet: organization, contact
servers:
  - name: HBA-UNITY1
    role: standalone
    version: 4.0(5)
    # not known yet: platform
    messageStore: { type: exchange, version: "2003" }
    # not known yet: phoneSystems
    ports:
      - { count: 6, does: [answer] }
      - { count: 1, does: [mwi] }
    users: { voiceMail: 80 }
    nics:
      - { name: nic1, mac: 00-0B-CD-11-22-33 }
    # not known yet: licenses
`)
  })

  test('it asks for no more than is missing where something is said', { timeout: 60_000 }, async () => {
    const cwd = folderOf({})
    const { status, shown } = await typed('cuspec init --server A -o a.yaml', cwd, [['Release', `8.0${enter}`]])
    expect([status, shown]).toEqual([0, expect.not.stringContaining('Role')])
    expect(existsSync(join(cwd, 'a.yaml'))).toBe(true)
  })

  test('Ctrl-C leaves nothing behind', { timeout: 60_000 }, async () => {
    const cwd = folderOf({})
    const { status, shown } = await typed('cuspec init', cwd, [
      ['Name of the server:', `A${enter}`],
      ['Release', '\u0003'],
    ])
    expect([status, shown, readdirSync(cwd)]).toEqual([2, expect.stringContaining('cuspec: stopped; nothing was written'), []])
  })

  test.each([
    ['cuspec init --no-input', {}],
    ['cuspec init', { CI: 'true' }],
    ['cuspec init', { TERM: 'dumb' }],
  ])('%s with %j never asks', async (command, env) => {
    const { status, shown } = await typed(command, folderOf({}), [], env)
    expect([status, shown]).toEqual([2, expect.stringContaining('--server and --version are missing')])
  })

  test('questions leave standard output to the spec', { timeout: 60_000 }, async () => {
    const cwd = folderOf({})
    await typed('cuspec init --server A -o - > out.yaml', cwd, [['Release', `8.0${enter}`]])
    expect(readFileSync(join(cwd, 'out.yaml'), 'utf8')).toMatch(/^# yaml-language-server/)
    expect(bash('cuspec lint out.yaml', { cwd }).status).toBe(0)
  })
})
