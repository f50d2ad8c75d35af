/** Written from `schemas/config.schema.json` by `npm test -- -u`. */

export type File = string
/**
 * This interface was referenced by `undefined`'s JSON-Schema definition
 * via the `patternProperty` "^".
 */
export type Severity = 'error' | 'warning' | 'note' | 'off'

export interface ConfigSpec {
  apiVersion: 'cuspec/v1'
  kind: 'Config'
  /**
   * @minItems 1
   * @maxItems 500
   */
  paths?: string[]
  /**
   * @maxItems 500
   */
  ignores?: string[]
  /**
   * @maxItems 500
   */
  knowledge?: File[]
  /**
   * @maxItems 500
   */
  waivers?: File[]
  baseline?: File
  failOn?: 'error' | 'warning' | 'note'
  severities?: {
    [k: string]: Severity
  }
  /**
   * @maxItems 500
   */
  locked?: string[]
}
