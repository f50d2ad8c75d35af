import type { MaximumFact } from './fact.ts'
declare const maximums: readonly MaximumFact[]
export default maximums
