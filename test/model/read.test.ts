/** Documents to a fleet, seen through the rules. FAQ is the Cisco Unity Licensing FAQ, document 23277. */
import { describe, test } from 'vitest'
import { deployment, expectMarked } from './judged.ts'

// The command line: --as-of goes before `metadata.asOf`, which goes before today. A licence counts up to and including its last day.
describe('the day of judgement', () => {
  const spec = (asOf: string | undefined, mark = ''): string =>
    deployment(
      `servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    ttsSessions: 8${mark}
    licenses: [{ kind: declared, expires: 2007-03-01, entitlements: { ttsSessions: 8 } }]
bridges: [{ name: SYD-BRIDGE1, version: 3.0(6), bridgehead: SYD-UNITY1, licenses: [] }]
`,
      asOf,
    )
  const over = ' # <- error unlicensed 8 2007-03-01'
  const [before, after] = ['2007-03-01', '2007-03-02']
  const judge = (text: string, clock: { today: string; asOf?: string }) => expectMarked('license-covers-use', text, clock)

  test('is today where nothing else is said', async () => {
    await judge(spec(undefined), { today: before })
    await judge(spec(undefined, over), { today: after })
  })

  test('is that of the document before today', async () => {
    await judge(spec(before), { today: after })
    await judge(spec(after, over), { today: before })
  })

  test('is that of the command line before both', async () => {
    await judge(spec(after), { asOf: before, today: after })
    await judge(spec(before, over), { asOf: after, today: before })
  })
})

// "About License Requirements for Failover": from 4.0 on the primary alone holds licences, and they cover the secondary.
describe('the role of a server', () => {
  const pair = (role: string): string =>
    deployment(`servers:
  - { name: SYD-UNITY1, version: 4.0(5), ttsSessions: 8, licenses: [{ kind: declared, expires: permanent, entitlements: { ttsSessions: 8 } }] }
  - { name: SYD-UNITY2, version: 4.0(5), ttsSessions: 8${role} }
failover: [{ primary: SYD-UNITY1, secondary: SYD-UNITY2 }]
`)

  test('follows from the failover pair that names it', () => expectMarked('license-covers-use', pair('')))

  // What a server says of itself goes before what follows from elsewhere: a stand-alone server lives on its own licences.
  test('is what the server says', () =>
    expectMarked(
      'license-covers-use',
      pair(', role: standalone, licenses: [] } # <- error unlicensed 8 none SYD-UNITY2').replace(/ \}\nf/, '\nf'),
    ))

  // A server that leads one pair and follows in another has licences of its own: the primary holds them.
  test('is primary where it is both', () =>
    expectMarked(
      'license-covers-use',
      deployment(`servers:
  - { name: A, version: 4.0(5) } # ?? A: licences
  - { name: B, version: 4.0(5), ttsSessions: 8, licenses: [] } # <- error unlicensed 8 none B
  - { name: C, version: 4.0(5) }
failover: [{ primary: A, secondary: B }, { primary: B, secondary: C }]
`),
    ))
})

// Names are unique in the fleet and may be referred to from another document or file.
describe('a reference', () => {
  const pool = (members: string): string => deployment(`pools:\n  - name: anz\n    members:\n      - ${members}\n`)
  const refers = (...texts: string[]) => expectMarked('references-resolve', texts)
  const server = (name: string): string => deployment(`servers: [{ name: ${name}, version: 4.0(5) }]\n`)

  test('crosses documents and files', async () => {
    await refers(`${server('MEL-UNITY1')}---\n${pool('MEL-UNITY1')}`)
    await refers(pool('MEL-UNITY1'), server('MEL-UNITY1'))
    await refers(pool('MEL-UNITY1 # <- error - MEL-UNITY1'), server('SYD-UNITY9'))
  })

  test('to a thing of another kind leads nowhere', async () => {
    const bridge = deployment('bridges:\n  - { name: MEL-BRIDGE1, version: 3.0(6), bridgehead: MEL-UNITY1 }\n')
    await refers(pool('MEL-BRIDGE1 # <- error - MEL-BRIDGE1 Bridge'), bridge, server('MEL-UNITY1'))
  })

  // What could not be read may well be there: not checked. What it cannot have held is missing.
  test('into a document that does not fit is not checked, if the name stands there', async () => {
    const broken = `${server('MEL-UNITY1').replace('4.0(5)', '4.0(5), role: primry')}# unread\n`
    await refers(pool('MEL-UNITY1 # ?? MEL-UNITY1: could not be read'), broken)
    await refers(pool('PER-UNITY1 # <- error - PER-UNITY1'), broken)
  })

  test.each([
    ['a key that may hold names is misspelt', server('MEL-UNITY1').replace('servers', 'sevrers')],
    ['a server has no name', deployment('servers: [{ version: 4.0(5) }]\n')],
    ['servers are no list', deployment('servers: MEL-UNITY1\n')],
    ['the text is no YAML', deployment('servers: [\n')],
    ['the text is a list', '- MEL-UNITY1\n'],
  ])('is not checked where %s', async (_, text) => {
    await refers(pool('MEL-UNITY1 # ?? MEL-UNITY1: could not be read'), `${text}# unread\n`)
  })

  // Documents of the other kinds declare no server.
  test('does not lead into a broken Maximums document', async () => {
    const broken = 'apiVersion: cuspec/v1\nkind: Maximums\nsource: { title: T }\nmaximums: [{ what: voicePort, value: 1 }]\n# unread\n'
    await refers(pool('MEL-UNITY1 # <- error - MEL-UNITY1'), broken)
  })
})
