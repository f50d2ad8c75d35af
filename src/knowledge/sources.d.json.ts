import type { SourceDocument } from './fact.ts'
declare const sources: readonly SourceDocument[]
export default sources
