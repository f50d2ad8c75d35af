import type { BridgeFact, BridgeHostFact, BridgeSizeFact, Fact } from './fact.ts'
declare const bridge: {
  readonly matrix: readonly BridgeFact[]
  readonly floor: Fact
  readonly hosts: readonly BridgeHostFact[]
  readonly size: BridgeSizeFact
}
export default bridge
