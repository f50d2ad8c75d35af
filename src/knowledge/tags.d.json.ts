import type { ReportFact } from './fact.ts'
declare const tags: { readonly scalars: string; readonly reports: readonly ReportFact[] }
export default tags
