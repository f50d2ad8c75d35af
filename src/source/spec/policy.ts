/** Written from `schemas/policy.schema.json` by `npm test -- -u`. */

export interface PolicySpec {
  apiVersion: 'cuspec/v1'
  kind: 'Policy'
  metadata: {
    name: string
    description?: string
    owner?: string
  }
  /**
   * @minItems 1
   */
  rules: {
    id: string
    title?: string
    match: 'server' | 'failover' | 'bridge' | 'pool' | 'deployment' | 'fleet'
    /**
     * @minItems 1
     */
    at?: string[]
    assert: string
    message: string
    severity?: 'error' | 'warning' | 'note'
    good?: string[]
    bad?: string[]
  }[]
}
