import type { GrantFact } from './fact.ts'
declare const grants: readonly GrantFact[]
export default grants
