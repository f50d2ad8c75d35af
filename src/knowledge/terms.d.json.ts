import type { Term } from './topic.ts'
declare const terms: readonly Term[]
export default terms
