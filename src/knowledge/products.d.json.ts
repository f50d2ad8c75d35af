import type { ProductFact } from './products.ts'
declare const products: readonly ProductFact[]
export default products
