/** Fleets by chance that are upgraded in waves: pairs, Bridges, pools and directories, small enough that every order of them can be tried. */
import fc from 'fast-check'

export interface Box {
  readonly name: string
  /** Users of two kinds that pools share, and licences for them. */
  readonly used: readonly [number, number]
  readonly held: readonly [number, number]
  readonly version: string
  readonly paired: boolean
  readonly bridges: number
}

export interface Site {
  readonly directory: string | undefined
  readonly pooled: boolean
  readonly boxes: readonly Box[]
}

export interface Asked {
  readonly to: string
  readonly window: number
  readonly takes: number | undefined
  readonly parallel: number | undefined
}

const pairOf = (values: readonly number[]): fc.Arbitrary<readonly [number, number]> =>
  fc.tuple(fc.constantFrom(...values), fc.constantFrom(...values))

const box = fc.record({
  used: pairOf([0, 10, 20, 30]),
  held: pairOf([0, 10, 20, 30]),
  version: fc.constantFrom('3.1(5)', '3.1(5)', '3.1(5)', '2.4.6', '4.0(3)'),
  paired: fc.boolean(),
  bridges: fc.constantFrom(0, 0, 0, 1, 2),
})

const site = fc.record({
  directory: fc.constantFrom('a.example', 'A.example', 'b.example', undefined),
  pooled: fc.boolean(),
  boxes: fc.array(box, { minLength: 1, maxLength: 4 }),
})

export const fleets: fc.Arbitrary<readonly Site[]> = fc
  .array(site, { minLength: 1, maxLength: 3 })
  .map((sites) => sites.map((each, index) => ({ ...each, boxes: each.boxes.map((own, place) => ({ ...own, name: `S${index}${place}` })) })))

export const asked: fc.Arbitrary<Asked> = fc.record({
  to: fc.constantFrom('4.0(5)', '5.0(1)'),
  window: fc.constantFrom(120, 180, 240, 360),
  takes: fc.constantFrom(undefined, 60, 120),
  parallel: fc.constantFrom(undefined, 1, 2, 3, 4),
})

/** Bridges of old are there with 3.1 alone. */
export const bridgesOf = ({ name, version, bridges }: Box): string[] =>
  version === '3.1(5)' ? Array.from({ length: bridges }, (_, index) => `${name}B${index}`) : []

export const namesOf = ({ name, paired }: Box): string[] => (paired ? [name, `${name}X`] : [name])

const users = ([voiceMail, unifiedMessaging]: readonly [number, number]): string =>
  `voiceMail: ${voiceMail}, unifiedMessaging: ${unifiedMessaging}`

function serverLines(each: Box): string[] {
  const { name, version, used, held } = each
  return namesOf(each).map((own, index) => {
    const granted = `{ voicePorts: 4, voiceMailUsers: ${held[0]}, unifiedMessagingUsers: ${held[1]} }`
    const serial = `1${name.slice(1)}${index}`.padEnd(8, '7')
    const licence =
      version === '4.0(3)'
        ? index > 0
          ? ''
          : `, licenses: [{ kind: declared, expires: permanent, entitlements: ${granted} }]`
        : `, dongle: { serial: "${serial}" }, licenses: [{ kind: dongle, serial: "${serial}", entitlements: ${granted} }]`
    const store = bridgesOf(each).length > 0 ? ', messageStore: { type: exchange, version: "2000", location: off-box, mode: unified }' : ''
    return `  - { name: ${own}, version: "${version}", ports: [{ count: 4 }]${index === 0 ? `, users: { ${users(used)} }` : ''}${store}${licence} }`
  })
}

export const specOf = (sites: readonly Site[]): string =>
  sites
    .map(({ directory, pooled, boxes }, index) =>
      [
        `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: site${index}, asOf: 2007-03-01 }`,
        ...(directory === undefined ? [] : [`directory: ${directory}`]),
        'servers:',
        ...boxes.flatMap(serverLines),
        ...(boxes.some(({ paired }) => paired)
          ? ['failover:', ...boxes.flatMap(({ name, paired }) => (paired ? [`  - { primary: ${name}, secondary: ${name}X }`] : []))]
          : []),
        ...(boxes.some((each) => bridgesOf(each).length > 0)
          ? [
              'bridges:',
              ...boxes.flatMap((each) =>
                bridgesOf(each).map((own) => `  - { name: ${own}, version: 2.1(1), bridgehead: ${each.name}, sessions: 1 }`),
              ),
            ]
          : []),
        ...(pooled ? [`pools: [{ name: pool${index}, members: [${boxes.map(({ name }) => name).join(', ')}] }]`] : []),
      ].join('\n'),
    )
    .join('\n---\n')
