/** The functions that policies have beside those of CEL, by what they take and give. */
import { any, day, type Kind, listOf, matched, text, whole } from './kind.ts'

/** What a function wants in a place: a kind, a machine of the fleet, or one of these words, written out. */
type Wanted = Kind | 'machine' | readonly string[]

export interface Signature {
  readonly takes: readonly Wanted[]
  readonly gives: Kind
  /** How it is called, for messages and the manual. */
  readonly usage: string
  readonly says: string
}

/** What is counted, by the names that licences have for it. */
export const counted = [
  'voicePorts',
  'voiceMailUsers',
  'unifiedMessagingUsers',
  'inboxUsers',
  'ttsSessions',
  'languages',
  'bridgeSessions',
] as const
/** What is there or not, and counts 1. */
export const capabilities = ['amis', 'vpim', 'secondaryServer', 'unlimitedMessageLength'] as const
const kinds = [...counted, 'users'] as const

export const signatures: Readonly<Record<string, Signature>> = {
  release: {
    takes: [{ of: 'text', means: 'release' }],
    gives: { of: 'release', line: 'release' },
    usage: "release('4.0(5)')",
    says: 'A release of Cisco Unity by its place in the version line, for `==`, `<`, `>=` and their like. An engineering special counts as its release.',
  },
  bridgeRelease: {
    takes: [{ of: 'text', means: 'bridgeRelease' }],
    gives: { of: 'release', line: 'bridgeRelease' },
    usage: "bridgeRelease('3.0(6)')",
    says: 'A release of the Bridge, by its numbers.',
  },
  mac: {
    takes: [{ of: 'text', means: 'mac' }],
    gives: text,
    usage: 'mac(nic.mac)',
    says: 'The twelve digits of a MAC address, in capitals and without separators, however it is written.',
  },
  used: {
    takes: ['machine', kinds],
    gives: whole,
    usage: "used(self, 'voicePorts')",
    says: 'How much a server or Bridge is configured with; `users` for users of all kinds together.',
  },
  licensed: {
    takes: ['machine', [...kinds, ...capabilities]],
    gives: whole,
    usage: "licensed(self, 'voicePorts')",
    says: 'How much its licences grant on the day: those that its spec lists, files and all. Of a secondary from 4.0 on, those of its primary. A capability, such as `amis`, counts 1. Where that is not surely known, or licences are shared in a pool, it is not checked.',
  },
  maximum: {
    takes: ['machine', counted],
    gives: whole,
    usage: "maximum(self, 'voicePorts')",
    says: 'The lowest published maximum for its release and platform, built in or from Maximums documents. Where none is published it is not checked.',
  },
  server: {
    takes: [text],
    gives: matched.server,
    usage: 'server(self.primary)',
    says: 'The server of that name, wherever in the fleet it stands.',
  },
  documentOf: {
    takes: [any],
    gives: matched.deployment,
    usage: 'documentOf(s)',
    says: 'The deployment in which a server, pair, Bridge or pool stands.',
  },
  days: {
    takes: [day, day],
    gives: whole,
    usage: "days(today, '2007-12-31')",
    says: 'How many days the second day comes after the first.',
  },
  distinct: {
    takes: [listOf(any)],
    gives: listOf(any),
    usage: 'distinct(list)',
    says: 'The items of a list, each once, in their order.',
  },
  join: { takes: [listOf(any), text], gives: text, usage: "join(list, ', ')", says: 'Texts as one text, for messages.' },
}
