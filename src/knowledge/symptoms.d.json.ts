import type { Symptom } from './topic.ts'
declare const symptoms: readonly Symptom[]
export default symptoms
