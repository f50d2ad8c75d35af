import type { StoreFact, UnifiedFact } from './fact.ts'
declare const stores: { readonly support: readonly StoreFact[]; readonly unified: UnifiedFact }
export default stores
