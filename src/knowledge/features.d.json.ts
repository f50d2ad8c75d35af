import type { FeatureFact } from './fact.ts'
declare const features: readonly FeatureFact[]
export default features
