/** Fleets by chance: small numbers, so that licences and maximums are met, missed by one, and exceeded. */
import fc from 'fast-check'

interface Figures {
  readonly ports?: number | undefined
  readonly voiceMail?: number | undefined
  readonly unifiedMessaging?: number | undefined
  readonly inbox?: number | undefined
  readonly tts?: number | undefined
  readonly languages?: number | undefined
}

export interface Drawn extends Figures {
  /** Licences that are added to those that it has: entitlements as YAML. */
  readonly added?: string
  readonly version: string
  readonly platform: boolean
  readonly license: 'none' | 'unknown' | 'default' | 'demo' | readonly number[]
}

export interface Plan {
  readonly servers: readonly Drawn[]
  readonly paired: boolean
  readonly pooled: boolean
  readonly bridges: readonly { readonly sessions?: number | undefined; readonly own?: number | undefined; readonly added?: string }[]
  readonly maximums: readonly { readonly what: string; readonly platform: boolean; readonly value: number }[]
}

const some = fc.integer({ min: 0, max: 40 })
const perhaps = fc.option(some, { nil: undefined })
export const quantities = [
  'voicePorts',
  'voiceMailUsers',
  'unifiedMessagingUsers',
  'inboxUsers',
  'ttsSessions',
  'languages',
  'bridgeSessions',
]

export const plans: fc.Arbitrary<Plan> = fc.record({
  servers: fc.array(
    fc.record({
      version: fc.constantFrom('4.0(5)', '4.0(5)', '5.0(1)', '7.0(2)', '3.1(5)', '4.0(7)'),
      platform: fc.boolean(),
      ports: perhaps,
      voiceMail: perhaps,
      unifiedMessaging: perhaps,
      inbox: perhaps,
      tts: perhaps,
      languages: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
      license: fc.oneof(
        fc.constantFrom('none', 'unknown', 'default', 'demo'),
        fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 7, maxLength: 7 }),
      ),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  paired: fc.boolean(),
  pooled: fc.boolean(),
  bridges: fc.array(fc.record({ sessions: perhaps, own: perhaps }), { maxLength: 3 }),
  maximums: fc.array(fc.record({ what: fc.constantFrom(...quantities), platform: fc.boolean(), value: fc.integer({ min: 0, max: 60 }) }), {
    maxLength: 5,
  }),
})

export const isSecondary = (plan: Plan, index: number): boolean => plan.paired && plan.servers.length > 1 && index === 1

const entry = (key: string, value: string | number | undefined): string => (value === undefined ? '' : `, ${key}: ${value}`)

function licensesOf({ license, version, added }: Drawn): string | undefined {
  const bought = version === '3.1(5)' ? 'kind: dongle' : 'kind: declared, expires: permanent'
  const more =
    added === undefined ? '' : `{ ${bought}${version === '3.1(5)' ? ', serial: new' : ', pak: new'}, entitlements: { ${added} } }`
  if (license === 'unknown') return added === undefined ? undefined : `[${more}]`
  if (license === 'none') return `[${more}]`
  const after = more && `, ${more}`
  if (typeof license === 'string') return `[{ kind: ${license}${license === 'demo' ? ', expires: 2007-06-01' : ''} }${after}]`
  const granted = quantities.map((name, index) => `${name}: ${license[index]}`).join(', ')
  return `[{ ${bought}, entitlements: { ${granted} } }${after}]`
}

/** The licences of a Bridge. */
function sessionsOf(index: number, { own, added }: Plan['bridges'][number]): string {
  const licenses = [
    ...(own === undefined ? [] : [`{ kind: declared, expires: permanent, pak: B${index}, entitlements: { bridgeSessions: ${own} } }`]),
    ...(added === undefined ? [] : [`{ kind: declared, expires: permanent, pak: new, entitlements: { ${added} } }`]),
  ]
  return licenses.length > 0 ? `, licenses: [${licenses.join(', ')}]` : ''
}

export function specOf({ servers, paired, pooled, bridges, maximums }: Plan): string {
  const lines = servers.map((server, index) => {
    const { version, platform, ports, voiceMail, unifiedMessaging, inbox, tts, languages } = server
    const users = `${entry('voiceMail', voiceMail)}${entry('unifiedMessaging', unifiedMessaging)}${entry('inbox', inbox)}`.slice(2)
    const words = languages === undefined ? undefined : `[${Array.from({ length: languages }, (_, number) => `L${number}`).join(', ')}]`
    return `  - { name: S${index}, version: "${version}"${platform ? ', platform: P' : ''}${ports === undefined ? '' : `, ports: [{ count: ${ports} }]`}${users ? `, users: { ${users} }` : ''}${entry('ttsSessions', tts)}${entry('languages', words)}${entry('licenses', licensesOf(server))} }`
  })
  const boxes = bridges.map(
    (bridge, index) =>
      `  - { name: B${index}, version: 3.0(6), bridgehead: S${index % servers.length}${entry('sessions', bridge.sessions)}${sessionsOf(index, bridge)} }`,
  )
  const rows = maximums.map(
    ({ what, platform, value }) => `  - { what: ${what}${platform ? ', platform: P' : ''}, from: "2.4", to: "8.0", value: ${value} }`,
  )
  return [
    'apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: x }\ndirectory: d.example\nservers:',
    ...lines,
    ...(boxes.length > 0 ? ['bridges:', ...boxes] : []),
    ...(paired && servers.length > 1 ? ['failover: [{ primary: S0, secondary: S1 }]'] : []),
    ...(pooled
      ? [`pools: [{ name: pool, members: [${servers.flatMap((_, index) => (paired && index === 1 ? [] : [`S${index}`])).join(', ')}] }]`]
      : []),
    ...(rows.length > 0 ? ['---\napiVersion: cuspec/v1\nkind: Maximums\nsource: { title: Made up }\nmaximums:', ...rows] : []),
    '',
  ].join('\n')
}
