/** Written from `schemas/deployment.schema.json` by `npm test -- -u`. */

export type ApiVersion = 'cuspec/v1'
export type Name = string
export type Release = string
export type MessageStore = ExchangeStore | DominoStore
export type StoreVersion = string
export type StoreLocation = 'on-box' | 'off-box'
export type StoreMode = 'voice-only' | 'unified'
export type Count = number
export type Mac = string
export type Nics = {
  name: string
  mac: Mac
}[]
export type Serial = string
export type License = FileLicense | DeclaredLicense | DongleLicense | DefaultLicense | DemoLicense | ObservedLicense
export type Expires = string
export type Amis = boolean
export type Vpim = boolean
export type SecondaryServer = boolean
export type UnlimitedMessageLength = boolean
export type Licenses = License[]

export interface DeploymentSpec {
  apiVersion: ApiVersion
  kind: 'Deployment'
  metadata: Metadata
  organization?: string
  contact?: string
  priceBook?: string
  directory?: string
  servers?: Server[]
  failover?: FailoverPair[]
  bridges?: Bridge[]
  pools?: Pool[]
}
export interface Metadata {
  name: string
  description?: string
  owner?: string
  asOf?: string
}
export interface Server {
  name: Name
  role?: 'standalone' | 'primary' | 'secondary'
  version: Release
  platform?: string
  messageStore?: MessageStore
  phoneSystems?: PhoneSystem[]
  codec?: 'g711' | 'g729a'
  ports?: PortGroup[]
  ttsSessions?: Count
  users?: Users
  languages?: string[]
  features?: ('amis' | 'vpim')[]
  maxMessageSeconds?: Count
  traffic?: Traffic
  nics?: Nics
  team?: Team
  dongle?: {
    serial: Serial
  }
  licenses?: Licenses
}
export interface ExchangeStore {
  type: 'exchange'
  version?: StoreVersion
  location?: StoreLocation
  mode?: StoreMode
}
export interface DominoStore {
  type: 'domino'
  version?: StoreVersion
  location?: StoreLocation
  mode?: StoreMode
}
export interface PhoneSystem {
  name: string
  integration: 'sccp' | 'sip' | 'pimg' | 'timg' | 'voice-card'
  version?: string
}
export interface PortGroup {
  count: Count
  /**
   * @minItems 1
   */
  does?: ('answer' | 'notification' | 'mwi' | 'amis' | 'trap')[]
}
export interface Users {
  voiceMail?: Count
  unifiedMessaging?: Count
  inbox?: Count
}
export interface Traffic {
  busyHourCalls: number
  averageCallSeconds: number
  blocking?: number
}
export interface Team {
  type: 'fault-tolerant' | 'load-balancing'
  /**
   * @minItems 2
   */
  members: string[]
  virtualMac?: Mac
}
export interface FileLicense {
  kind: 'file'
  path: string
}
export interface DeclaredLicense {
  kind: 'declared'
  hostId?: string
  expires?: Expires
  version?: string
  pak?: string
  entitlements: Entitlements
}
export interface Entitlements {
  voicePorts?: Count
  voiceMailUsers?: Count
  unifiedMessagingUsers?: Count
  inboxUsers?: Count
  ttsSessions?: Count
  languages?: Count
  bridgeSessions?: Count
  amis?: Amis
  vpim?: Vpim
  secondaryServer?: SecondaryServer
  unlimitedMessageLength?: UnlimitedMessageLength
}
export interface DongleLicense {
  kind: 'dongle'
  serial?: Serial
  version?: string
  entitlements: DongleEntitlements
}
export interface DongleEntitlements {
  voicePorts?: Count
  voiceMailUsers?: Count
  unifiedMessagingUsers?: Count
  inboxUsers?: Count
  ttsSessions?: Count
  languages?: Count
  bridgeSessions?: Count
  amis?: Amis
  vpim?: Vpim
  secondaryServer?: SecondaryServer
  unlimitedMessageLength?: UnlimitedMessageLength
  faxPorts?: Count
  faxUsers?: Count
  ttsUsers?: Count
  ttsVendor?: string
  integration?: string
  administrationLanguages?: Count
  activeAssistantUsers?: Count
  networking?: boolean
}
export interface DefaultLicense {
  kind: 'default'
}
export interface DemoLicense {
  kind: 'demo'
  hostId?: string
  expires?: Expires
}
export interface ObservedLicense {
  kind: 'observed'
  path: string
}
export interface FailoverPair {
  primary: string
  secondary: string
  mode?: 'failover' | 'standby-redundancy'
  wizardRunOn?: string[]
}
export interface Bridge {
  name: Name
  version: string
  bridgehead: string
  sessions?: Count
  octelNodes?: Count
  nics?: Nics
  licenses?: Licenses
}
export interface Pool {
  name: Name
  /**
   * @minItems 1
   */
  members: string[]
}
