/** For a release, to and from which others an upgrade needs an upgrade licence. */
import type { UpgradeLicenseFact } from '../../knowledge/fact.ts'
import { upgradeLicense } from '../../knowledge/knowledge.ts'
import { type Release, versionLine } from '../../knowledge/release.ts'
import { type Point, type Section, section, span, told } from './explanation.ts'

/** Releases next to each other that have the same answer; undefined where no source has one. */
interface Stretch {
  readonly from: Release
  to: Release
  readonly fact: UpgradeLicenseFact | undefined
}

export function upgradePoints(release: Release): readonly Section[] {
  const older = versionLine.slice(0, release.place)
  const newer = versionLine.slice(release.place + 1)
  return [
    ...section(
      'upgrade-to',
      `Upgrade licence, from an older release to ${release.id}`,
      points(
        'from',
        stretches(older, (other) => upgradeLicense(other, release)),
      ),
    ),
    ...section(
      'upgrade-from',
      `Upgrade licence, from ${release.id} to a newer release`,
      points(
        'to',
        stretches(newer, (other) => upgradeLicense(release, other)),
      ),
    ),
  ]
}

function stretches(others: readonly Release[], answer: (other: Release) => UpgradeLicenseFact | undefined): readonly Stretch[] {
  const found: Stretch[] = []
  for (const other of others) {
    const fact = answer(other)
    const last = found.at(-1)
    if (last && last.fact === fact) last.to = other
    else found.push({ from: other, to: other, fact })
  }
  return found
}

const points = (direction: 'from' | 'to', found: readonly Stretch[]): readonly Point[] =>
  found.map(({ from, to, fact }) => {
    const releases = `${direction} ${span({ from: from.id, to: to.id })}`
    if (!fact) return { text: `${releases}: no source at hand says` }
    return { ...told(fact), text: `${releases}: ${fact.needed ? 'needed' : 'not needed'}` }
  })
