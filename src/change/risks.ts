/** What a changed value puts at risk, as one table: by the kind of part and the key. Where no source says so, the class is ours. */

/** From the gravest. `service` interrupts calls, `re-host` has a licence issued anew, `licence` moves what is needed or held, `cosmetic` nothing. */
export const riskClasses = ['service', 're-host', 'licence', 'cosmetic'] as const
export type Risk = (typeof riskClasses)[number]

export type PartKind = 'deployment' | 'server' | 'failover' | 'bridge' | 'pool' | 'maximums' | 'price-book' | 'policy'

export interface RiskRow {
  readonly of: PartKind
  /** The first key of the path; `*` for every other. */
  readonly key: string
  readonly risk: Risk
  /** In a few words. */
  readonly why: string
  /** Facts that say so. None where the class is ours. */
  readonly facts: readonly string[]
}

const row = (of: PartKind, keys: string, risk: Risk, why: string, ...facts: string[]): RiskRow[] =>
  keys.split(' ').map((key) => ({ of, key, risk, why, facts }))

const licensed = 'it is licensed'
const another = 'what it works with is another'
const conclude = 'it is judged by, and changes no machine'

export const risks: readonly RiskRow[] = [
  ...row('server', 'version', 'service', 'the software is installed anew, and is out of service meanwhile', 'failover-upgrades-together'),
  ...row('server', 'platform', 'service', 'it is another machine', 'rehost'),
  ...row('server', 'messageStore phoneSystems codec', 'service', another),
  ...row('server', 'role', 're-host', 'licences are with the primary', 'failover-on-primary'),
  ...row('server', 'nics team', 'service', 'its network is another'),
  ...row('server', 'dongle', 're-host', 'a licence up to 3.x belongs to one dongle', 'host-is-dongle'),
  ...row('server', 'licenses', 'licence', 'a licence counts once it is installed and the server restarted', 'licenses-are-installed'),
  ...row('server', 'files', 'licence', 'a licence counts once it is installed and the server restarted', 'licenses-are-installed'),
  ...row('server', 'ports users ttsSessions languages features maxMessageSeconds', 'licence', licensed, 'features-follow-license'),
  ...row('server', 'traffic', 'cosmetic', 'ports are sized by it'),
  ...row('failover', 'primary secondary', 're-host', 'licences are with the primary', 'failover-on-primary'),
  ...row('failover', 'mode', 'service', 'the failover wizard runs again'),
  ...row('failover', 'wizardRunOn', 'licence', 'licences reach the secondary once the wizard has run on both', 'failover-wizard-on-both'),
  ...row('bridge', 'version', 'service', 'the software is installed anew'),
  ...row('bridge', 'bridgehead', 'licence', 'Bridge networking is licensed on the bridgehead', 'bridge-licensed-on-bridgehead'),
  ...row('bridge', 'sessions', 'licence', licensed, 'bridge-licensed-on-bridgehead'),
  ...row('bridge', 'nics', 'service', 'its network is another'),
  ...row('bridge', 'octelNodes', 'service', another),
  ...row('bridge', 'licenses files', 'licence', 'what is held is other'),
  ...row('pool', 'members', 'licence', 'members share what they hold', 'pools-share-users', 'pools-count-together'),
  ...row('deployment', 'directory', 'licence', 'a pool lies in one directory', 'pools-share-directory'),
  ...row('deployment', 'metadata organization contact', 'cosmetic', 'no machine knows it'),
  ...row('deployment', 'priceBook', 'cosmetic', 'it says what is bought, not what runs'),
  ...row('maximums', '*', 'cosmetic', conclude),
  ...row('price-book', '*', 'cosmetic', 'it says what is bought, not what runs'),
  ...row('policy', '*', 'cosmetic', conclude),
]

export const spelling = { risk: 'cosmetic', why: 'only written otherwise', facts: [] } as const satisfies Omit<RiskRow, 'of' | 'key'>

/** What a key of a part puts at risk. A key that the table does not know is the graver for it. */
export function riskOf(of: PartKind, key: string): Omit<RiskRow, 'of' | 'key'> {
  const known = risks.find((each) => each.of === of && each.key === key) ?? risks.find((each) => each.of === of && each.key === '*')
  return known ?? { risk: 'service', why: 'what it does to a server is not known', facts: [] }
}

/** The gravest of several. */
export const gravest = (all: Iterable<Risk>): Risk => {
  const found = new Set(all)
  return riskClasses.find((each) => found.has(each)) ?? 'cosmetic'
}
