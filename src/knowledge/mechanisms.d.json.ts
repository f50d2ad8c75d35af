import type { MechanismFact } from './fact.ts'
declare const mechanisms: readonly MechanismFact[]
export default mechanisms
