import type { AnswerFact, OveruseFact } from './fact.ts'
declare const violations: { readonly answers: readonly AnswerFact[]; readonly overuse: readonly OveruseFact[] }
export default violations
