/** How much of a delivered share counts on a machine: not what is of an older release class or ends, and not what other lines replace. */
import type { FeatureName } from '../../../knowledge/fact.ts'
import { feature, features, grant as grantFact } from '../../../knowledge/knowledge.ts'
import { spell } from '../../../knowledge/release.ts'
import { addTo } from '../../../model/add-to.ts'
import { hasExpired } from '../../../model/entitlement.ts'
import type { Bridge, License, Server } from '../../../model/fleet.ts'
import { grantsOf } from '../../../model/grant.ts'
import { heldByLine } from '../../../model/held-by-file.ts'
import type { Remark } from './delivery.ts'
import { releaseOf } from './host.ts'
import type { DeliveredLine, LicenseFile, Share } from './share.ts'
import { unitsText } from './want.ts'

/** Why a share does not fulfil an order for a machine: an older release class, an end, a demo. */
export function defectsOf(share: Share, machine: Server | Bridge): readonly Remark[] {
  const { grant, remark, feature } = share
  const { line } = grant
  const defects: Remark[] = []
  const release = releaseOf(machine)
  if (release && line && major(line.version) < major(release.id)) {
    const message = `${amountText(share)} for version ${line.version}, but ${machine.name} runs ${spell(release)}: a licence of an older major release is refused (inferred)`
    defects.push(remark('wrong-release', message, 'license-version-reaches-release'))
  }
  if (grant.expires !== 'permanent') {
    const { expires } = grant
    const until =
      expires === undefined
        ? 'an expiry that cannot be read'
        : hasExpired(expires, machine.asOf)
          ? `an end that is over: ${expires} was the last day`
          : `an end: ${expires} is the last day on which they count`
    const fact = release && grantFact('demo', release)
    const demo =
      fact && isDemo(share.delivery, fact) ? `; with ${fact.voicePorts} voice ports and ${fact.users} users the file is like a demo` : ''
    const message = `${unitsText(feature, share.granted.amount ?? 0)} with ${until}, but ordered are licences without one${demo}`
    defects.push(remark('wrong-expiry', message, 'licenses-expire', ...(demo && fact ? [fact.id] : [])))
  }
  return defects
}

const major = (version: string): number => Number.parseInt(version, 10)

/** Whether all that a file grants ends, and is what a demo licence grants. */
function isDemo({ license }: LicenseFile, { voicePorts, users }: { readonly voicePorts: number; readonly users: number }): boolean {
  const grants = grantsOf(license)
  const sumOf = (names: readonly FeatureName[]): number =>
    grants.reduce((total, { granted }) => total + names.reduce((sum, name) => sum + (granted(name)?.amount ?? 0), 0), 0)
  const pooled = features.flatMap((each) => (each.pooled ? [each.name] : []))
  return grants.every(({ expires }) => expires !== 'permanent') && sumOf(['voicePorts']) === voicePorts && sumOf(pooled) === users
}

const amountText = ({ feature, granted: { amount } }: Share): string => unitsText(feature, amount ?? 0)

/** What a share surely adds, and what it may add besides. */
export interface Counted {
  readonly sure: number
  readonly maybe: number
  readonly remarks: readonly Remark[]
}

/** What a share without defects adds to a machine, `installed` with everything that came for it. */
export function countOf({ grant, feature: name, granted, remark }: Share, installed: Server | Bridge): Counted {
  const { line } = grant
  if (!line) return { sure: 0, maybe: 0, remarks: [] }
  const later = line.start !== undefined && line.start > installed.asOf ? [remark('starts-later', `it counts from ${line.start} on`)] : []
  const held = heldByLine(name, grant, installed, later.length > 0 ? (line.start ?? installed.asOf) : installed.asOf)
  const idle = held.expired.some(({ idle }) => idle !== undefined)
  const doubts = held.doubts.map(({ missing }) => remark('not-understood', `not known: ${missing}`))
  if (idle)
    return {
      sure: 0,
      maybe: 0,
      remarks: [remark('superseded', `${unitsText(name, granted.amount ?? 0)} that a later line supersedes`, 'license-lines')],
    }
  return { sure: held.sure, maybe: held.possible - held.sure, remarks: [...later, ...doubts] }
}

/** The machines with what came for them installed, as far as it matters: where a line supersedes others. */
export function installing(
  lines: readonly DeliveredLine[],
  machinesOf: (line: DeliveredLine) => readonly (Server | Bridge)[],
): (machine: Server | Bridge) => Server | Bridge {
  const byMachine = new Map<Server | Bridge, DeliveredLine[]>()
  if (lines.some(({ grant }) => grant.line?.supersede !== undefined))
    for (const line of lines) for (const machine of machinesOf(line)) addTo(byMachine, machine, line)
  const installed = new Map<Server | Bridge, Server | Bridge>()
  return (machine) => {
    const known = installed.get(machine)
    if (known) return known
    const made = withLicenses(machine, byMachine.get(machine) ?? [])
    installed.set(machine, made)
    return made
  }
}

function withLicenses(machine: Server | Bridge, lines: readonly DeliveredLine[]): Server | Bridge {
  if (lines.length === 0) return machine
  const wanted = new Set(lines.map(({ grant }) => grant.line))
  const licenses = [...new Set(lines.map(({ delivery }) => delivery))].map(({ license }): License => {
    const { evidence } = license
    return evidence
      ? {
          ...license,
          evidence: {
            ...evidence,
            lines: evidence.lines.filter((line) => 'feature' in line && line.keyword !== 'UPGRADE' && wanted.has(line)),
          },
        }
      : license
  })
  return { ...machine, licenses: [...(machine.licenses ?? []), ...licenses] }
}

/** What of the licences that are listed for a machine no longer counts once what came is installed. */
export function lostBy(name: FeatureName, machine: Server | Bridge, installed: Server | Bridge): number {
  if (machine === installed) return 0
  const sum = (on: Server | Bridge): number =>
    (machine.licenses ?? []).flatMap(grantsOf).reduce((total, grant) => total + heldByLine(name, grant, on, machine.asOf).sure, 0)
  return sum(machine) - sum(installed)
}

export const isPooled = (name: FeatureName): boolean => feature(name).pooled
