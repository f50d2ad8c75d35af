/** The compiled schemas that say whether a document fits. `npm run build` writes them from `schemas/`. */
import type { DeploymentSpec } from './spec/deployment.ts'
import type { MaximumsSpec } from './spec/maximums.ts'
import type { PolicySpec } from './spec/policy.ts'
import type { PriceBookSpec } from './spec/price-book.ts'

export type Validator<T> = (value: unknown) => value is T

export declare const Deployment: Validator<DeploymentSpec>
export declare const Maximums: Validator<MaximumsSpec>
export declare const PriceBook: Validator<PriceBookSpec>
export declare const Policy: Validator<PolicySpec>
