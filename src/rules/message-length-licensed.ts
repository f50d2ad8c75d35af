import { grant } from '../knowledge/knowledge.ts'
import { spell, within } from '../knowledge/release.ts'
import { sizing } from '../knowledge/sizing.ts'
import { type Claim, claimsOfServer } from '../model/claim.ts'
import type { Fleet, Server } from '../model/fleet.ts'
import { unknownRelease } from '../model/missing.ts'
import { at } from '../model/part.ts'
import { uses } from '../model/use.ts'
import { judge } from './claimed.ts'
import type { Gap, Problem, Rule } from './rule.ts'
import { figure } from './words.ts'

function* checkRange(server: Server, seconds: number): Iterable<Problem | Gap> {
  const { release } = server
  const { mostSeconds, id } = sizing.outsideMessage
  if (!release) yield unknownRelease(server)
  else if (seconds <= mostSeconds) return
  else if (!within(release, sizing.outsideMessage))
    yield { at: at(server, 'maxMessageSeconds'), missing: `the longest message that can be set in ${release.id}`, of: server.name }
  else
    yield {
      at: at(server, 'maxMessageSeconds'),
      message: `messages of up to ${figure(seconds)} seconds, but for outside callers ${spell(release)} takes 0 to ${figure(mostSeconds)}`,
      consequence: 'degraded',
      server: server.name,
      cites: [id],
    }
}

const longMessages = uses.filter(({ name }) => name === 'unlimitedMessageLength')

const isLong = (server: Server): boolean => longMessages.some(({ amount }) => amount(server) > 0)

/** What is used and what is granted, in seconds. */
function observed({ release, server = '', whose }: Claim, { serverNamed }: Fleet): string | undefined {
  const seconds = serverNamed.get(server)?.spec.maxMessageSeconds
  const free = grant('default', release)
  if (seconds === undefined || typeof free?.messageSeconds !== 'number') return undefined
  const inferred = free.confidence === 'stated' ? '' : ' (inferred)'
  return `messages of up to ${figure(seconds)} seconds, but ${whose} grant none longer than ${figure(free.messageSeconds)}${inferred}`
}

/** The last key of the address of a gap that leaves the length open, and not something else of the server. */
const decisive: readonly unknown[] = ['name', 'maxMessageSeconds']

export default {
  id: 'message-length-licensed',
  title: 'Messages are no longer than is licensed, and than can be set',
  severity: 'error',
  consequence: 'unlicensed',
  rationale:
    'Without a licence for longer messages an outside caller has 30 seconds. With one the setting goes from 0 to 1200 seconds. Messages between users are limited by their class of service, of which a spec says nothing.',
  parts: ['servers'],
  cites: ['feature-message-length', 'default-license', 'outside-message-length'],

  *check(fleet) {
    for (const server of fleet.servers) {
      const { maxMessageSeconds } = server.spec
      if (maxMessageSeconds !== undefined) yield* checkRange(server, maxMessageSeconds)
    }
    for (const claim of fleet.servers.filter(isLong).flatMap((server) => [...claimsOfServer(fleet, server, undefined, longMessages)])) {
      if (!('missing' in claim)) {
        // Where the default licence is all there is, its own rule says so.
        if (claim.name === 'unlimitedMessageLength' && !claim.sole) yield* judge(claim, observed(claim, fleet))
      } else if (decisive.includes(claim.at.path.at(-1))) yield claim
    }
  },

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    maxMessageSeconds: 300
    licenses:
      - { kind: declared, expires: permanent, entitlements: { unlimitedMessageLength: true } }
  - name: SYD-UNITY2
    version: 4.0(5)
    maxMessageSeconds: 30
    licenses:
      - { kind: default }
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney, asOf: 2007-03-01 }
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    maxMessageSeconds: 300 # <- messages of up to 300 seconds, but the licences of SYD-UNITY1 grant none longer than 30
    licenses:
      - { kind: declared, expires: permanent, entitlements: { voicePorts: 32 } }
  - name: MEL-UNITY1
    version: 4.2(1)
    maxMessageSeconds: 1800 # <- messages of up to 1,800 seconds, but for outside callers 4.2(1) takes 0 to 1,200
    licenses:
      - { kind: declared, expires: permanent, entitlements: { unlimitedMessageLength: true } }
`,
  ],
} satisfies Rule
