import type { Fact } from './fact.ts'
declare const statements: readonly Fact[]
export default statements
