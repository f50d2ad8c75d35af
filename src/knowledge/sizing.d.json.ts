import type { Sizing } from './fact.ts'
declare const sizing: Sizing
export default sizing
