/** `cuspec explain`, as a user runs it: every topic, what is found by which words, and whole texts by hand. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import features from '../../src/knowledge/features.json' with { type: 'json' }
import { facts } from '../../src/knowledge/knowledge.ts'
import { versionLine } from '../../src/knowledge/release.ts'
import unknowns from '../../src/knowledge/unknowns.json' with { type: 'json' }
import { kinds } from '../../src/report/explain/explanation.ts'
import { rules } from '../../src/rules/index.ts'
import { cuspec, installed } from './program.ts'

interface Listed {
  readonly topic: string
  readonly kind: (typeof kinds)[number]
  readonly title: string
}
interface Explained extends Listed {
  readonly formatVersion: '1'
  readonly sections: readonly {
    readonly name: string
    readonly title: string
    readonly points: readonly { readonly text: string; readonly sources: readonly number[] }[]
  }[]
  readonly rules: readonly string[]
  readonly see: readonly string[]
  readonly sources: readonly { readonly number: number; readonly title: string }[]
}

const schema: object = JSON.parse(readFileSync('schemas/explanation.schema.json', 'utf8'))
const ajv = new Ajv({ strict: true, allowUnionTypes: true }).addSchema(schema, 'it')
const isExplained = ajv.compile<Explained>({ $ref: 'it#/definitions/explanation' })
const isList = ajv.compile<{ readonly topics: readonly Listed[] }>({ $ref: 'it#/definitions/list' })
const fits = ajv.compile({ $ref: 'it' })

function parsed(text: string): unknown {
  const value: unknown = JSON.parse(text)
  expect(fits(value), text.slice(0, 200)).toBe(true)
  return value
}

function listIn(text: string): readonly Listed[] {
  const value = parsed(text)
  if (!isList(value)) throw new Error(JSON.stringify(isList.errors))
  return value.topics
}

function explainedIn(text: string): Explained {
  const value = parsed(text)
  if (!isExplained(value)) throw new Error(JSON.stringify(isExplained.errors))
  return value
}

/** What the built program prints for many command lines, all run in one process: starting one for each takes minutes. */
function printedBy(lines: readonly (readonly string[])[]): string {
  const program = `
    process.setMaxListeners(0)
    const { run } = require(process.argv[1])
    for (const line of JSON.parse(require('node:fs').readFileSync(0, 'utf8'))) run(line)`
  const { stdout, stderr, status } = spawnSync(process.execPath, ['-e', program, join(installed, 'dist', 'cli.cjs')], {
    input: JSON.stringify(lines),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout
}

const all = listIn(cuspec(['explain', '--list', '--json']).stdout)

describe('every topic', () => {
  const asked = all.map(({ topic }) => ['explain', topic, '--json'])
  const answers = printedBy(asked)
    .split(/(?<=^\})\n(?=\{)/m)
    .map(explainedIn)
  const names = new Set(all.map(({ topic }) => topic))

  test('has a name that no other has', () => {
    expect(names.size).toBe(all.length)
    expect(all.length).toBeGreaterThan(250)
  })

  test('is explained as JSON that fits the schema', () => {
    expect(answers.map(({ topic, kind, title }) => `${topic} ${kind} ${title}`).sort()).toEqual(
      all.map(({ topic, kind, title }) => `${topic} ${kind} ${title}`).sort(),
    )
  })

  test('cites sources that are in its list, all of them, and names topics and rules that are there', () => {
    for (const { topic, sections, sources, see, rules: named } of answers) {
      const cited = new Set(sections.flatMap(({ points }) => points.flatMap((point) => point.sources)))
      expect(
        [...cited].sort((a, b) => a - b),
        topic,
      ).toEqual(sources.map(({ number }) => number))
      expect(
        see.filter((name) => !names.has(name)),
        topic,
      ).toEqual([])
      expect(
        named.filter((id) => !rules.some((rule) => rule.id === id)),
        topic,
      ).toEqual([])
    }
  })

  test('with figures of its own has a source', () => {
    const bare = answers.filter(({ kind, sources }) => ['symptom', 'feature', 'release', 'fact'].includes(kind) && sources.length === 0)
    expect(bare.map(({ topic }) => topic)).toEqual([])
  })

  test('is explained as text of lines that a terminal holds', () => {
    const text = printedBy(all.filter(({ kind }) => kind !== 'rule').map(({ topic }) => ['explain', topic]))
    const long = text.split('\n').filter((line) => line.length > 100 && !/^(?:#| *https?:\/\/\S+$)/.test(line))
    expect(long).toEqual([])
    expect(text).not.toMatch(/undefined|\[object|\n{3,}|[ \t]\n/)
    expect(text.match(/^# /gm)).toHaveLength(all.filter(({ kind }) => kind !== 'rule').length)
  })
})

test('there is every rule, fact, release, licensed feature and unknown', () => {
  const of = (kind: Listed['kind']): string[] => all.filter((each) => each.kind === kind).map(({ topic }) => topic)
  expect(of('rule')).toEqual(rules.map(({ id }) => id))
  expect(of('fact')).toEqual(facts.map(({ id }) => id))
  expect(of('release')).toEqual([...versionLine.map(({ id }) => id), '6.x'])
  expect(of('feature')).toEqual(features.map(({ name }) => name))
  expect(of('unknown')).toEqual(unknowns.map(({ id }) => id))
})

test('--list has them by kind', () => {
  const { stdout, stderr, status } = cuspec(['explain', '--list'])
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout.match(/^\w+:$/gm)).toEqual(kinds.map((kind) => `${kind}s:`))
  expect(stdout.split('\n').filter((line) => line.startsWith('  '))).toHaveLength(all.length)
})

/** What is typed, and the one topic that is then explained. By hand. */
const hits: readonly (readonly [asked: string, topic: string])[] = [
  // Exact names, however they are written.
  ['event 202', 'windows-out-of-licenses'],
  ['Event-202', 'windows-out-of-licenses'],
  ['EVENT_202', 'windows-out-of-licenses'],
  ['202', 'windows-out-of-licenses'],
  ['Windows Server is out of licences?', 'windows-out-of-licenses'],
  ['13083', 'license-grace'],
  ['event 113', 'license-grace'],
  ['eAvLicErr_ComplianceViolationGrace', 'license-grace'],
  ['EAVLICERR_SYSSTATECORRUPTCURRLOC', 'license-state-corrupt'],
  ['Key Dump 00000001', 'key-dump-00000001'],
  ['00000001', 'key-dump-00000001'],
  ['"Failed to get Resource from LicFileWizRes."', 'license-wizard-resource'],
  ['Corrupt license data excluded from pool', 'corrupt-pool-data'],
  ['missing pool members', 'missing-pool-members'],
  ['Global Subscriber Manager dead servers', 'dead-pool-servers'],
  ['2 ports 10 users 30 seconds after install', 'default-license-in-force'],
  ['voicePorts', 'voicePorts'],
  ['voice ports', 'voicePorts'],
  ['LicVoicePortsMax', 'voicePorts'],
  ['LicPoolingIsEnabled', 'LicPoolingIsEnabled'],
  ['licenses-in-files', 'licenses-in-files'],
  ['team.virtualMac', 'virtual-mac'],
  ['server.maxMessageSeconds', 'maxMessageSeconds'],
  ['as of', 'asOf'],
  ['wizardRunOn', 'wizard-run'],
  ['licence MAC', 'license-mac'],
  ['PAK', 'pak'],
  ['gusi', 'GUSI'],
  ['demo-license', 'demo-license'],
  // Releases.
  ['4.0(5)', '4.0(5)'],
  ['4.0.5', '4.0(5)'],
  ['release 4.0(5)', '4.0(5)'],
  ['2.4.6.135', '2.4.6'],
  ['8.0', '8.0'],
  ['5.x', '5.0(1)'],
  ['6.0', '6.x'],
  ['6.0(1)', '6.x'],
  // Words, and words with mistakes in them.
  ['pool members are missing', 'missing-pool-members'],
  ['server out of licences', 'windows-out-of-licenses'],
  ['license wizard resource', 'license-wizard-resource'],
  ['restart every four hours', 'four-hour-shutdown'],
  ['shutdwon mode', 'shutdown-mode'],
  ['voiceprts', 'voicePorts'],
  ['licens info veiwer', 'License Info Viewer'],
  ['complianse violation grace', 'license-grace'],
  // Words of licence files, as they are written there; the common ones among them only so.
  ['SUPERSEDE', 'supersede'],
  ['FEATURE', 'increment-line'],
  ['feature', 'features'],
  ['UPGRADE', 'upgrade-line'],
  ['PACKAGE', 'package-line'],
  ['SERVER', 'server-line'],
  ['server', 'servers'],
  ['USE_SERVER', 'use-server-line'],
  ['HOSTID', 'host-attribute'],
  ['ANY', 'host-attribute'],
  ['DEMO', 'host-attribute'],
  ['VENDOR_STRING', 'vendor-string'],
  ['<Count>', 'vendor-string'],
  ['NOTICE', 'notice-attribute'],
  ['SIGN', 'sign-attribute'],
  ['START', 'issued-attribute'],
  ['ISSUED', 'issued-attribute'],
  ['OVERDRAFT', 'overdraft'],
  ['permanent', 'permanent'],
  ['uncounted', 'uncounted'],
  ['LicFileID', 'license-file-id'],
  ['OrigMacId', 'orig-mac-id'],
  // Tags, objects and numbers, those of the sister product among them.
  ['ciscoUnityPorts', 'ciscoUnityPorts'],
  ['1.3.6.1.4.1.9.9.385.1.2.13', 'voicePorts'],
  ['ciscoUnityLicUtilSubs.0', 'AvLicUtilizationSubscribers'],
  ['LicPrimaryServerIsLicensed', 'LicPrimaryServerIsLicensed'],
  ['LicRealspeakSessionsMax', 'ttsSessions'],
  ['LicSrsvCuceSubscribersMax', 'connection-tags'],
  ['LicSTTProSubscribersMax', 'connection-tags'],
  ['LicContactsMax', 'connection-tags'],
  ['CUC_SpeechView', 'connection-features'],
  ['unity connection', 'unity-connection'],
  ['CUC', 'unity-connection'],
  // Releases that no source names.
  ['8.0(3)', '8.0(3)'],
  ['7.0(1)', '7.0(1)'],
  ['version 4.0(6)', '4.0(6)'],
  ['4.3', '4.3'],
  ['7.0(2)ES13', '7.0(2)'],
  // Words that reports print.
  ['consequence', 'consequence'],
  ['nothing breaks', 'consequence'],
  ['unlicensed', 'consequence'],
  ['refused', 'consequence'],
  ['order', 'consequence'],
  ['degraded', 'consequence'],
  ['advice', 'consequence'],
  ['shutdown', 'shutdown-mode'],
  ['warning', 'severity'],
  ['finding', 'finding'],
  ['not checked', 'not-checked'],
  ['undecided', 'not-checked'],
  ['inferred', 'confidence'],
  ['stated', 'confidence'],
  ['what does derived mean', 'confidence'],
  ['reported', 'confidence'],
  // What is not known.
  ['part number', 'part-numbers'],
  ['partNumber', 'partNumber'],
  ['how much does a license cost', 'part-numbers'],
  ['end of sale', 'release-dates'],
  ['end of life date', 'release-dates'],
  ['how many ports per server', 'platform-maximums'],
  ['how many users can one unity server have', 'platform-maximums'],
  ['platform limits', 'platform-maximums'],
  ['overlay 1', 'platform-maximums'],
  ['max ports', 'platform-maximums'],
  ['secondary days', 'secondary-alone'],
  ['how long does the secondary run without the primary', 'secondary-alone'],
  ['load balancing', 'load-balancing-team'],
  ['Exchange 2010', 'later-stores'],
  ['domino 7', 'domino-releases'],
  ['can I edit the license file', 'file-changes'],
  ['remove server from pool', 'pool-violations'],
  ['upgrade from 4.2 to 8.0', 'upgrade-licenses'],
  ['how many octel nodes', 'bridge-nodes-later'],
  ['vmware', 'virtual-machines'],
  ['grace period', 'days-of-grace'],
  // Whole questions, and errors half remembered.
  ['why does unity restart every 4 hours', 'four-hour-shutdown'],
  ['can I move the licence to another server', 'features-gone-after-replacement'],
  ['can i transfer my license to a new server', 'features-gone-after-replacement'],
  ['wrong MAC in license', 'features-gone-after-replacement'],
  ['what mac do I use with teaming', 'license-refused-on-team'],
  ['which mac address do I need for a dual nic server', 'license-refused-on-team'],
  ['how do I find the mac address', 'register-license'],
  ['which mac for the bridge', 'bridge-license-invalid'],
  ['secondary does not work', 'secondary-without-features'],
  ['secondary has no features', 'secondary-without-features'],
  ['wizard did not run', 'secondary-without-features'],
  ['failover not working', 'secondary-without-features'],
  ['does the secondary need its own license', 'secondary-file-does-nothing'],
  ['does failover double my ports', 'failover-pair'],
  ['users cannot be added', 'users-refused'],
  ['new users refused', 'users-refused'],
  ["can't add users", 'users-refused'],
  ['out of sync pool', 'corrupt-pool-data'],
  ['corupt license data', 'corrupt-pool-data'],
  ["License Info Viewer doesn't show all servers", 'missing-pool-members'],
  ['AvLicErr_SysStateCorrupt', 'license-state-corrupt'],
  ['LicFileWizRes', 'license-wizard-resource'],
  ['dongle not recognized', 'key-dump-00000001'],
  ['voicemail cut off after 30 seconds', 'default-license-in-force'],
  ['lost license file', 'features-gone-after-cleanup'],
  ['does changing the IP address void the license', 'license-lost-by-renaming'],
  ['is the upgrade free', 'upgrade-costs-money'],
  ['where can I buy more ports', 'order-help'],
  ['MWI not working', 'indicators-fail'],
  ["mwi doesn't work", 'indicators-fail'],
  ['how many ports do I need', 'port-sizing'],
  ['where is the license file stored', 'license-file'],
  ['snmp oid licence', 'snmp-module'],
  ['effective licenses', 'effective-licenses'],
  ['standby redundancy', 'standby-redundancy'],
  ['COBRAS', 'cobras'],
  ['DiRT', 'dirt'],
  ['TTS ports', 'ttsSessions'],
  ['VMI users', 'inboxUsers'],
]

test.each(hits)('%s', (asked, topic) => {
  expect(explainedIn(cuspec(['explain', asked, '--json']).stdout).topic).toBe(topic)
})

test('words need no quotes', () => {
  const quoted = cuspec(['explain', 'event 202'])
  expect(quoted.status).toBe(0)
  expect(cuspec(['explain', 'event', '202'])).toEqual(quoted)
})

/** What is typed, and topics that must be among those listed. */
test.each([
  ['4.0', ['4.0(1)', '4.0(2)', '4.0(3)', '4.0(4)', '4.0(5)']],
  ['3.x', ['3.0(1)', '3.1(1)', '3.1(2)', '3.1(3)', '3.1(4)', '3.1(5)', '3.1(6)']],
  ['AvLicUtilization', ['AvLicUtilizationSubscribers', 'AvLicUtilizationVMISubscribers', 'AvLicUtilizationSecondaryServer']],
  ['demo license', ['demo-licenses', 'demo-file']],
  ['licence file refused', ['license-refused-on-team', 'license-version-too-low']],
] as const)('%s may be several', (asked, among) => {
  const { status, stdout, stderr } = cuspec(['explain', asked])
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const [head, ...lines] = stdout.trimEnd().split('\n')
  expect(head).toBe('explain one of these:')
  const names = lines.map((line) => line.trim().split(/ {2,}/)[0])
  expect(names).toEqual(expect.arrayContaining([...among]))
  expect(listIn(cuspec(['explain', asked, '--json']).stdout).map(({ topic }) => topic)).toEqual(names)
})

test.each([
  ['zzz', 'no topic is called zzz; cuspec explain --list lists them'],
  // No source at hand speaks of these.
  ['fast busy', 'no topic is called fast busy; cuspec explain --list lists them'],
  ['unity.exe', 'no topic is called unity.exe; cuspec explain --list lists them'],
  ['CUCM', 'no topic is called CUCM; cuspec explain --list lists them'],
  ['make coffee', 'no topic is called make coffee; cuspec explain --list lists them'],
  ['9.0', 'no topic is called 9.0; did you mean 8.0?; cuspec explain --list lists them'],
  ['key dmp', 'no topic is called key dmp; did you mean Key Dump?; cuspec explain --list lists them'],
  ['', 'no topic is called ""; cuspec explain --list lists them'],
  ['   ', 'no topic is called ""; cuspec explain --list lists them'],
  ['\u001b[2J\u202e\n', 'no topic is called \\u{1B}[2J\\u{202E}; cuspec explain --list lists them'],
  ['x'.repeat(10_000), `no topic is called ${'x'.repeat(60)}…; cuspec explain --list lists them`],
  ['(a+)+$'.repeat(2000), `no topic is called ${'(a+)+$'.repeat(10)}…; cuspec explain --list lists them`],
  ['constructor', 'no topic is called constructor; cuspec explain --list lists them'],
  // A symbol that is not known is not one that shares a word with it.
  ['eAvLicErr_Foo', 'no topic is called eAvLicErr_Foo; cuspec explain --list lists them'],
])('%j is refused', (asked, complaint) => {
  expect(cuspec(['explain', asked])).toEqual({ status: 2, stdout: '', stderr: `cuspec: ${complaint}\n` })
})

/** What a release must say, and must not, by hand from the FAQ, the data sheet and the event. */
test.each([
  ['2.4', ['the oldest release at hand', 'No source at hand says so', 'Bridge networking needs 3.1(3)'], ['shutdown mode']],
  [
    '4.0(1)',
    ['From 4.0 on the licence is a file', 'VPIM networking', 'Fax mail ports', 'every 4 hours', 'Bridge 2.x', 'from 2.4 to 3.1(6): needed'],
    ['48 hours'],
  ],
  ['4.0(3)', ['Bridge 3.0 and later', 'published up to 4.0(2)'], ['Fax']],
  ['5.0(1)', ['no source gives its interval', 'to 7.0(2) to 8.0: no source at hand says'], ['every 4 hours', 'VPIM networking is']],
  [
    '8.0',
    ['after it the server stops answering every 48 hours', 'from 4.0(1) to 7.0(2): no source at hand says'],
    ['every 4 hours', 'after it.'],
  ],
  [
    '3.1(6)',
    ['on a dongle', 'from 3.1(1) to 3.1(5): not needed', 'to 4.0(1) to 4.0(5): needed', '[', '; derived]'],
    ['License Info Viewer'],
  ],
  [
    '8.0(3)',
    ['No source at hand names 8.0(3). Of its line they name 8.0.', 'every 48 hours', 'Whether that holds for 8.0(3) too, no source says.'],
    ['every 4 hours'],
  ],
  ['4.0(6)', ['Of its line they name 4.0(1) to 4.0(5).', 'it must be restarted every 4 hours'], ['4.1(1)', '48 hours']],
  ['2.5', ['Of its line they name 2.4 to 2.4.6.', 'on a dongle'], ['every 4 hours', '3.0(1)']],
  ['6.0', ['No source at hand names a 6.x: the version line goes from 5.0(1) to 7.0(2).'], ['brought']],
] as const)('release %s', (release, says, saysNot) => {
  const text = cuspec(['explain', release]).stdout.replaceAll(/\s+/g, ' ')
  for (const words of says) expect(text).toContain(words)
  for (const words of saysNot) expect(text).not.toContain(words)
})
