import type { ProcedureFact } from './fact.ts'
declare const procedures: readonly ProcedureFact[]
export default procedures
