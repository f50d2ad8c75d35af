import type { Sizing } from './sizing.ts'
declare const sizing: Sizing
export default sizing
