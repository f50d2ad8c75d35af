/** What the readings of a server mean, row by row as CISCO-UNITY-MIB of 12 December 2005 describes its objects. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { otherProduct } from '../../src/knowledge/products.ts'
import { reports } from '../../src/model/observation.ts'
import { readObservation } from '../../src/source/observed/observation.ts'

const most = 2_147_483_647

/** Number, object, tag (with where its spelling is known from), what it means, and the largest count; yes or no where there is none. */
const rows = [
  [2, 'ciscoUnityPorts', undefined, 'use voicePorts', 255],
  [8, 'ciscoUnityLicLanguagesMax', 'LicLanguagesMax', 'entitlement languages', 255], // script
  [9, 'ciscoUnityLicTTSSessionsMax', 'LicTTSSessionsMax', 'entitlement ttsSessions', 255], // inferred from the MIB
  [10, 'ciscoUnityLicSubscribersMax', 'LicSubscribersMax', 'entitlement voiceMailUsers', most], // script
  [11, 'ciscoUnityLicUMSubscribersMax', 'LicUMSubscribersMax', 'entitlement unifiedMessagingUsers', most], // script
  [12, 'ciscoUnityLicVMISubscribersMax', 'LicVMISubscribersMax', 'entitlement inboxUsers', most], // script
  [13, 'ciscoUnityLicVoicePortsMax', 'LicVoicePortsMax', 'entitlement voicePorts', 255], // script
  [14, 'ciscoUnityLicBridgeSessionsMax', 'LicBridgeSessionsMax', 'entitlement bridgeSessions', 255], // inferred from the MIB
  [15, 'ciscoUnityLicAMISIsLicensed', 'LicAMISIsLicensed', 'entitlement amis', undefined], // inferred from the MIB
  [16, 'ciscoUnityLicMaxMsgRecLenIsLic', 'LicMaxMsgRecLenIsLicensed', 'entitlement unlimitedMessageLength', undefined], // script
  [17, 'ciscoUnityLicPoolingIsEnabled', 'LicPoolingIsEnabled', 'pooling', undefined], // script
  [18, 'ciscoUnityLicVPIMIsLicensed', 'LicVPIMIsLicensed', 'entitlement vpim', undefined], // inferred from the MIB
  [19, 'ciscoUnityLicPrimaryServerIsLic', 'LicPrimaryServerIsLicensed', 'primary', undefined], // inferred from the MIB
  [20, 'ciscoUnityLicSecondServerIsLic', 'LicSecondaryServerIsLicensed', 'entitlement secondaryServer', undefined], // FAQ
  [21, 'ciscoUnityLicUtilSecondServer', 'AvLicUtilizationSecondaryServer', 'use secondaryServer', 1], // script
  [22, 'ciscoUnityLicUtilSubs', 'AvLicUtilizationSubscribers', 'use voiceMailUsers', most], // script
  [23, 'ciscoUnityLicUtilVMISubs', 'AvLicUtilizationVMISubscribers', 'use inboxUsers', most], // script
] as const

interface Meaning {
  /** Each value as `entitlement amis 1 at 1`. */
  readonly said: string[]
  readonly unknown: string[]
  /** Each with the text that it stands at. */
  readonly faults: string[]
}

function meaningOf(text: string): Meaning {
  const observation = readObservation(Buffer.from(text))
  expect(observation.faults).toEqual([])
  const { entitlements, use, pooling, primary, unknown, faults } = reports(observation)
  const said = (about: string, reported: object): string[] =>
    Object.entries(reported).map(([name, each]) => `${about}${name} ${each.value} at ${text.slice(...each.at)}`)
  return {
    said: [
      ...said('entitlement ', entitlements),
      ...said('use ', use),
      ...said('', { ...(pooling && { pooling }), ...(primary && { primary }) }),
    ],
    unknown: unknown.map(({ name }) => name),
    faults: faults.map(({ start, end, message }) => `${text.slice(start, end)}: ${message}`),
  }
}

const page = (...tags: (readonly [string, string])[]): string =>
  `<AvXmlLicData><Licenses>${tags.map(([tag, value]) => `<${tag}>${value}</${tag}>`).join('')}</Licenses></AvXmlLicData>`
const walk = (...objects: (readonly [string, string])[]): string => objects.map(([name, value]) => `${name} = INTEGER: ${value}\n`).join('')
const scalar = (number: number): string => `.1.3.6.1.4.1.9.9.385.1.2.${number}.0`

