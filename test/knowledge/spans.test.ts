/** For which releases each fact holds, against a table by hand with the words of the source that draw the line. */
import { expect, test } from 'vitest'
import availability from '../../src/knowledge/availability.json' with { type: 'json' }
import bridge from '../../src/knowledge/bridge.json' with { type: 'json' }
import features from '../../src/knowledge/features.json' with { type: 'json' }
import grants from '../../src/knowledge/grants.json' with { type: 'json' }
import maximums from '../../src/knowledge/maximums.json' with { type: 'json' }
import mechanisms from '../../src/knowledge/mechanisms.json' with { type: 'json' }
import sizing from '../../src/knowledge/sizing.json' with { type: 'json' }
import stores from '../../src/knowledge/stores.json' with { type: 'json' }
import tags from '../../src/knowledge/tags.json' with { type: 'json' }
import violations from '../../src/knowledge/violations.json' with { type: 'json' }

const first = '2.4'
const lastOnDongle = '3.1(6)'
const firstOnFile = '4.0(1)'
const lastOfFaq = '4.2(1)'
const last = '8.0'

test('the mechanism changes with 4.0', () => {
  // FAQ "How does Cisco Unity licensing work?": a key for 3.x and earlier, software as of 4.0.
  expect(mechanisms.map(({ mechanism, from, to }) => [mechanism, from, to])).toEqual([
    ['dongle', first, lastOnDongle],
    ['file', firstOnFile, last],
  ])
})

test('features are those that the FAQ lists', () => {
  // FAQ "What features are controlled by licensing?", both lists. Software version and pooling are no entitlements.
  const inBoth = [
    'amis',
    'bridgeSessions',
    'inboxUsers',
    'languages',
    'ttsSessions',
    'unifiedMessagingUsers',
    'voiceMailUsers',
    'voicePorts',
  ]
  // In the list for 4.0 alone; the failover server of the other list had a dongle of its own. Message length is a flag of the MIB.
  const fromFiles = ['secondaryServer', 'unlimitedMessageLength', 'vpim']
  // In the list for 2.4.x and 3.1.x alone.
  const onDongles = [
    'activeAssistantUsers',
    'administrationLanguages',
    'faxPorts',
    'faxUsers',
    'integration',
    'networking',
    'ttsUsers',
    'ttsVendor',
  ]
  const named = (from: string, to: string): string[] =>
    features.filter((each) => each.from === from && each.to === to).map(({ name }) => name)
  expect(named(first, last).sort()).toEqual(inBoth)
  expect(named(firstOnFile, last).sort()).toEqual(fromFiles)
  expect(named(first, lastOnDongle).sort()).toEqual(onDongles)
  expect(features).toHaveLength(inBoth.length + fromFiles.length + onDongles.length)
})

test('pools share the three kinds of user', () => {
  // FAQ "What is pooling?": Voice Messaging, Unified Messaging and the Cisco Unity Inbox.
  expect(features.filter(({ pooled }) => pooled).map(({ name }) => name)).toEqual(['voiceMailUsers', 'unifiedMessagingUsers', 'inboxUsers'])
})

test('tags are those of the SNMP module, and sure where the file or a page of the server shows them', () => {
  const tags = Object.fromEntries(features.flatMap(({ name, tag, tagConfidence }) => (tag ? [[name, `${tag} ${tagConfidence}`]] : [])))
  expect(tags).toEqual({
    voicePorts: 'LicVoicePortsMax stated',
    voiceMailUsers: 'LicSubscribersMax stated',
    unifiedMessagingUsers: 'LicUMSubscribersMax stated',
    inboxUsers: 'LicVMISubscribersMax stated',
    languages: 'LicLanguagesMax stated',
    // FAQ "After I get my license, how do I configure failover with Cisco Unity 4.x?"
    secondaryServer: 'LicSecondaryServerIsLicensed stated',
    ttsSessions: 'LicTTSSessionsMax derived',
    bridgeSessions: 'LicBridgeSessionsMax derived',
    amis: 'LicAMISIsLicensed derived',
    vpim: 'LicVPIMIsLicensed derived',
    // The module cuts this one short; the whole of it is in a script that reads the server's page.
    unlimitedMessageLength: 'LicMaxMsgRecLenIsLicensed derived',
  })
})

