import type { Unknown } from './topic.ts'
declare const unknowns: readonly Unknown[]
export default unknowns
