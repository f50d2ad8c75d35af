import { sole } from '../model/entitlement.ts'
import type { Server } from '../model/fleet.ts'
import { at } from '../model/part.ts'
import {
  answeringByShare,
  answeringByUsers,
  blockingByTraffic,
  portsByTraffic,
  portsByUsers,
  type Sized,
  usersOf,
} from '../model/sizing.ts'
import { voicePorts } from '../model/use.ts'
import type { Gap, Problem, Rule } from './rule.ts'
import { counted, figure } from './words.ts'

/** The ports of a server, and those of them that are not known to do other work than to answer. */
interface Ports {
  readonly all: number
  readonly answering: number
  /** Whether every group says what it does. */
  readonly told: boolean
}

function portsOf(server: Server): Ports | undefined {
  const all = voicePorts(server)
  if (all === undefined) return undefined
  const groups = server.spec.ports ?? []
  const others = groups.filter(({ does }) => does && !does.includes('answer')).reduce((sum, { count }) => sum + count, 0)
  return { all, answering: all - others, told: groups.every(({ does }) => does) }
}

const note = (server: Server, message: string, sized: readonly Sized[]): Problem => ({
  at: at(server, 'ports'),
  message,
  server: server.name,
  cites: sized.flatMap(({ facts }) => facts),
})

/** By traffic, which says more than the number of users does. Undefined where it settles nothing. */
function byTraffic(server: Server, { answering, told }: Ports): Problem | Gap | 'enough' | undefined {
  const { traffic } = server.spec
  const result = traffic && blockingByTraffic(traffic, answering)
  if (!traffic) return undefined
  const place = at(server, 'traffic')
  if (!result) return { at: place, missing: 'traffic that a server can carry, for which ports could be worked out', of: server.name }
  if (traffic.blocking === undefined)
    return {
      at: place,
      missing: `the share of calls that may be blocked; ${told ? 'as it is' : 'at best'}, ${result.how}`,
      of: server.name,
    }
  const needed = portsByTraffic(traffic, traffic.blocking)
  if (!needed || needed.value <= answering) return 'enough'
  const observed = `${told ? '' : 'at most '}${counted(answering, 'voice ports')} to answer calls`
  const given = `where Erlang B gives ${figure(needed.value)} for the stated blocking of ${traffic.blocking}`
  return note(server, `${observed}, ${given}: ${needed.how}`, [needed])
}

function byUsers(server: Server, { all, answering, told }: Ports): Problem | undefined {
  const users = usersOf(server)
  if (!users) return undefined
  const total = portsByUsers(users)
  if (all < total.value) {
    const observed = `${counted(all, 'voice ports')} for ${counted(users, 'users')}`
    return note(server, `${observed}, where one rule of thumb gives ${figure(total.value)}: ${total.how}`, [total])
  }
  // Where the two rules of thumb differ, a server that keeps either is fine.
  const needed = answeringByUsers(users)
  const usual = answeringByShare(all)
  if (answering >= Math.min(needed.value, usual.value)) return undefined
  const observed = `${told ? '' : 'at most '}${figure(answering)} of ${counted(all, 'voice ports')} ${answering === 1 ? 'answers' : 'answer'}`
  const rules = `one rule of thumb has ${figure(needed.value)} answer for ${counted(users, 'users')} (${needed.how}), and another ${figure(usual.value)} (${usual.how})`
  return note(server, `${observed}, where ${rules}`, [needed, usual])
}

export default {
  id: 'ports-sized',
  title: 'There are enough voice ports, by what is published about sizing them',
  severity: 'note',
  consequence: 'advice',
  rationale:
    'Guidance, and no more. Where traffic and the share of calls that may be blocked are stated, Erlang B is asked whether the ports that answer suffice; no share is published, so that without one the blocking that results is shown and not judged. Otherwise a rule of thumb is: a port for 20 users, and 2 more for message waiting indicators and 2 for notification. That users of all kinds count alike in it is inferred. Of the ports that answer, another rule of thumb speaks of 75 %; a server is fine by either. A secondary server is not judged beside its primary, and ports beyond the need are not reported.',
  parts: ['servers'],
  cites: ['ports-by-users', 'ports-mostly-answer', 'ports-by-traffic'],

  *check(fleet) {
    for (const server of fleet.servers) {
      const ports = portsOf(server)
      if (!ports || fleet.pairOfSecondary.get(server)?.primary) continue
      // With nothing but the default or a demo licence there are as many ports as it grants.
      if (server.release && sole(server, server.release)) continue
      const verdict = byTraffic(server, ports)
      if (verdict !== undefined && verdict !== 'enough') yield verdict
      // A gap leaves the question open, for users to answer.
      if (verdict === undefined || (verdict !== 'enough' && 'missing' in verdict)) {
        const advice = byUsers(server, ports)
        if (advice) yield advice
      }
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
    users: { voiceMail: 400, unifiedMessaging: 150 }
    ports:
      - { count: 28, does: [answer] }
      - { count: 2, does: [mwi] }
      - { count: 2, does: [notification] }
`,
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    users: { voiceMail: 400, unifiedMessaging: 150 }
    ports:
      - { count: 16, does: [answer] }
      - { count: 4, does: [mwi, notification] }
    traffic: { busyHourCalls: 420, averageCallSeconds: 75, blocking: 0.01 }
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    users: { voiceMail: 400, unifiedMessaging: 150 }
    ports: # <- 24 voice ports for 550 users, where one rule of thumb gives 32: 550 / 20 = 27.5 → 28; 28 + 2 + 2 = 32
      - { count: 20, does: [answer] }
      - { count: 4, does: [mwi, notification] }
  - name: SYD-UNITY2
    version: 4.0(5)
    users: { voiceMail: 550 }
    ports: # <- 20 of 32 voice ports answer, where one rule of thumb has 28 answer for 550 users (550 / 20 = 27.5 → 28), and another 24 (75 % of 32 = 24)
      - { count: 20, does: [answer] }
      - { count: 12, does: [mwi, notification] }
`,
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    ports: # <- 12 voice ports to answer calls, where Erlang B gives 16 for the stated blocking of 0.01: 420 × 75 s / 3,600 s = 8.75 erlangs; by Erlang B 16 ports block 0.902 %
      - { count: 12, does: [answer] }
      - { count: 4, does: [mwi, notification] }
    traffic: { busyHourCalls: 420, averageCallSeconds: 75, blocking: 0.01 }
`,
  ],
} satisfies Rule
