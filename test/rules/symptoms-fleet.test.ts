/**
 * License trouble seen in practice, of pairs and pools: what a spec shows of it, and what is none. FAQ is the Cisco Unity Licensing FAQ,
 * document 23277; Pooling is "Troubleshooting Digital Networking Replication and License Pooling".
 */
import { describe, test } from 'vitest'
import { deployment, expectMarked } from '../model/judged.ts'

const declared = (entitlements: string): string => `licenses: [{ kind: declared, expires: permanent, entitlements: { ${entitlements} } }]`
const member = (name: string, users: number, held: number): string =>
  `  - { name: ${name}, version: 4.0(5), users: { voiceMail: ${users} }, ${declared(`voiceMailUsers: ${held}`)} }\n`
const pool = (members: string): string => `pools:\n  - name: anz\n    members:\n${members}`

// Pooling, "Corrupt license data excluded from pool": what the members publish in the directory is out of step. The thread that quotes
// the vendor on pools: all servers share one corporate directory.
test('T4: servers of two directories are in one pool', () =>
  expectMarked('pool-sound', [
    deployment(`directory: corp.example
servers:
${member('A', 5, 10)}${member('B', 5, 10)}${pool('      - A\n      - B\n      - C # <- error unlicensed C lab.example A corp.example')}
`),
    deployment(`directory: lab.example\nservers:\n${member('C', 5, 10)}`),
  ]))

// Pooling, "Global Subscriber Manager": dead servers are listed, since one was retired without being taken out.
test('T5: a pool names a server that is gone', () =>
  expectMarked(
    'references-resolve',
    deployment(`servers:\n${member('A', 5, 10)}${pool('      - A\n      - RETIRED # <- error - RETIRED')}\n`),
  ))

// "About License Requirements for Failover": without the wizard on both servers the secondary is not enabled.
test('T14: the failover wizard has not run on both servers', () =>
  expectMarked(
    'failover-wizard-run',
    deployment(`servers:
  - { name: SYD-UNITY1, version: 4.0(3) }
  - { name: SYD-UNITY2, version: 4.0(3) }
failover:
  - primary: SYD-UNITY1
    secondary: SYD-UNITY2
    wizardRunOn: [SYD-UNITY2] # <- error unlicensed SYD-UNITY1 SYD-UNITY2 both
`),
  ))

// FAQ "How do I license my failover Cisco Unity system when I upgrade to Cisco Unity 4.x?": no records link the two dongles, so the
// license of the primary comes without failover, and the upgrade license that has it is to be asked for. Both are installed.
describe('T18: an upgrade from 3.x loses failover', () => {
  const upgraded = (licenses: string, mark = '') =>
    expectMarked(
      'failover-licensed',
      deployment(`servers:
  - name: SYD-UNITY1
    version: 4.0(1)
    licenses:${mark}
      - { kind: declared, expires: permanent, entitlements: { voicePorts: 24, voiceMailUsers: 300 } }
${licenses}  - { name: SYD-UNITY2, version: 4.0(1) }
failover: [{ primary: SYD-UNITY1, secondary: SYD-UNITY2 }]
`),
    )

  test('where the license was carried over as it was', () => upgraded('', ' # <- error unlicensed SYD-UNITY1 SYD-UNITY2 4.0(1)'))

  test('and not where the second license is installed, too', () =>
    upgraded('      - { kind: declared, expires: permanent, entitlements: { secondaryServer: true } }\n'))
})

// A license for the stand-by of Unity Connection goes on that server. FAQ "After I get my license, how do I configure failover?": Cisco
// Unity has one license for both, and it goes on the primary.
test('T22: ports were bought for the secondary', async () => {
  const spec = (licenses: string, mark = ''): string =>
    deployment(`servers:
  - { name: SYD-UNITY1, version: 7.0(2), ports: [{ count: 32 }], ${declared('voicePorts: 32, secondaryServer: true')} }
  - name: SYD-UNITY2
    version: 7.0(2)
    ports: [{ count: 32 }]
${licenses}${mark}
failover: [{ primary: SYD-UNITY1, secondary: SYD-UNITY2 }]
`)
  await expectMarked(
    'secondary-holds-no-license',
    spec(`    ${declared('voicePorts: 32')}`, ' # <- warning advice SYD-UNITY2 7.0(2) primary'),
  )
  // Without one it is covered all the same.
  await expectMarked('license-covers-use', spec(''))
  await expectMarked('secondary-holds-no-license', spec(''))
})

// The vendor's test of a pool, quoted in a forum: of two servers with 500 licenses each, one may use 501, as long as both use 1,000.
test('T25: a server of a pool has more users than its own license', async () => {
  const spec = (second: number, mark = ''): string =>
    deployment(`directory: corp.example
servers:
${member('A', 501, 500)}${member('B', second, 500)}pools:
  - { name: anz, members: [A, B] }${mark}
`)
  await expectMarked('license-covers-use', spec(499))
  await expectMarked('license-covers-use', spec(500, ' # <- error shutdown 1 001 000 anz'))
  await expectMarked('pool-sound', spec(499))
})
