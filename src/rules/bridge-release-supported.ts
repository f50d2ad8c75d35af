import type { BridgeFact } from '../knowledge/bridge.ts'
import { bridgeFloor, bridgeMatrix } from '../knowledge/bridge.ts'
import { inBridgeRange, readBridgeRelease } from '../knowledge/bridge-release.ts'
import { type Release, spell, unadorned, within } from '../knowledge/release.ts'
import { noBridgehead } from '../model/missing.ts'
import { at } from '../model/part.ts'
import type { Rule } from './rule.ts'
import { storeTitles } from './words.ts'

const stores = ['exchange', 'domino'] as const

const rowsOf = (release: Release, store: BridgeFact['store']): BridgeFact[] =>
  bridgeMatrix.filter((row) => row.store === store && within(release, row))

function range({ bridgeFrom, bridgeBelow, store }: BridgeFact): string {
  const releases = bridgeBelow === null ? `Bridge ${bridgeFrom} or later` : `Bridge ${bridgeFrom} or later, below ${bridgeBelow}`
  return `${releases}, with ${storeTitles[store]}`
}

export default {
  id: 'bridge-release-supported',
  title: 'The Bridge release works with the release and message store of its bridgehead',
  severity: 'error',
  consequence: 'unlicensed',
  rationale:
    'Bridge networking came with 3.1(3) for Exchange and with 4.0(5) for Domino. Bridge 2.x goes with releases up to 4.0(2), Bridge 3.x with 4.0(3) and later, which also changes what the Bridge licence is tied to.',
  parts: ['bridges'],
  cites: ['bridge-needs-3.1-3', 'bridge-2-with-3.1', 'bridge-2-with-4.0', 'bridge-3-with-4.0', 'bridge-3-with-domino'],

  *check(fleet) {
    for (const bridge of fleet.bridges) {
      const { bridgehead, spec } = bridge
      const place = at(bridge, 'version')
      const version = readBridgeRelease(spec.version)
      if (!version) {
        const text = unadorned(spec.version).find(readBridgeRelease)
        yield {
          at: place,
          message: `\`${spec.version}\` is not how a Bridge release is written, which is major.minor(maintenance)`,
          cites: [],
          server: bridge.name,
          ...(text !== undefined && { fix: { title: `write ${text}`, text, applicability: 'safe' } }),
        }
        continue
      }
      if (!bridgehead?.release) {
        yield { at: place, ...noBridgehead(bridge) }
        continue
      }
      const { release } = bridgehead
      const store = bridgehead.spec.messageStore?.type
      const candidates = store ? [store] : stores
      const answers = candidates.map((candidate) => {
        const inside = rowsOf(release, candidate).map((row) => inBridgeRange(version, row))
        return inside.includes(true) ? 'yes' : inside.includes(undefined) ? 'perhaps' : 'no'
      })
      if (answers.every((answer) => answer === 'yes')) continue
      if (!answers.every((answer) => answer === 'no')) {
        const perhaps = answers.includes('perhaps')
        yield {
          at: place,
          missing: perhaps ? 'the maintenance number of the Bridge release' : 'the type of the message store',
          of: perhaps ? bridge.name : bridgehead.name,
        }
        continue
      }
      const allowed = candidates.flatMap((candidate) => rowsOf(release, candidate))
      const unity = `${spell(release)}${store && allowed.length === 0 ? ` with ${storeTitles[store]}` : ''}`
      yield {
        at: place,
        message:
          allowed.length === 0
            ? `Bridge ${spec.version}, but ${bridgehead.name} runs ${unity}, which has none: ${bridgeFloor.says}`
            : `Bridge ${spec.version}, but ${bridgehead.name} runs ${unity}, which works with ${allowed.map(range).join(', or with ')}`,
        cites: allowed.length === 0 ? [bridgeFloor.id] : allowed.map(({ id }) => id),
        server: bridge.name,
        related: [{ at: at(bridgehead, 'version'), message: `the release of the bridgehead ${bridgehead.name}` }],
      }
    }
  },

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - { name: SYD-UNITY1, version: 4.0(5), messageStore: { type: exchange } }
bridges:
  - { name: SYD-BRIDGE1, version: 3.0(6), bridgehead: SYD-UNITY1 }
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - { name: SYD-UNITY1, version: 4.0(3), messageStore: { type: exchange } }
  - { name: SYD-UNITY2, version: 4.0(4), messageStore: { type: domino } }
bridges:
  - name: SYD-BRIDGE1
    version: 2.1(2) # <- Bridge 2.1(2), but SYD-UNITY1 runs 4.0(3), which works with Bridge 3.0 or later, with Exchange
    bridgehead: SYD-UNITY1
  - name: SYD-BRIDGE2
    version: 3.0(6) # <- Bridge 3.0(6), but SYD-UNITY2 runs 4.0(4) with Domino, which has none: Bridge networking needs 3.1(3) with Exchange, or 4.0(5) with Domino
    bridgehead: SYD-UNITY2
`,
  ],
} satisfies Rule
