import { bridgeSize } from '../knowledge/bridge.ts'
import { inBridgeRange, readBridgeRelease } from '../knowledge/bridge-release.ts'
import { adapterName, adapterPlace, adapters } from '../model/adapter.ts'
import type { Bridge } from '../model/fleet.ts'
import { at } from '../model/part.ts'
import type { Gap, Problem, Rule } from './rule.ts'
import { figure } from './words.ts'

function* checkNodes(bridge: Bridge): Iterable<Problem | Gap> {
  const { octelNodes: nodes, version } = bridge.spec
  if (nodes === undefined || nodes <= bridgeSize.octelNodes) return
  const release = readBridgeRelease(version)
  if (release && inBridgeRange(release, bridgeSize)) {
    const message = `${figure(nodes)} Octel nodes, but a Bridge works with at most ${figure(bridgeSize.octelNodes)}`
    yield { at: at(bridge, 'octelNodes'), message, cites: [bridgeSize.id], consequence: 'degraded', server: bridge.name }
  } else {
    yield { at: at(bridge, 'octelNodes'), missing: `the most Octel nodes of Bridge ${version}`, of: bridge.name }
  }
}

export default {
  id: 'bridge-sized',
  title: 'A Bridge is a machine of its own, with no more Octel nodes than one can serve',
  severity: 'error',
  rationale:
    'The Bridge software runs on a dedicated server, so a Bridge that has the address of a Cisco Unity server is either the same machine or was copied from it. Sessions are licensed, and held against the licences of the Bridge and its bridgehead by another rule. How many sessions or analog ports one Bridge may have is not published; several Bridges may share a bridgehead.',
  parts: ['bridges'],
  cites: ['bridge-octel-nodes', 'bridge-is-own-server'],

  *check(fleet) {
    for (const bridge of fleet.bridges) yield* checkNodes(bridge)
    const ofBridges = fleet.bridges.flatMap(adapters)
    if (ofBridges.length === 0) return
    const ofServers = new Map(fleet.servers.flatMap(adapters).map((adapter) => [adapter.digits, adapter]))
    for (const own of ofBridges) {
      const { digits, machine } = own
      const shared = ofServers.get(digits)
      if (!shared) continue
      yield {
        at: adapterPlace(own),
        message: `${digits}, the MAC of ${adapterName(own)}, is that of ${adapterName(shared)}, but a Bridge is a machine of its own`,
        cites: ['bridge-is-own-server'],
        consequence: 'refused',
        server: machine.name,
        related: [{ at: adapterPlace(shared), message: `${adapterName(shared)} has it here` }],
      }
    }
  },

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - { name: SYD-UNITY1, version: 4.0(5), messageStore: { type: exchange }, nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }] }
bridges:
  - { name: SYD-BRIDGE1, version: 3.0(6), bridgehead: SYD-UNITY1, octelNodes: 999, nics: [{ name: nic1, mac: 00-0B-CD-99-88-77 }] }
  - { name: SYD-BRIDGE2, version: 3.0(6), bridgehead: SYD-UNITY1, octelNodes: 12 }
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - { name: SYD-UNITY1, version: 4.0(5), messageStore: { type: exchange }, nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }] }
bridges:
  - name: SYD-BRIDGE1
    version: 3.0(6)
    bridgehead: SYD-UNITY1
    octelNodes: 1000 # <- 1,000 Octel nodes, but a Bridge works with at most 999
    nics:
      - { name: nic1, mac: 00-0B-CD-11-22-33 } # <- 000BCD112233, the MAC of nic1 of SYD-BRIDGE1, is that of nic1 of SYD-UNITY1, but a Bridge is a machine of its own
`,
  ],
} satisfies Rule
