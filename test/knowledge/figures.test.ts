/**
 * Every figure of `src/knowledge`, against one copied by hand from the document, with the place where it stands there.
 * FAQ is the Cisco Unity Licensing FAQ, document 23277 of 27 February 2007; the words in quotes are its questions.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Figures = Readonly<Record<string, readonly (number | string)[]>>

const published: Figures = {
  // Cisco on Cisco, Unity 7.0: from 4.0 to 7.0, at most 30 minutes a region.
  'cisco-upgrade-outage says': ['30'],
  // CUPS guide and other samples in licensing.md 1c: 8 + 12 + 10 groups of four; the short form 12 digits.
  'license-signatures says': ['30', '12'],
  // FAQ "Are there any demo license files supported on Cisco Unity 4.0?": default file, two ports, 10 users, 30 seconds.
  'default-license says': ['2', '10', '30'],
  'default-license voicePorts': [2],
  'default-license users': [10],
  'default-license messageSeconds': [30],
  'default-license-later says': ['2', '10', '30'],
  'default-license-later voicePorts': [2],
  'default-license-later users': [10],
  'default-license-later messageSeconds': [30],
  // FAQ, the same question: demo file, 50 users with 16 sessions, for 60 days or 90 days.
  'demo-license says': ['50', '16', '60', '90'],
  'demo-license voicePorts': [16],
  'demo-license mostDays': [90],
  'demo-license-later mostDays': [90],
  'demo-license users': [50],
  'demo-license-later says': ['50', '16', '60', '90'],
  'demo-license-later voicePorts': [16],
  'demo-license-later users': [50],
  // FAQ, the same question: 30 seconds is what the default file allows.
  'feature-message-length says': ['30'],
  // FAQ "What if a purchased upgrade conflicts with a configuration that already exists or exceeds published maximums?": every four hours.
  'shutdown-every-4-hours says': ['4'],
  'shutdown-every-4-hours everyHours': [4],
  // Event 113 in "Troubleshooting Digital Networking Replication and License Pooling": 28 days left, then every 48 hours.
  'shutdown-after-grace says': ['28', '48'],
  'shutdown-after-grace everyHours': [48],
  'shutdown-after-grace graceDays': [28],
  // Forum thread "unity licenes": 72 ports on one server.
  'maximum-voice-ports-4.0 says': ['72'],
  'maximum-voice-ports-4.0 value': [72],
  // FAQ "What happens if I run Key Dump and it reports a serial number of 00000001?"
  'dongle-unreadable says': ['00000001'],
  // Chapter "Bridge Networking": up to 999 Octel nodes.
  'bridge-octel-nodes says': ['999'],
  'bridge-octel-nodes octelNodes': [999],
  'bridge-nodes-later known': ['999'],
  // FAQ "Are there any demo license files supported on Cisco Unity 4.0?", as above.
  'default-file says': ['2', '10', '30'],
  'demo-file says': ['50', '16', '60', '90'],
  // IEEE Std 802-2001, 9.2: 48-bit addresses.
  'mac-structure says': ['48'],
  // CISCO-UNITY-MIB of 12 December 2005: the objects under ciscoUnityGlobalInfo, and the range of each Unsigned32.
  'reports-ports number': [2],
  'reports-ports most': [255],
  'reports-languages number': [8],
  'reports-languages most': [255],
  'reports-tts-sessions number': [9],
  'reports-tts-sessions most': [255],
  'reports-subscribers number': [10],
  'reports-subscribers most': [2_147_483_647],
  'reports-unified-messaging number': [11],
  'reports-unified-messaging most': [2_147_483_647],
  'reports-inbox number': [12],
  'reports-inbox most': [2_147_483_647],
  'reports-voice-ports number': [13],
  'reports-voice-ports most': [255],
  'reports-bridge-sessions number': [14],
  'reports-bridge-sessions most': [255],
  'reports-amis number': [15],
  'reports-message-length number': [16],
  'reports-pooling number': [17],
  'reports-vpim number': [18],
  'reports-primary-server number': [19],
  'reports-secondary-server number': [20],
  'reports-secondary-in-use number': [21],
  'reports-secondary-in-use most': [1],
  'reports-subscribers-in-use number': [22],
  'reports-subscribers-in-use most': [2_147_483_647],
  'reports-inbox-in-use number': [23],
  'reports-inbox-in-use most': [2_147_483_647],
  // Ways to write yes and no that are understood.
  'reported-yes-and-no so': ['1', '0', '1'],
  // Cisco Press book on Cisco Unity Connection 8.x: three platform overlays, none of them of Cisco Unity.
  'connection-overlays says': ['48', '2000', '150', '4000', '250', '20000'],
  // FLEXnet Licensing End User Guide, pages 110 and 112: a year of 0 never expires, a number of 0 is uncounted.
  'permanent says': ['0'],
  'uncounted says': ['0'],
  // Cisco Unified Presence Server Administration Guide 1.0(2): LicFileID is 20050826140539162.
  'license-file-id says': ['17'],
  // FAQ "How do I register online to request my license key?": the key comes within 24 hours.
  'license-within-24-hours says': ['24'],
  // What is open repeats figures from above: the forum's 72, the FAQ's 4 hours and 60 or 90 days, the event's 28 days.
  'platform-maximums known': ['72'],
  'shutdown-interval-5x known': ['4'],
  'grace-period known': ['28'],
  'grace-period so': ['28'],
  'demo-term question': ['60', '90'],
  // A forum thread that quotes a Cisco Press book: users divided by 20; a post that quotes an integration guide: a quarter.
  'traffic-parameters known': ['20'],
  // The same thread: 550 users, so 28 ports, and 2 for MWI and 2 for notification.
  'ports-by-users says': ['20', '2', '2'],
  'ports-by-users usersPerPort': [20],
  'ports-by-users indicatorPorts': [2],
  'ports-by-users notificationPorts': [2],
  // Forum thread "unity licenes": 54 of 72 ports answer, a quarter does other work.
  'ports-mostly-answer says': ['75', '25'],
  'ports-mostly-answer answeringPercent': [75],
  // Networking Guide 5.x, pages 5-26 and 5-27: nine messages a call; 1 to 9 take a port, 10 to 18 two; eight minutes a message.
  'amis-ports-by-queue says': ['9'],
  'amis-ports-by-queue messagesPerCall': [9],
  'amis-message-limit says': ['8'],
  'amis-message-limit minutes': [8],
  // "Unity: PIMG integration": eight ports a unit.
  'pimg-ports-per-unit says': ['8'],
  'pimg-ports-per-unit portsPerUnit': [8],
  // ITU-T G.711 and G.729: 64 and 8 kbit/s; over 8, times 60, in bytes a minute.
  'message-rate-g711 says': ['64000', '480000'],
  'message-rate-g711 bitsPerSecond': [64000],
  'message-rate-g729a says': ['8000', '60000'],
  'message-rate-g729a bitsPerSecond': [8000],
  // Design Guide 5.x, page 30: 20 to 30 minutes a subscriber.
  'storage-per-user says': ['20', '30'],
  'storage-per-user leastMinutes': [20],
  'storage-per-user mostMinutes': [30],
  // BulkEdit help, Messages: 0 to 1200 seconds.
  'outside-message-length says': ['0', '1200'],
  'outside-message-length mostSeconds': [1200],
  // FAQ "Who do I contact if I need help to place an order?": 1-800-553-6387.
  'orders-go-through-account-team says': ['1', '800', '553', '6387'],
}

/** Releases, products and standards are names, not figures. */
const named = /\d+(?:\.(?:\d+|x))+(?:\(\d+\))?|G\.7(?:11|29a)|Exchange \d+(?:\.\d+)?|\bof (?:2010|2009)|log of \d+|IEEE Std [\d-]+/g

function figuresIn(node: unknown, id = ''): [string, (number | string)[]][] {
  if (Array.isArray(node)) return node.flatMap((item) => figuresIn(item, id))
  if (typeof node !== 'object' || node === null) return []
  const own = 'id' in node && typeof node.id === 'string' ? node.id : id
  return Object.entries(node).flatMap(([key, value]): [string, (number | string)[]][] => {
    if (typeof value === 'number') return [[`${own} ${key}`, [value]]]
    const worded = ['says', 'question', 'known', 'so'].includes(key) && typeof value === 'string'
    if (!worded) return figuresIn(value, own)
    const figures = value.replace(named, '').match(/\d+/g) ?? []
    return figures.length > 0 ? [[`${own} ${key}`, [...figures]]] : []
  })
}

test('every figure is the one that was published', () => {
  const files = readdirSync('src/knowledge').filter((file) => file.endsWith('.json'))
  const figures = files.flatMap((file) => figuresIn(JSON.parse(readFileSync(`src/knowledge/${file}`, 'utf8'))))
  expect(Object.fromEntries(figures)).toEqual(published)
})