test('tags of no feature are sure where the SNMP module has the whole of them', () => {
  const others = tags.reports.flatMap((fact) => (fact.about !== 'entitlement' && fact.tag ? [`${fact.tag} ${fact.tagConfidence}`] : []))
  expect(others).toEqual([
    // The module and the script.
    'LicPoolingIsEnabled stated',
    // The module cuts it short, and the script does not read it.
    'LicPrimaryServerIsLicensed derived',
    // The module cuts these short; the whole of them is in the script.
    'AvLicUtilizationSecondaryServer derived',
    'AvLicUtilizationSubscribers derived',
    'AvLicUtilizationVMISubscribers derived',
  ])
})

test('grants are stated as far as the FAQ speaks', () => {
  // FAQ, first sentence: 2.4.6, 3.x and 4.x. The question on demo files speaks of 4.0.
  expect(grants.map(({ kind, from, to, confidence }) => [kind, from, to, confidence])).toEqual([
    ['default', firstOnFile, lastOfFaq, 'stated'],
    ['default', '5.0(1)', last, 'derived'],
    ['demo', firstOnFile, lastOfFaq, 'stated'],
    ['demo', '5.0(1)', last, 'derived'],
  ])
})

test('the maximum is of 4.0', () => {
  // The thread speaks of a server of about 2005.
  expect(maximums.map(({ what, from, to, confidence }) => [what, from, to, confidence])).toEqual([
    ['voicePorts', firstOnFile, '4.0(5)', 'reported'],
  ])
})

test('violations are answered in three ways', () => {
  // FAQ, first sentence: 2.4.6 to 4.x. White paper, headings: 5.x and 4.x; 7.x and later.
  expect(violations.answers.map(({ from, to, confidence }) => [from, to, confidence])).toEqual([
    ['2.4.6', lastOfFaq, 'stated'],
    ['5.0(1)', '5.0(1)', 'derived'],
    ['7.0(2)', last, 'derived'],
  ])
})

test('overuse counts what the server counts', () => {
  // MIB: utilization of subscribers, VMI subscribers and the secondary server. Event 113: more features used than licensed.
  expect(violations.overuse.map(({ from, to, features: counted, confidence }) => [from, to, counted.length, confidence])).toEqual([
    [firstOnFile, '5.0(1)', 2, 'derived'],
    ['7.0(2)', last, 7, 'derived'],
  ])
})

test('the Bridge goes with releases as the data sheet and the FAQ say', () => {
  // Data sheet, table 1: 3.1(3) with Exchange, 4.0(5) with Domino. FAQ "How do I receive licensing for the Cisco Unity Bridge?"
  const row = ({ from, to, bridgeFrom, bridgeBelow }: { from: string; to: string; bridgeFrom: string; bridgeBelow: string | null }) => [
    from,
    to,
    bridgeFrom,
    bridgeBelow,
  ]
  expect(bridge.matrix.map((fact) => [fact.store, ...row(fact)])).toEqual([
    ['exchange', '3.1(3)', lastOnDongle, '2.0', '3.0'],
    ['exchange', firstOnFile, '4.0(2)', '2.0', '3.0'],
    ['exchange', '4.0(3)', last, '3.0', null],
    ['domino', '4.0(5)', last, '3.0(5)', null],
  ])
  expect(bridge.hosts.map((fact) => [fact.host, ...row(fact)])).toEqual([
    ['unity-dongle', '3.1(1)', lastOnDongle, '2.0', '3.0'],
    ['unity-mac', firstOnFile, '4.0(2)', '2.0', '3.0'],
    ['bridge-mac', '4.0(3)', last, '3.0', null],
  ])
})

