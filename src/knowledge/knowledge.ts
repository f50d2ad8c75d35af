/** What was published, and the look-ups over it. Nothing here is our opinion: see the JSON beside this file. */
import type { Citation } from '../finding.ts'
import availability from './availability.json' with { type: 'json' }
import bridge from './bridge.json' with { type: 'json' }
import type {
  AnswerFact,
  AvailabilityFact,
  Available,
  Fact,
  FeatureFact,
  FeatureName,
  GrantFact,
  HopFact,
  MaximumFact,
  MechanismFact,
  OveruseFact,
  ProcedureFact,
  Quantity,
  RangedFact,
  SourceDocument,
  StoreFact,
  StoreType,
  UpgradeLicenseFact,
} from './fact.ts'
import features from './features.json' with { type: 'json' }
import grants from './grants.json' with { type: 'json' }
import hops from './hops.json' with { type: 'json' }
import maximums from './maximums.json' with { type: 'json' }
import mechanisms from './mechanisms.json' with { type: 'json' }
import procedures from './procedures.json' with { type: 'json' }
import products from './products.json' with { type: 'json' }
import { isBefore, type Release, versionLine, within } from './release.ts'
import releases from './releases.json' with { type: 'json' }
import sizing from './sizing.json' with { type: 'json' }
import sources from './sources.json' with { type: 'json' }
import statements from './statements.json' with { type: 'json' }
import stores from './stores.json' with { type: 'json' }
import tags from './tags.json' with { type: 'json' }
import tools from './tools.json' with { type: 'json' }
import upgradeLicenses from './upgrade-licenses.json' with { type: 'json' }
import violations from './violations.json' with { type: 'json' }

const { codecs, ...rulesOfThumb } = sizing

/** What was published about sizing, in the order of its file. */
export const sizingFacts: readonly (Fact | RangedFact)[] = [...Object.values(rulesOfThumb), ...codecs]

/** Every fact, in the order in which the manual lists them. */
export const facts: readonly Fact[] = [
  ...statements,
  ...releases,
  ...mechanisms,
  ...features,
  ...violations.answers,
  ...violations.overuse,
  ...grants,
  ...bridge.matrix,
  bridge.floor,
  ...bridge.hosts,
  bridge.size,
  ...availability,
  ...stores.support,
  stores.unified,
  ...maximums,
  ...tags.reports,
  ...products,
  ...sizingFacts,
  ...upgradeLicenses,
  ...hops,
  ...procedures,
  ...tools,
]

export const sourceDocuments: readonly SourceDocument[] = sources

const byId: ReadonlyMap<string, Fact> = new Map(facts.map((fact) => [fact.id, fact]))
const sourceById: ReadonlyMap<string, SourceDocument> = new Map(sources.map((source) => [source.id, source]))

/** The citation of a fact. Throws for an id that no fact has, which is a fault of ours. */
export function cite(id: string): Citation {
  const fact = byId.get(id)
  const source = sourceById.get(fact?.sources[0] ?? '')
  if (!fact || !source) throw new Error(`no fact has the id ${id}`)
  const { title, date, url } = source
  const { says, section, confidence } = fact
  return { fact: id, says, title, confidence, ...(date && { date }), ...(url && { url }), ...(section && { section }) }
}

const featureByName: ReadonlyMap<string, FeatureFact> = new Map(features.map((feature) => [feature.name, feature]))

/** A licensed feature by the name it has in specs. Throws for a name that none has, which is a fault of ours. */
export function feature(name: FeatureName): FeatureFact {
  const found = featureByName.get(name)
  if (!found) throw new Error(`no licensed feature is called ${name}`)
  return found
}

/** Everything under licence control, in the order of its file. */
export { features }

const featureWithTag: ReadonlyMap<string, FeatureFact> = new Map(features.flatMap((fact) => (fact.tag ? [[fact.tag, fact] as const] : [])))

/** The feature that a tag may stand for, though no source says so. */
export const featurePerhaps = (tag: string): FeatureFact | undefined => features.find((fact) => fact.perhapsTag === tag)

/** Tags of licence files whose meaning is known. */
export const knownTags: readonly string[] = [
  ...featureWithTag.keys(),
  ...tags.reports.flatMap((fact) => ('tag' in fact && fact.about === 'state' && fact.tag ? [fact.tag] : [])),
]