describe.each(rows)('%i %s', (number, object, tag, meaning, largest) => {
  const state = meaning === 'pooling' || meaning === 'primary'
  const names = [scalar(number), `iso${scalar(number).slice(2)}`, `CISCO-UNITY-MIB::${object}.0`, `${object}.0`]

  test('over SNMP', () => {
    for (const name of names) {
      if (largest !== undefined) {
        for (const value of ['0', '1', `${largest}`])
          expect(meaningOf(walk([name, value])).said).toEqual([`${meaning} ${value} at ${value}`])
        const over = `\`${name.replace(/^\.|^.*::/, '').replace(/^iso/, '1')}\` reads \`${largest + 1}\`, but counts from 0 to ${largest}`
        expect(meaningOf(walk([name, `${largest + 1}`]))).toEqual({ said: [], unknown: [], faults: [`${largest + 1}: ${over}`] })
      } else {
        for (const yes of ['1', 'true', 'true(1)'])
          expect(meaningOf(walk([name, yes])).said).toEqual([`${meaning} ${state ? true : 1} at ${yes}`])
        for (const no of ['2', 'false', 'false(2)'])
          expect(meaningOf(walk([name, no])).said).toEqual([`${meaning} ${state ? false : 0} at ${no}`])
        for (const bad of ['0', '3', '-1', 'Licensed', 'true(2)'])
          expect(meaningOf(walk([name, bad]))).toMatchObject({ said: [], faults: [expect.stringMatching(/which is neither yes nor no$/)] })
      }
    }
  })

  // The page is not known to tell how many ports there are.
  if (tag === undefined) return

  test('on the page', () => {
    if (largest !== undefined) {
      expect(meaningOf(page([tag, '1'])).said).toEqual([`${meaning} 1 at 1`])
      for (const bad of ['48x', '-1', '4.5', '1,000', '0x10', 'Licensed', `${largest + 1}`, '9'.repeat(400), ''])
        expect(meaningOf(page([tag, bad]))).toMatchObject({
          said: [],
          unknown: [],
          faults: [expect.stringContaining(`\`${tag}\` reads `)],
        })
    } else {
      for (const yes of ['1', '-1', 'True', 'yes', 'Licensed', 'Enabled'])
        expect(meaningOf(page([tag, yes])).said).toEqual([`${meaning} ${state ? true : 1} at ${yes}`])
      for (const no of ['0', 'False', 'no', 'NotLicensed', 'Not Licensed', 'Unlicensed', 'Disabled'])
        expect(meaningOf(page([tag, no])).said).toEqual([`${meaning} ${state ? false : 0} at ${no}`])
      for (const bad of ['2', '', 'maybe', 'true(1)'])
        expect(meaningOf(page([tag, bad]))).toMatchObject({
          said: [],
          unknown: [],
          faults: [expect.stringContaining(`\`${tag}\` reads `)],
        })
    }
  })
})

describe('the examples', () => {
  const example = (file: string): string => readFileSync(`examples/kinds/observed/${file}`, 'utf8')

  test('of a page', () => {
    const { said, unknown, faults } = meaningOf(example('syd-unity1.effective-license.xml'))
    expect([unknown, faults]).toEqual([[], []])
    expect(said.map((each) => each.replace(/ at .*/, ''))).toEqual([
      ...[
        'entitlement languages 2',
        'entitlement ttsSessions 4',
        'entitlement voiceMailUsers 500',
        'entitlement unifiedMessagingUsers 200',
      ],
      ...['entitlement inboxUsers 60', 'entitlement voicePorts 32', 'entitlement bridgeSessions 8', 'entitlement amis 1'],
      ...['entitlement unlimitedMessageLength 1', 'entitlement vpim 1', 'entitlement secondaryServer 1'],
      ...['use secondaryServer 1', 'use voiceMailUsers 412', 'use inboxUsers 37', 'pooling false', 'primary true'],
    ])
  })

  test('of a walk', () => {
    const { said, unknown, faults } = meaningOf(example('per-unity1.snmpwalk.txt'))
    expect([unknown, faults]).toEqual([[], []])
    expect(said.map((each) => each.replace(/ at .*/, ''))).toEqual([
      ...['entitlement languages 2', 'entitlement ttsSessions 0', 'entitlement voiceMailUsers 100', 'entitlement unifiedMessagingUsers 0'],
      ...['entitlement inboxUsers 0', 'entitlement voicePorts 4', 'entitlement bridgeSessions 0', 'entitlement amis 0'],
      ...['entitlement unlimitedMessageLength 1', 'entitlement vpim 0', 'entitlement secondaryServer 0'],
      ...['use voicePorts 3', 'use secondaryServer 0', 'use voiceMailUsers 86', 'use inboxUsers 0', 'pooling false', 'primary true'],
    ])
  })
})

describe('what is said twice', () => {
  test('in the same words counts once', () => {
    expect(meaningOf(page(['LicVoicePortsMax', '48'], ['LicVoicePortsMax', '48']))).toEqual({
      said: ['entitlement voicePorts 48 at 48'],
      unknown: [],
      faults: [],
    })
    expect(meaningOf(walk([scalar(15), '2'], ['ciscoUnityLicAMISIsLicensed.0', 'false(2)'])).said).toEqual(['entitlement amis 0 at 2'])
  })

  test('in different words counts for nothing', () => {
    const text = walk([scalar(13), '48'], [scalar(13), '48'], ['ciscoUnityLicVoicePortsMax.0', '72'], [scalar(8), '2'])
    const { faults } = reports(readObservation(Buffer.from(text)))
    const [first, other] = [text.indexOf('48'), text.indexOf('72')]
    expect(faults).toEqual([
      {
        start: other,
        end: other + 2,
        message: '`ciscoUnityLicVoicePortsMax.0` reads `72`, but `48` above; is this the report of one server?',
        related: [{ start: first, end: first + 2, message: 'it reads otherwise here' }],
      },
    ])
    expect(meaningOf(text).said).toEqual(['entitlement languages 2 at 2'])
  })

  test('and cannot be read once, counts for nothing', () => {
    expect(meaningOf(page(['LicVoicePortsMax', '48'], ['LicVoicePortsMax', '?'], ['LicLanguagesMax', '2']))).toEqual({
      said: ['entitlement languages 2 at 2'],
      unknown: [],
      faults: ['?: `LicVoicePortsMax` reads `?`, which is no number'],
    })
  })
})

