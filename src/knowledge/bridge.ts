/** What was published about the Bridge: which releases work together, what its licence is tied to, and what it can serve. */
import bridge from './bridge.json' with { type: 'json' }
import { type BridgeRange, type BridgeRelease, inBridgeRange } from './bridge-release.ts'
import type { Fact, RangedFact, StoreType } from './fact.ts'
import { type Release, within } from './release.ts'

export interface BridgeFact extends RangedFact, BridgeRange {
  readonly store: StoreType
}

export interface BridgeHostFact extends RangedFact, BridgeRange {
  /** What a Bridge licence is tied to. */
  readonly host: 'unity-dongle' | 'unity-mac' | 'bridge-mac'
}

/** What one Bridge can serve. It hangs on the release of the Bridge alone. */
export interface BridgeSizeFact extends Fact, BridgeRange {
  readonly octelNodes: number
}

export const bridgeMatrix = bridge.matrix
export const bridgeFloor = bridge.floor

/** What a Bridge licence is tied to, by the releases of the bridgehead and of the Bridge. */
export const bridgeLicenseHost = (release: Release, bridgeRelease: BridgeRelease): BridgeHostFact | undefined =>
  bridge.hosts.find((fact) => within(release, fact) && inBridgeRange(bridgeRelease, fact))

/** What one Bridge can serve. */
export const bridgeSize = bridge.size
