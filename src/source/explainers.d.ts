/** The compiled schemas that say what does not fit. `npm run build` writes them from `schemas/`. */

/** What ajv says of one misfit, with the part of the schema that says so. */
export interface SchemaError {
  readonly keyword: string
  readonly instancePath: string
  readonly params: Readonly<Record<string, unknown>>
  readonly parentSchema?: {
    readonly format?: string
    readonly items?: { readonly type?: string }
    readonly description?: string
    readonly properties?: Readonly<Record<string, unknown>>
    readonly oneOf?: readonly { readonly $ref?: string }[]
  }
  readonly data?: unknown
}

export interface Explainer {
  (value: unknown): boolean
  readonly errors?: readonly SchemaError[] | null
}

export declare const Deployment: Explainer
export declare const Maximums: Explainer
export declare const PriceBook: Explainer
export declare const Policy: Explainer
export declare const Waivers: Explainer
export declare const Config: Explainer
