import { spell, within } from '../knowledge/release.ts'
import { sizing } from '../knowledge/sizing.ts'
import type { Server } from '../model/fleet.ts'
import { unknownRelease } from '../model/missing.ts'
import { at } from '../model/part.ts'
import { pimgUnits, usersOf } from '../model/sizing.ts'
import { voicePorts } from '../model/use.ts'
import type { Gap, Problem, Rule } from './rule.ts'
import { counted, figure } from './words.ts'

/** Groups that have ports. What a group does is not known where the spec leaves it out. */
const groupsOf = (server: Server) => (server.spec.ports ?? []).map((group, index) => ({ ...group, index })).filter(({ count }) => count > 0)

type Groups = ReturnType<typeof groupsOf>
type Work = NonNullable<Groups[number]['does']>[number]

/** Whether some port does a kind of work; undefined where that hangs on groups that do not say. */
function someDo(groups: Groups, work: Work): boolean | undefined {
  if (groups.some(({ does }) => does?.includes(work))) return true
  return groups.some(({ does }) => !does) ? undefined : false
}

const untold = (server: Server): Gap => ({ at: at(server, 'ports'), missing: 'what its voice ports do', of: server.name })

function* checkAnswering(server: Server, groups: Groups, ports: number): Iterable<Problem | Gap> {
  const answering = someDo(groups, 'answer')
  if (answering === undefined) yield untold(server)
  else if (!answering)
    yield {
      at: at(server, 'ports'),
      message: `${counted(ports, 'voice ports')}, of which none answers, so that no call is taken`,
      server: server.name,
      cites: [sizing.answering.id],
    }
}

function* checkAmis(server: Server, groups: Groups, ports: number): Iterable<Problem | Gap> {
  const { release, name, spec } = server
  const delivering = someDo(groups, 'amis')
  if (!spec.features?.includes('amis') || delivering) return
  if (delivering === undefined) yield untold(server)
  else if (!release) yield unknownRelease(server)
  else if (!within(release, sizing.amisDelivery))
    yield { at: at(server, 'ports'), missing: `whether ${release.id} delivers AMIS messages only by ports that are set to`, of: name }
  else
    yield {
      at: at(server, 'ports'),
      message: `AMIS configured, but of ${counted(ports, 'voice ports')} none delivers its messages, so that they come in and do not go out (inferred)`,
      severity: 'warning',
      server: name,
      cites: [sizing.amisDelivery.id],
      related: [{ at: at(server, 'features', spec.features.indexOf('amis')), message: 'AMIS is configured here' }],
    }
}

/** No key of a spec says that indicators are in use, and serial integrations set them otherwise. Where some ports dial out, and none for that, it may have been forgotten. */
function* checkIndicators(server: Server, groups: Groups): Iterable<Gap> {
  const dialOut = groups.some(({ does }) => does?.includes('notification'))
  if (usersOf(server) && dialOut && someDo(groups, 'mwi') === false)
    yield {
      at: at(server, 'ports'),
      missing: 'whether message waiting indicators are in use, which none of its ports sets',
      of: server.name,
    }
}

function* checkSip(server: Server, groups: Groups): Iterable<Problem | Gap> {
  const { release, name, spec } = server
  const [first, ...others] = groups.filter(({ does }) => does && !does.includes('answer'))
  const integrations = new Set(spec.phoneSystems?.map(({ integration }) => integration))
  if (!first || !integrations.has('sip') || someDo(groups, 'answer') === false) return
  const place = at(server, 'ports', first.index, 'does')
  const count = [first, ...others].reduce((sum, group) => sum + group.count, 0)
  if (!release) yield unknownRelease(server)
  else if (!within(release, sizing.sip))
    yield { at: place, missing: `whether every port over SIP has to answer in ${release.id}`, of: name }
  else if (integrations.size > 1) yield { at: place, missing: 'which of its voice ports are those over SIP', of: name }
  else
    yield {
      at: place,
      message: `${counted(count, 'voice ports')} that ${count === 1 ? 'does' : 'do'} not answer, but over SIP every port of ${spell(release)} has to be set to answer calls`,
      server: name,
      cites: [sizing.sip.id],
      related: others.map((group) => ({ at: at(server, 'ports', group.index, 'does'), message: `${figure(group.count)} of them` })),
    }
}

function* checkPimg(server: Server, ports: number): Iterable<Problem | Gap> {
  const { release, name, spec } = server
  const [system, ...others] = spec.phoneSystems ?? []
  if (system?.integration !== 'pimg' || others.length > 0 || !release || !within(release, sizing.pimg)) return
  const { value, how, facts } = pimgUnits(ports)
  const { portsPerUnit } = sizing.pimg
  if (value * portsPerUnit === ports) return
  yield {
    at: at(server, 'ports'),
    message: `${counted(ports, 'voice ports')} over PIMG, whose units connect ${portsPerUnit} each: ${how} units, which connect ${figure(value * portsPerUnit)}`,
    severity: 'note',
    consequence: 'advice',
    server: name,
    cites: facts,
  }
}

export default {
  id: 'ports-do-their-work',
  title: 'Voice ports do the work that the server needs',
  severity: 'error',
  consequence: 'degraded',
  rationale:
    'Some port answers calls. Where AMIS is in use, some port delivers its messages. Over SIP, 5.x has every port answer. A PIMG unit connects 8 ports. What the groups that say nothing do is not known. That no port sets message waiting indicators is not reported: a serial integration sets them without a port, and no spec says whether they are in use.',
  parts: ['servers'],
  cites: ['calls-need-answering-ports', 'amis-leaves-by-port', 'sip-ports-answer', 'pimg-ports-per-unit'],

  *check(fleet) {
    for (const server of fleet.servers) {
      const ports = voicePorts(server)
      if (!ports) continue
      const groups = groupsOf(server)
      yield* checkAnswering(server, groups, ports)
      yield* checkAmis(server, groups, ports)
      yield* checkSip(server, groups)
      yield* checkIndicators(server, groups)
      yield* checkPimg(server, ports)
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
    phoneSystems: [{ name: pbx, integration: pimg }]
    ports:
      - { count: 20, does: [answer] }
      - { count: 2, does: [mwi, notification] }
      - { count: 2, does: [amis] }
    features: [amis]
  - name: SYD-UNITY2
    version: 5.0(1)
    phoneSystems: [{ name: ccm1, integration: sip }]
    ports:
      - { count: 20, does: [answer] }
      - { count: 4, does: [answer, mwi, notification] }
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
    ports: # <- 4 voice ports, of which none answers, so that no call is taken
      - { count: 2, does: [mwi] }
      - { count: 2, does: [notification] }
  - name: SYD-UNITY2
    version: 4.0(5)
    ports: # <- AMIS configured, but of 8 voice ports none delivers its messages, so that they come in and do not go out (inferred)
      - { count: 8, does: [answer] }
    features: [amis]
  - name: SYD-UNITY3
    version: 5.0(1)
    phoneSystems: [{ name: ccm1, integration: sip }]
    ports:
      - { count: 20, does: [answer] }
      - { count: 4, does: [mwi, notification] } # <- 4 voice ports that do not answer, but over SIP every port of 5.0(1) has to be set to answer calls
  - name: SYD-UNITY4
    version: 4.0(5)
    phoneSystems: [{ name: pbx, integration: pimg }]
    ports: # <- 12 voice ports over PIMG, whose units connect 8 each: 12 / 8 = 1.5 → 2 units, which connect 16
      - { count: 12, does: [answer] }
`,
  ],
} satisfies Rule
