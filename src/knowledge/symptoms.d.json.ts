import type { Symptom } from './fact.ts'
declare const symptoms: readonly Symptom[]
export default symptoms
