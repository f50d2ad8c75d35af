import type { ToolFact } from './fact.ts'
declare const tools: readonly ToolFact[]
export default tools
