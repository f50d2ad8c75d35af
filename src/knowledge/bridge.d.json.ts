import type { BridgeFact, BridgeHostFact, Fact } from './fact.ts'
declare const bridge: { readonly matrix: readonly BridgeFact[]; readonly floor: Fact; readonly hosts: readonly BridgeHostFact[] }
export default bridge
