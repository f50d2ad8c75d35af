import type { ToolFact } from './topic.ts'
declare const tools: readonly ToolFact[]
export default tools
