import type { Fact } from './fact.ts'
import type { BridgeFact, BridgeHostFact, BridgeSizeFact } from './bridge.ts'
declare const bridge: {
  readonly matrix: readonly BridgeFact[]
  readonly floor: Fact
  readonly hosts: readonly BridgeHostFact[]
  readonly size: BridgeSizeFact
}
export default bridge