/** The feature that a tag of a licence file stands for. */
export const featureByTag = (tag: string): FeatureFact | undefined => featureWithTag.get(tag)

/** Whether a feature is under licence control in a release. */
export const licensed = (name: FeatureName, release: Release): boolean => within(release, feature(name))

/** How licences come to a server of this release: on a dongle or in files. */
export const mechanism = (release: Release): MechanismFact | undefined => mechanismAt[release.place]

/** Whether the licences of a release are files, which a pair and a pool can share. */
export const byFile = (release: Release): boolean => mechanism(release)?.mechanism === 'file'

/** The serial number that a dongle reports when it cannot be read. */
export const unreadableSerial = mechanisms.find((fact) => fact.unreadableSerial !== undefined)?.unreadableSerial

// Nearly every rule asks for it, for every server.
const mechanismAt = versionLine.map((release) => mechanisms.find((fact) => within(release, fact)))

/** How a release answers a licence violation; undefined where no source says so. */
export const answerToViolation = (release: Release): AnswerFact | undefined => violations.answers.find((fact) => within(release, fact))

/** The fact that makes more of a feature than licensed a licence violation, if there is one. */
export const overuse = (name: FeatureName, release: Release): OveruseFact | undefined =>
  violations.overuse.find((fact) => fact.features.includes(name) && within(release, fact))

/** What a default or demo licence grants in a release. */
export const grant = (kind: GrantFact['kind'], release: Release): GrantFact | undefined =>
  grants.find((fact) => fact.kind === kind && within(release, fact))

/** The built-in maximums of a quantity for a release and platform. */
export const publishedMaximums = (what: Quantity, release: Release, platform: string | undefined): MaximumFact[] =>
  maximums.filter((fact) => fact.what === what && within(release, fact) && (fact.platform === null || fact.platform === platform))

/** From which releases on something can be used, a row for each message store where that matters. */
export const availabilityOf = (what: Available, store?: StoreType): AvailabilityFact[] =>
  availability.filter((fact) => fact.what === what && (store === undefined || fact.store === null || fact.store === store))

/** Whether a release has something, by a row that speaks of it. Undefined where no source says so. */
export function isAvailable(release: Release, fact: AvailabilityFact): boolean | undefined {
  if (within(release, fact)) return true
  return fact.earlier === 'absent' && isBefore(release, fact) ? false : undefined
}

/** What is known of a release with a message store; undefined where nothing is. */
export const storeSupport = (store: StoreType, version: string | null, release: Release): StoreFact | undefined =>
  stores.support.find((fact) => fact.store === store && fact.version === version && within(release, fact))

/** Releases of a message store that a release of Cisco Unity surely works with. */
export const storesOf = (store: StoreType, release: Release): string[] =>
  stores.support.flatMap((fact) =>
    fact.store === store && fact.version !== null && fact.support === 'yes' && within(release, fact) ? [fact.version] : [],
  )

/** Whether nobody but a forum names a release. */
export const isHearsay = ({ id }: Release): boolean =>
  releases.some(({ release, confidence }) => release === id && confidence === 'reported')

/** Where unified messaging may not keep its messages. */
export const unifiedStore = stores.unified

const procedureById: ReadonlyMap<string, ProcedureFact> = new Map(procedures.map((fact) => [fact.id, fact]))

/** A step of a procedure by the id of its fact; undefined for any other fact. */
export const procedure = (id: string): ProcedureFact | undefined => procedureById.get(id)

/** That one release can be upgraded to another without a stop between; of several facts the surest. Undefined where no source says so. */
export const hopFact = (from: Release, to: Release, store: NonNullable<HopFact['store']> = 'exchange'): HopFact | undefined =>
  hops.find((fact) => from.place < to.place && (fact.store ?? store) === store && within(from, fact.leaving) && within(to, fact.reaching))

/** Whether an upgrade from one release to another needs an upgrade licence; undefined where no source says. */
export const upgradeLicense = (from: Release, to: Release): UpgradeLicenseFact | undefined =>
  upgradeLicenses.find((fact) => within(from, fact.leaving) && within(to, fact.reaching))
