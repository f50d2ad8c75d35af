/**
 * `cuspec plan --write`: the specs after every hop. The expected texts are written by hand: only releases, the release that a licence is
 * for, the wizard and comments may differ from what was there. That each is right is judged by `cuspec lint` and `cuspec order` of it.
 */
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cuspec, folderOf } from './program.ts'

const head = 'apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: x, asOf: 2004-05-01 }\n'

const pair = `${head}servers:
  - name: PER-UNITY1   # in the basement
    role: primary
    version: '3.1(5)'
    dongle: { serial: "12345678" }
    nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }]
    licenses:
      - { kind: dongle, serial: "12345678", entitlements: { voicePorts: 24 } }

  - name: PER-UNITY2
    role: secondary
    version: 3.1(5) # as the primary
    dongle: { serial: "12345679" }
    licenses:
      - kind: dongle
        serial: "12345679"
        entitlements: { voicePorts: 24 }
failover:
  - primary: PER-UNITY1
    secondary: PER-UNITY2
`

const pairAfter = `${head}servers:
  - name: PER-UNITY1   # in the basement
    role: primary
    version: '4.0(5)'
    dongle: { serial: "12345678" }
    nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }]
    # Open since the upgrade to 4.0(5): Upgrade licence for PER-UNITY1, MAC 000BCD112233.
    # Open since the upgrade to 4.0(5): Failover for PER-UNITY1 and PER-UNITY2.
    #   Once it is installed there must be 24 voice ports and a secondary server.
    licenses:
      - { kind: dongle, serial: "12345678", entitlements: { voicePorts: 24 }, version: 3.1(5) }

  - name: PER-UNITY2
    role: secondary
    version: 4.0(5) # as the primary
    dongle: { serial: "12345679" }
    licenses:
      - kind: dongle
        version: 3.1(5)
        serial: "12345679"
        entitlements: { voicePorts: 24 }
failover:
  - primary: PER-UNITY1
    wizardRunOn: [PER-UNITY1, PER-UNITY2]
    secondary: PER-UNITY2
`

interface Written {
  readonly status: number | null
  readonly stderr: string
  readonly read: (name: string) => string
  readonly cwd: string
}

function write(files: Readonly<Record<string, string>>, to: string, ...args: string[]): Written {
  const cwd = folderOf(files)
  const { status, stderr } = cuspec(['plan', '--to', to, '--write', 'out', ...args], { cwd })
  return { status, stderr, cwd, read: (name) => readFileSync(join(cwd, 'out', name), 'utf8') }
}

interface Linted {
  readonly findings: readonly { rule: string; severity: string; message: string; server?: string }[]
}

const linted = (cwd: string): Linted => JSON.parse(cuspec(['lint', '--report', 'json', '.'], { cwd }).stdout)

describe('a pair that leaves its dongles', () => {
  const after = write({ 'x.cuspec.yaml': pair }, '4.0(5)')

  test('comments, quotes and layout stay; releases, the wizard and what is open change', () => {
    expect(after.read('hop-1/x.cuspec.yaml')).toBe(pairAfter)
    expect(after.status).toBe(0)
    expect(after.stderr).toContain('out/hop-1: 1 of 1 spec changed; cuspec lint finds 3 errors')
    expect(after.stderr).toContain('out lies among the specs')
  })

  test('lint says exactly what has to come: an upgrade licence, and what was on the dongles as a file', () => {
    const errors = linted(join(after.cwd, 'out/hop-1')).findings.filter(({ severity }) => severity === 'error')
    expect(errors.map(({ server, message }) => `${server}: ${message}`)).toEqual([
      'PER-UNITY1: a dongle, but 4.0(5) takes its licences from files: its 24 voice ports have to be issued anew',
      'PER-UNITY1: a licence for 3.1(5), but PER-UNITY1 runs 4.0(5), for which it has to be upgraded',
      'PER-UNITY2: a dongle, but 4.0(5) takes its licences from files',
    ])
  })

  test('an order of it has the lines of the plan', () => {
    const order = JSON.parse(cuspec(['order', '--report', 'json'], { cwd: join(after.cwd, 'out/hop-1') }).stdout)
    const plan = JSON.parse(cuspec(['plan', '--to', '4.0(5)', '--report', 'json', 'x.cuspec.yaml'], { cwd: after.cwd }).stdout)
    const lines = plan.upgrades[0].hops[0].lines.map((line: { for: string; count: number }) => [line.for, line.count])
    expect(lines).toEqual([['PER-UNITY1', 1]])
    expect(order.lines.map((line: { for: string; count: number }) => [line.for, line.count])).toEqual(lines)
  })
})

describe('hop by hop', () => {
  // FAQ 23277: 2.4.6 to 3.x needs an upgrade licence; a Bridge 2.x does not work with 4.0(3), so it goes to 3.x with its bridgehead.
  test('a file a hop, each from the one before', () => {
    const text = `${head}servers:\n  - { name: A, version: 3.1(5), licenses: [] }\nbridges:\n  - { name: B, bridgehead: A, version: 2.1(4), nics: [{ name: n, mac: 00-0B-CD-99-88-77 }], sessions: 8, licenses: [] }\n`
    const { read, cwd } = write({ 'x.cuspec.yaml': text }, '5.0(1)')
    expect(read('hop-1/x.cuspec.yaml')).toMatch(/name: A, version: 4\.\d\(\d+\),/)
    expect(read('hop-1/x.cuspec.yaml')).toContain('name: B, bridgehead: A, version: "3.0",')
    expect(read('hop-2/x.cuspec.yaml')).toContain('name: A, version: 5.0(1),')
    expect(existsSync(join(cwd, 'out/hop-3'))).toBe(false)
  })

  test('licence files and specs that do not change come along, so that a folder can be linted by itself', () => {
    const license = 'INCREMENT LicVoicePortsMax cisco 4.0 permanent uncounted HOSTID=000bcd112233\n'
    const { read, cwd } = write(
      {
        'sites/a.cuspec.yaml': `${head}servers:\n  - name: A\n    version: 4.0(5)\n    nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }]\n    licenses: [{ kind: file, path: ../lic/a.lic }]\n`,
        'sites/b.cuspec.yaml': `${head.replace('name: x', 'name: y')}servers:\n  - name: B\n    version: 5.0(1)\n`,
        'lic/a.lic': license,
      },
      '5.0(1)',
    )
    expect(read('hop-1/lic/a.lic')).toBe(license)
    expect(read('hop-1/sites/b.cuspec.yaml')).toContain('name: B\n    version: 5.0(1)\n')
    expect(linted(join(cwd, 'out/hop-1')).findings.filter(({ message }) => /no such file/.test(message))).toEqual([])
  })
})

