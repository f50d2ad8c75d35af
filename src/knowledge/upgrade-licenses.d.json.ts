import type { UpgradeLicenseFact } from './fact.ts'
declare const upgradeLicenses: readonly UpgradeLicenseFact[]
export default upgradeLicenses
