/** Why a licence needs an upgrade: by the table of upgrades, or since a file of an older major release is refused. */
import { byFile, upgradeLicense } from '../../../knowledge/knowledge.ts'
import { findRelease, type Release, spell, versionLine } from '../../../knowledge/release.ts'
import { hasExpired } from '../../../model/entitlement.ts'
import type { License, Server } from '../../../model/fleet.ts'
import { grantsOf } from '../../../model/grant.ts'
import type { Place } from '../../../model/part.ts'
import type { OpenItem } from '../order.ts'

/** Why an upgrade licence is needed, or what is missing to say so. */
export type Reason = { readonly why: string; readonly facts: readonly string[]; readonly open?: OpenItem } | { readonly open: OpenItem }

export function reasonOf(server: Server, release: Release, license: License): Reason[] {
  const { spec } = license
  if (spec.kind === 'dongle' && byFile(release)) return onDongle(release, spec.version)
  if (spec.kind === 'file') return olderFile(server, release, license)
  if ((spec.kind !== 'declared' && spec.kind !== 'dongle') || spec.version === undefined) return []
  if ('expires' in spec && hasExpired(spec.expires, server.asOf)) return []
  const place = { document: license.document, path: [...license.path, 'version'] }
  const from = findRelease(spec.version)
  if (!from) return [{ open: unknownVersion(server, spec.version, place) }]
  if (from.place >= release.place) return []
  const fact = upgradeLicense(from, release)
  if (!fact) return [{ open: untold(server, spell(from), release, place) }]
  return fact.needed ? [{ why: `its licence is for ${spell(from)}, and ${fact.says}`, facts: [fact.id] }] : []
}

/** Whichever release a dongle is for, a file takes its place. */
function onDongle(release: Release, version: string | undefined): Reason[] {
  const written = version === undefined ? undefined : findRelease(version)
  const from = written && !byFile(written) ? [written] : versionLine.filter((each) => !byFile(each))
  const facts = [...new Set(from.flatMap((each) => upgradeLicense(each, release) ?? []))]
  const [first] = facts
  const needed = first && facts.every((fact) => fact.needed) ? `, and ${facts.map(({ says }) => says).join(', and ')}` : ''
  return [{ why: `its licence sits on a dongle${needed}`, facts: ['licenses-in-files', ...facts.map(({ id }) => id)] }]
}

/** That a file of an older major release is refused is inferred, and so is what follows from it. */
function olderFile(server: Server, release: Release, license: License): Reason[] {
  const old = grantsOf(license).find(
    ({ line, expires }) => line?.counts && !hasExpired(expires, server.asOf) && major(line.version) < major(release.id),
  )
  if (!old?.line) return []
  const { document, path } = old
  const { version } = old.line
  return [
    {
      why: `a licence file of it is for version ${version}, and a file of an older major release is refused (inferred)`,
      facts: ['license-version-reaches-release'],
      open: untold(server, version, release, { document, path: [...path, 'version'] }),
    },
  ]
}

const major = (version: string): number => Number.parseInt(version, 10)

const untold = ({ name }: Server, from: string, release: Release, place: Place): OpenItem => ({
  ...upgradeUnknown(from, release),
  of: name,
  place,
  decides: true,
})

/** What is not known of an upgrade that the vendor's table leaves out, and where to ask. */
export const upgradeUnknown = (from: string, to: Release) => ({
  missing: `whether the upgrade from ${from} to ${spell(to)} needs an upgrade licence, which no source at hand says`,
  find: 'the white paper "Licensing for Cisco Unity (All Versions)", section "Upgrades That Require an Upgrade License", or your account team',
})

const unknownVersion = ({ name }: Server, version: string, place: Place): OpenItem => ({
  missing: `the release that a licence is for, since \`${version}\` is none that any source names`,
  of: name,
  find: undefined,
  place,
  decides: true,
})
