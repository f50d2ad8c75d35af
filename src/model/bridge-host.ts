/** What the licence of a Bridge is tied to. */
import { readBridgeRelease } from '../knowledge/bridge-release.ts'
import type { BridgeHostFact } from '../knowledge/fact.ts'
import { bridgeLicenseHost } from '../knowledge/knowledge.ts'
import type { Bridge } from './fleet.ts'

/** By the releases of the Bridge and its bridgehead. Undefined where they are not known, or do not work together. */
export function bridgeHost({ bridgehead, spec }: Bridge): BridgeHostFact | undefined {
  const version = readBridgeRelease(spec.version)
  return version && bridgehead?.release && bridgeLicenseHost(bridgehead.release, version)
}
