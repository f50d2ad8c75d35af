/** What is asked of policies, as one bundle: the language that they are written in is large, and read only where there are any. */
export { evaluate } from './evaluate.ts'
export { tryPolicies } from './trial.ts'