describe('texts of every kind', () => {
  test('ends of lines and documents beside it stay', () => {
    const text =
      `${head}servers:\n  - name: A\n    version: 4.0(1)\n---\n${head.replace('name: x', 'name: y')}servers: [ {name: "B",version: "4.0(1)" , licenses: []} ]\n`.replaceAll(
        '\n',
        '\r\n',
      )
    const { read } = write({ 'x.cuspec.yaml': text }, '4.0(5)')
    expect(read('hop-1/x.cuspec.yaml').replace(/ *# [^\r]*\r\n/g, '')).toBe(text.replaceAll('4.0(1)', '4.0(5)'))
  })

  test('a release that is merged in from an anchor, and one that an anchor gives to others', () => {
    const merged = `${head}servers:\n  - &one\n    name: A\n    version: 4.0(1)\n  - <<: *one\n    name: B\n`
    expect(write({ 'x.cuspec.yaml': merged }, '4.0(5)').read('hop-1/x.cuspec.yaml')).toBe(
      `${head}servers:\n  - &one\n    name: A\n    version: 4.0(5)\n  - <<: *one\n    name: B\n    version: 4.0(5)\n`,
    )
    const shared = `${head}servers:\n  - { name: A, version: &release 4.0(1) }\n  - { name: B, version: *release }\n`
    expect(write({ 'x.cuspec.yaml': shared }, '4.0(5)').read('hop-1/x.cuspec.yaml')).toBe(
      `${head}servers:\n  - { name: A, version: &release 4.0(5) }\n  - { name: B, version: 4.0(5) }\n`,
    )
    const others = write({ 'x.cuspec.yaml': shared }, '4.0(5)', '--server', 'A')
    expect(others.status).toBe(2)
    expect(others.stderr).toContain(
      'x.cuspec.yaml cannot be rewritten without changing more than is meant: at servers.0.version, something else hangs on what is written there, as by an anchor',
    )
    expect(existsSync(join(others.cwd, 'out'))).toBe(false)
  })
})

describe('what is there stays', () => {
  test('a file is replaced only with --force', () => {
    const files = { 'x.cuspec.yaml': `${head}servers:\n  - { name: A, version: 4.0(1) }\n`, 'out/hop-1/x.cuspec.yaml': 'mine' }
    const refused = write(files, '4.0(5)')
    expect(refused.status).toBe(2)
    expect(refused.stderr).toContain('--write: out/hop-1/x.cuspec.yaml is there already; --force replaces what is there')
    expect(refused.read('hop-1/x.cuspec.yaml')).toBe('mine')
  })

  test('with --force it is', () => {
    const cwd = folderOf({ 'in/x.cuspec.yaml': `${head}servers:\n  - { name: A, version: 4.0(1) }\n`, 'out/hop-1/x.cuspec.yaml': 'mine' })
    expect(cuspec(['plan', '--to', '4.0(5)', '--write', 'out', '--force', 'in'], { cwd }).status).toBe(0)
    expect(readFileSync(join(cwd, 'out/hop-1/x.cuspec.yaml'), 'utf8')).toContain('version: 4.0(5)')
  })

  test('nothing is written outside of the folder, whatever links are in it', () => {
    const cwd = folderOf({
      'in/a/x.cuspec.yaml': `${head}servers:\n  - { name: A, version: 4.0(1) }\n`,
      'in/y.cuspec.yaml': `${head.replace('name: x', 'name: y')}servers:\n  - { name: B, version: 4.0(1) }\n`,
      'elsewhere/note': '',
    })
    mkdirSync(join(cwd, 'out/hop-1'), { recursive: true })
    symlinkSync('../../elsewhere', join(cwd, 'out/hop-1/a'))
    const { status, stderr } = cuspec(['plan', '--to', '4.0(5)', '--write', 'out', 'in'], { cwd })
    expect(status).toBe(2)
    expect(stderr).toContain('a link leads there')
    expect(existsSync(join(cwd, 'elsewhere/x.cuspec.yaml'))).toBe(false)
  })

  test('standard input needs a name, and nothing is written where nothing is upgraded', () => {
    const input = `${head}servers:\n  - { name: A, version: 4.0(5) }\n`
    const cwd = folderOf({})
    expect(cuspec(['plan', '--to', '4.0(5)', '--write', 'out', '-'], { cwd, input }).stderr).toContain('--stdin-filename')
    const named = cuspec(['plan', '--to', '4.0(5)', '--write', 'out', '--stdin-filename', 'a.cuspec.yaml', '-'], { cwd, input })
    expect(named.stderr).toContain('nothing to write')
    expect(existsSync(join(cwd, 'out'))).toBe(false)
  })
})
