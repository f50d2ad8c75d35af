import type { Unknown } from './fact.ts'
declare const unknowns: readonly Unknown[]
export default unknowns