test('what came with which release', () => {
  // Interoperability data sheet, table 1: AMIS, VPIM. Fundamentals: SIP is new in 4.0. Extract on PIMG: introduced with 4.0(4).
  // Design Guide 5.x, contents: TIMG, standby redundancy. FAQ "What is pooling?": 4.0 and later.
  expect(availability.map(({ what, store, from, to, earlier, confidence }) => [what, store, from, to, earlier, confidence])).toEqual([
    ['amis', 'exchange', '3.1(2)', last, 'absent', 'stated'],
    ['amis', 'domino', '4.0(5)', last, 'absent', 'stated'],
    ['vpim', 'exchange', '4.0(1)', last, 'absent', 'stated'],
    ['vpim', 'domino', '4.0(5)', last, 'absent', 'stated'],
    ['sip', null, '4.0(1)', last, 'absent', 'stated'],
    ['pimg', null, '4.0(4)', last, 'absent', 'stated'],
    ['timg', null, '5.0(1)', last, 'unknown', 'stated'],
    ['standby-redundancy', null, '5.0(1)', last, 'absent', 'derived'],
    ['pooling', null, firstOnFile, last, 'absent', 'stated'],
  ])
})

test('message stores are those that a guide names', () => {
  // 2.x upgrade, 3.0(1) and 4.0(4) guides: Exchange 5.5. Addendum 4.2: dropped. 3.0(1): Exchange 2000. 4.0(4): Exchange 2003.
  // Design Guide 5.x: Exchange 2003 or 2007, and Exchange 2000 to upgrade from 4.x; Domino.
  expect(
    stores.support.map(({ store, version, from, to, support, confidence }) => [store, version, from, to, support, confidence]),
  ).toEqual([
    ['exchange', '5.5', first, '4.0(5)', 'yes', 'derived'],
    ['exchange', '5.5', '4.2(1)', last, 'no', 'stated'],
    ['exchange', '2000', '3.0(1)', '4.2(1)', 'yes', 'derived'],
    ['exchange', '2000', '5.0(1)', '5.0(1)', 'upgrade', 'stated'],
    ['exchange', '2003', '4.0(4)', '5.0(1)', 'yes', 'stated'],
    ['exchange', '2007', first, '4.2(1)', 'no', 'derived'],
    ['exchange', '2007', '5.0(1)', '5.0(1)', 'yes', 'stated'],
    ['domino', null, firstOnFile, '5.0(1)', 'yes', 'stated'],
  ])
  // Telephony book and course of 2006: 4.x; Design Guide 5.x: 5.x.
  expect([stores.unified.store, stores.unified.from, stores.unified.to]).toEqual(['exchange', firstOnFile, '5.0(1)'])
})

test('the size of a Bridge is of 2.x and 3.0', () => {
  expect([bridge.size.bridgeFrom, bridge.size.bridgeBelow]).toEqual(['2.0', '3.1'])
})

test('sizing holds for the releases that its documents speak of', () => {
  const { sip, amisDelivery, amisQueue, amisLength, pimg, storage, outsideMessage } = sizing
  const span = ({ from, to }: { from: string; to: string }) => [from, to]
  // Guides of 5.x: integration over SIP, networking, design.
  expect([sip, amisQueue, amisLength, storage].map(span)).toEqual(Array.from({ length: 4 }, () => ['5.0(1)', '5.0(1)']))
  // The Toshiba guide is of 4.0; PIMG came with 4.0(4); BulkEdit serves 3.1 to 8.x.
  expect(span(amisDelivery)).toEqual([firstOnFile, '4.0(5)'])
  expect(span(pimg)).toEqual(['4.0(4)', last])
  expect(span(outsideMessage)).toEqual(['3.1(1)', last])
})

test('rules of thumb are hearsay', () => {
  // One forum post quotes a book, another a guide.
  expect([sizing.byUsers, sizing.split].map(({ confidence }) => confidence)).toEqual(['reported', 'reported'])
})
