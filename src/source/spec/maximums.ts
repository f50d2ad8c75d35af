/** Written from `schemas/maximums.schema.json` by `npm test -- -u`. */

export interface MaximumsSpec {
  apiVersion: 'cuspec/v1'
  kind: 'Maximums'
  metadata?: {
    name: string
    description?: string
    owner?: string
  }
  source: {
    title: string
    date?: string
    url?: string
    section?: string
  }
  /**
   * @minItems 1
   */
  maximums: {
    what: 'voicePorts' | 'voiceMailUsers' | 'unifiedMessagingUsers' | 'inboxUsers' | 'ttsSessions' | 'languages' | 'bridgeSessions'
    platform?: string
    from?: string
    to?: string
    value: number
  }[]
}
