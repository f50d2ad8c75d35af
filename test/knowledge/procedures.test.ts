/** Steps of procedures: where each was read, for which releases, and how sure it is, against the documents. */
import { expect, test } from 'vitest'
import procedures from '../../src/knowledge/procedures.json' with { type: 'json' }
import { versionLine } from '../../src/knowledge/release.ts'

/** The questions of the FAQ, document 23277, that have steps in them, as they are printed. */
const questions = [
  'How do I register online to request my license key?',
  'How do I receive licensing for the Cisco Unity Bridge?',
  'How do I license my failover Cisco Unity system when I upgrade to Cisco Unity 4.x?',
  'After I get my license, how do I configure failover with Cisco Unity 4.x?',
  'Are there any demo license files supported on Cisco Unity 4.0?',
  'What happens if I run Key Dump and it reports a serial number of 00000001?',
  'I received a text file dongle upgrade from Cisco. How do I apply the upgrade code?',
  'How can I verify that the license upgrade was successful?',
  'I initially installed Cisco Unity as a demo system and now I need to upgrade it to a real system. What is the process to do so?',
  'If the NIC of a customer fails, how do they receive a replacement license?',
  'What MAC address do I need to use if I have a dual NIC card?',
  'Who do I contact if I need help to place an order?',
  'Why are all the servers added into Cisco Unity license pooling not seen?',
  'I receive this error message when I run the License Installation Wizard: "Failed to get Resource from LicFileWizRes." How do I resolve this issue?',
  'How do you resolve the eAvLicErr_SysStateCorruptCurrLoc error that occurs with CiscoUnity_AvLic displayed in the application event log, which runs on the Cisco Unity server?',
]
const of = (source: string) => procedures.filter(({ sources }) => sources[0] === source)

test('a step of the FAQ names the question that it answers, and every one of them is answered', () => {
  expect([...new Set(of('faq').map(({ section }) => section))].sort()).toEqual([...questions].sort())
})

test('what is said of dongles after 4.0 is from the questions on FLEXlm', () => {
  expect(of('flexlm-qa').map(({ id }) => id)).toEqual([
    'more-is-registered-as-upgrade',
    'dongle-takes-ports-and-users',
    'dongle-is-converted',
  ])
})

test('what one post says is reported, and what is inferred derived', () => {
  expect(procedures.filter(({ confidence }) => confidence === 'reported').map(({ id }) => id)).toEqual(
    of('conv-thread').map(({ id }) => id),
  )
  expect(procedures.filter(({ confidence }) => confidence === 'derived').map(({ id }) => id)).toEqual(['more-is-registered-as-upgrade'])
})

// The FAQ "addresses Cisco Unity versions 2.4.6, 3.x, and 4.x"; wizard and viewer are of 4.x, Upgrade License and Key Dump of 2.4.6 and 3.x.
test('no step is claimed for releases that its source does not speak of', () => {
  const place = (id: string): number => versionLine.findIndex((release) => release.id === id)
  for (const { id, releases } of procedures.filter(({ sources }) => !sources.includes('deployment-book') && !sources.includes('cobras'))) {
    expect(place(releases.from), id).toBeGreaterThanOrEqual(place('2.4.6'))
    expect(place(releases.to), id).toBeLessThanOrEqual(place('4.2(1)'))
    expect(place(releases.from), id).toBeLessThanOrEqual(place(releases.to))
    if (/^(?:wizard|viewer|secondary|failover|rehost|demo-is|mac|virtual)-/.test(id)) expect(releases.from, id).toBe('4.0(1)')
    if (/^dongle-(?:update|driver|takes)|-serial$|-key-code/.test(id)) expect(releases.to, id).toBe('3.1(6)')
  }
})

// Help of the COBRAS briefcase: 4.0(5) and later.
test('COBRAS is claimed from 4.0(5) on', () => {
  expect(procedures.filter(({ id }) => id === 'export-by-cobras').map(({ releases }) => releases.from)).toEqual(['4.0(5)'])
})

// Deployment and Solutions Guide, page 252: 3.1(5) and 4.0(3). Of 2.4, 2.4.6 and 3.0(1) nobody tells whether they had DiRT.
test('DiRT is claimed from 3.1(5) on', () => {
  expect(of('deployment-book').map(({ id, releases }) => [id, releases.from])).toEqual([['backup-by-dirt', '3.1(5)']])
})

// FAQ: "UNTY-XX-XX-XXXXXX"; "ipconfig /all"; "AvSysCode.txt"; "Upgrade System", "Read From File", "Upgrade".
test.each([
  ['form-asks-pak', ['UNTY-XX-XX-XXXXXX', 'sticker', 'CD case', 'serial number card']],
  ['mac-by-ipconfig', ['ipconfig /all', 'first NIC', 'without dashes and blanks']],
  ['dongle-update-is-text-file', ['AvSysCode.txt']],
  ['dongle-update-is-read', ['local disk', 'Upgrade License', 'Upgrade System', 'Read From File']],
  ['wizard-adds-files', ['Next', 'Add', 'drive A', 'double-clicks', 'Yes']],
  ['wizard-program-is-copied', ['utilities\\LicenseFileWizard', 'DVD', 'commserver\\utilities\\licensefilewizard', '.exe']],
  ['license-file-is-reloaded', ['eAvLicErr_SysStateCorruptCurrLoc', 'current licence file', 'Licensing page']],
  ['pool-is-read-again', ['DOHProptest.exe', 'OK and Ignore', 'AD monitor', 'GC Monitor', 'Total Resync']],
  ['registered-on-web', ['Customer Registration', 'Voice Products', 'New License Registration', 'Upgrade License Registration']],
  ['orders-go-through-account-team', ['account team', 'Cisco Customer Service', '1-800-553-6387']],
  ['wizard-shows-licenses', ['Finish']],
  ['failover-shows-in-file', ['LicSecondaryServerIsLicensed', 'Licensed', 'Notepad']],
])('%s has the words of the document', (id, words) => {
  const fact = procedures.find((each) => each.id === id)
  for (const word of words) expect(fact?.says).toContain(word)
})
