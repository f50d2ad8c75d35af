/** The compiled schemas. `npm run build` writes them from `schemas/`. */
import type { DeploymentSpec } from './spec/deployment.ts'
import type { MaximumsSpec } from './spec/maximums.ts'
import type { PolicySpec } from './spec/policy.ts'
import type { PriceBookSpec } from './spec/price-book.ts'

/** What ajv says of one misfit, with the part of the schema that says so. */
export interface SchemaError {
  readonly keyword: string
  readonly instancePath: string
  readonly params: Readonly<Record<string, unknown>>
  readonly parentSchema?: {
    readonly title?: string
    readonly properties?: Readonly<Record<string, unknown>>
    readonly oneOf?: readonly { readonly $ref?: string }[]
  }
  readonly data?: unknown
}

export interface Validator<T> {
  (value: unknown): value is T
  readonly errors?: readonly SchemaError[] | null
}

declare const validators: {
  readonly Deployment: Validator<DeploymentSpec>
  readonly Maximums: Validator<MaximumsSpec>
  readonly PriceBook: Validator<PriceBookSpec>
  readonly Policy: Validator<PolicySpec>
}
export default validators
