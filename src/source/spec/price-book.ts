/** Written from `schemas/price-book.schema.json` by `npm test -- -u`. */

export interface PriceBookSpec {
  apiVersion: 'cuspec/v1'
  kind: 'PriceBook'
  metadata: {
    name: string
    description?: string
    owner?: string
  }
  currency: string
  validFrom?: string
  validTo?: string
  /**
   * @minItems 1
   */
  items: {
    partNumber: string
    description?: string
    packSize?: number
    price: number
    from?: string
    to?: string
    upgradesFrom?: string
    converts?: {
      voicePorts?: number
      voiceMailUsers?: number
      unifiedMessagingUsers?: number
      inboxUsers?: number
      ttsSessions?: number
      languages?: number
      bridgeSessions?: number
    }
    entitles: {
      voicePorts?: number
      voiceMailUsers?: number
      unifiedMessagingUsers?: number
      inboxUsers?: number
      ttsSessions?: number
      languages?: number
      bridgeSessions?: number
      softwareVersion?: true
      amis?: true
      vpim?: true
      secondaryServer?: true
      unlimitedMessageLength?: true
    }
  }[]
}
