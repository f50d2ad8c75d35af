import type { ReportFact } from './reports.ts'
declare const tags: { readonly scalars: string; readonly reports: readonly ReportFact[] }
export default tags
