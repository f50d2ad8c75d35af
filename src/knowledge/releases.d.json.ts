import type { ReleaseFact } from './fact.ts'
declare const releases: readonly ReleaseFact[]
export default releases
