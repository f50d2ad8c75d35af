/**
 * Every figure of `src/knowledge`, against one copied by hand from the document, with the place where it stands there.
 * FAQ is the Cisco Unity Licensing FAQ, document 23277 of 27 February 2007; the words in quotes are its questions.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Figures = Readonly<Record<string, readonly (number | string)[]>>

const published: Figures = {
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
  // FAQ "Are there any demo license files supported on Cisco Unity 4.0?", as above.
  'default-file says': ['2', '10', '30'],
  'demo-file says': ['50', '16', '60', '90'],
  // IEEE Std 802-2001, 9.2: 48-bit addresses.
  'mac-structure says': ['48'],
  // What is open repeats figures from above: the forum's 72, the FAQ's 4 hours and 60 or 90 days, the event's 28 days.
  'platform-maximums known': ['72'],
  'shutdown-interval-5x known': ['4'],
  'grace-period known': ['28'],
  'grace-period so': ['28'],
  'demo-term question': ['60', '90'],
  // A forum thread that quotes a Cisco Press book: users divided by 20; a post that quotes an integration guide: a quarter.
  'traffic-parameters known': ['20'],
}

/** Releases, products and standards are names, not figures. */
const named = /\d+(?:\.(?:\d+|x))+(?:\(\d+\))?|G\.729a|Exchange \d+|\bof (?:2010|2009)|log of \d+|IEEE Std [\d-]+/g

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
