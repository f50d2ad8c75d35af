/** Written from `schemas/waivers.schema.json` by `npm test -- -u`. */

export interface WaiversSpec {
  apiVersion: 'cuspec/v1'
  kind: 'Waivers'
  metadata: {
    name: string
    description?: string
    owner?: string
  }
  waivers: {
    rule: string
    reason: string
    owner: string
    ticket?: string
    until?: string
    scope: {
      server?: string
      bridge?: string
      pool?: string
      document?: string
      file?: string
      fleet?: true
      /**
       * @minItems 1
       */
      path?: string[]
    }
  }[]
}
