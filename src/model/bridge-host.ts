/** What the licence of a Bridge is tied to. */

import type { BridgeHostFact } from '../knowledge/bridge.ts'
import { bridgeLicenseHost } from '../knowledge/bridge.ts'
import { readBridgeRelease } from '../knowledge/bridge-release.ts'
import type { Bridge } from './fleet.ts'

/** By the releases of the Bridge and its bridgehead. Undefined where they are not known, or do not work together. */
export function bridgeHost({ bridgehead, spec }: Bridge): BridgeHostFact | undefined {
  const version = readBridgeRelease(spec.version)
  return version && bridgehead?.release && bridgeLicenseHost(bridgehead.release, version)
}
