import type { HopFact } from './fact.ts'
declare const hops: readonly HopFact[]
export default hops
