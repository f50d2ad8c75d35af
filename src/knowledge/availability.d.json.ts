import type { AvailabilityFact } from './fact.ts'
declare const availability: readonly AvailabilityFact[]
export default availability