test('what has no meaning is handed on', () => {
  // Which of two names the tag for text-to-speech has is not known, so that of another product counts for nothing here.
  expect(meaningOf(page(['LicVoicePortsMax', '8'], ['LicRealspeakSessionsMax', '4'], ['LicvoicePortsMax', '9'])).unknown).toEqual([
    'LicRealspeakSessionsMax',
    'LicvoicePortsMax',
  ])
  // 24 would be the next scalar of the module; 1 and 3 to 7 are the state of the server and of its ports.
  const others = [1, 3, 4, 5, 6, 7].map((number) => [scalar(number), '1'] as const)
  expect(meaningOf(walk([scalar(13), '8'], [scalar(24), '1'], ['ciscoUnityLicFaxMax.0', '1'], ...others)).unknown).toEqual([
    scalar(24).slice(1),
    'ciscoUnityLicFaxMax.0',
  ])
})

test('a report that says nothing of licences is a fault', () => {
  expect(meaningOf('CISCO-UNITY-MIB::ciscoUnityName.1 = STRING: SYD-UNITY1').faults).toEqual([
    'CISCO-UNITY-MIB::ciscoUnityName.1: nothing that is reported here is known to be about licences',
  ])
})

describe('another product', () => {
  const connection = 'Cisco Unity Connection'

  test.each([
    // CUPI, system settings: the listing of license status counts.
    ['LicSrsvCuceSubscribersMax', 'connection-tags'],
    ['LicSTTSubscribersMax', 'connection-tags'],
    ['LicSTTProSubscribersMax', 'connection-tags'],
    ['LicContactsMax', 'connection-tags'],
    ['CUC_BasicMessaging', 'connection-features'],
    ['CUC_SpeechConnectGuestUser', 'connection-features'],
    // The module: the group with this object is implemented on Cisco Unity Connection alone.
    ['ciscoUnityPortObjectId.7', 'connection-port-ids'],
    ['1.3.6.1.4.1.9.9.385.1.1.2.1.12.7', 'connection-port-ids'],
  ])('%s tells', (name, fact) => {
    const found = otherProduct(['LicSubscribersMax', name, 'LicContactsMax'])
    expect([found?.product, found?.because, found?.fact.id]).toEqual([connection, name, fact])
  })

  test('what both have does not', () => {
    const both = ['LicSubscribersMax', 'LicRealspeakSessionsMax', 'LicContactsMaximum', '1.3.6.1.4.1.9.9.385.1.1.2.1.11.7', '']
    expect(otherProduct(both)).toBeUndefined()
    expect(
      otherProduct(rows.flatMap(([number, object, tag = '']) => [object, `${object}.0`, scalar(number).slice(1), tag])),
    ).toBeUndefined()
  })

  test('counts for nothing', () => {
    const text = walk(['ciscoUnityLicVoicePortsMax.0', '48'], ['.1.3.6.1.4.1.9.9.385.1.1.2.1.12.1', '1'])
    expect(meaningOf(text)).toEqual({
      said: [],
      unknown: [],
      faults: [
        '.1.3.6.1.4.1.9.9.385.1.1.2.1.12.1: `1.3.6.1.4.1.9.9.385.1.1.2.1.12.1` is a name of Cisco Unity Connection, so this is no report of a Cisco Unity server',
      ],
    })
  })
})

test('both forms of one server say the same', () => {
  const values = fc.tuple(...rows.map(([, , , , largest]) => (largest === undefined ? fc.boolean() : fc.nat(largest))))
  const plain = (text: string): string[] => meaningOf(text).said.map((each) => each.replace(/ at .*/, ''))
  fc.assert(
    fc.property(values, (drawn) => {
      const counts = drawn.map((value, index) => [rows[index], value] as const)
      const onPage = counts.flatMap(([row, value]) =>
        row?.[2] ? [[row[2], typeof value === 'number' ? `${value}` : value ? 'Licensed' : '0'] as const] : [],
      )
      const walked = counts.flatMap(([row, value]) =>
        row ? [[scalar(row[0]), typeof value === 'number' ? `${value}` : value ? '1' : '2'] as const] : [],
      )
      expect(plain(page(...onPage))).toEqual(plain(walk(...walked)).filter((each) => !each.startsWith('use voicePorts')))
    }),
  )
})
