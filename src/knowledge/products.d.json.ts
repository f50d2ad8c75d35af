import type { ProductFact } from './fact.ts'
declare const products: readonly ProductFact[]
export default products
