import type { Term } from './fact.ts'
declare const terms: readonly Term[]
export default terms
