/** `cuspec diff` of a change of releases: FAQ 23277, every release with a dongle needs an upgrade licence for 4.0. */
import { expect, test } from 'vitest'
import { cuspec, folderOf } from './program.ts'

const spec = (version: string): string =>
  `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: x, asOf: 2004-05-01 }\nservers:\n  - name: A\n    version: ${version}\n    dongle: { serial: "12345678" }\n    ports: [{ count: 8, does: [answer] }]\n    users: { voiceMail: 50, unifiedMessaging: 0 }\n    nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }]\n    licenses: [{ kind: dongle, serial: "12345678", version: 3.1(5), entitlements: { voicePorts: 8, voiceMailUsers: 50 } }]\n`

test('an upgrade licence that the change makes necessary is to be ordered', () => {
  const cwd = folderOf({ 'old/x.cuspec.yaml': spec('3.1(5)'), 'new/x.cuspec.yaml': spec('4.0(5)') })
  const { stdout, status } = cuspec(['diff', 'old/', 'new/', '--detailed-exitcode'], { cwd })
  expect(stdout).toContain('1 upgrade licence to order')
  expect(stdout).toContain('A: upgrade licence from 3.1(5) to 4.0(5)')
  expect(status).toBe(10)
  const shown = JSON.parse(cuspec(['diff', 'old/', 'new/', '--report', 'json'], { cwd }).stdout)
  expect(shown.upgrades).toEqual([{ for: 'A', from: '3.1(5)', to: '4.0(5)', count: 1 }])
})

test('a licence that is not counted is told in words on both sides', () => {
  const pair = (version: string): string =>
    `${spec(version).replace('- name: A\n', '- name: A\n    role: primary\n')}  - name: B\n    role: secondary\n    version: ${version}\nfailover: [{ primary: A, secondary: B, mode: failover }]\n`
  const cwd = folderOf({ 'old/x.cuspec.yaml': pair('3.1(5)'), 'new/x.cuspec.yaml': pair('4.0(5)') })
  const { stdout } = cuspec(['diff', 'old/', 'new/'], { cwd })
  expect(stdout).toMatch(/^ *server A +secondary server +no +yes +new .*no → yes/m)
  expect(stdout).not.toContain('0 → yes')
})
