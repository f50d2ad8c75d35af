/** What a machine holds and will hold, in units and in words. */
import type { FeatureName } from '../../../knowledge/fact.ts'
import { byFile, feature, features, licensed } from '../../../knowledge/knowledge.ts'
import type { Release } from '../../../knowledge/release.ts'
import { held } from '../../../model/entitlement.ts'
import { counted } from '../../../model/figure.ts'
import type { Bridge, License, Server } from '../../../model/fleet.ts'
import { grantsOf, identity } from '../../../model/grant.ts'
import type { OrderLine, Units } from '../order.ts'

/** `a`, `a and b`, `a, b and c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`

/** `24 voice ports and AMIS networking`. */
export const inWords = (units: readonly Units[]): string =>
  listed(units.map(({ feature: name, units }) => (feature(name).counted ? counted(units, feature(name).title) : asOne(name))))

const asOne = (name: FeatureName): string => (name === 'secondaryServer' ? `a ${feature(name).title}` : feature(name).title)

/** What lines give in all, in the order of the features. */
export const givenBy = (lines: readonly OrderLine[]): Units[] => summed((name) => amount(name, lines, 'gives'))

/** `lines 1 and 2 of the order`. */
export const named = (lines: readonly OrderLine[]): string =>
  `line${lines.length > 1 ? 's' : ''} ${listed(lines.map(({ number }) => String(number)))} of the order`

type Kind = License['spec']['kind']

/**
 * What the viewer of a machine must show once the lines are installed: what it surely holds, without licences of the kinds that are
 * left out, and what the lines change. Of a default licence it is not known whether it counts beside others.
 */
export function shownAfter(
  machine: Server | Bridge,
  release: Release,
  lines: readonly OrderLine[],
  without: readonly Kind[] = [],
): Units[] {
  const base = basis(machine, release, new Set<Kind>(['default', ...without]))
  return summed((name) => (licensed(name, release) ? base(name) + amount(name, lines, 'gives') - amount(name, lines, 'takes') : 0))
}

function basis(machine: Server | Bridge, release: Release, without: ReadonlySet<Kind>): (name: FeatureName) => number {
  const { licenses } = machine
  if (!licenses) return () => 0
  const own = licenses.filter(({ spec }) => spec.kind !== 'observed')
  const isConverted = ({ spec }: License): boolean => byFile(release) && spec.kind === 'dongle'
  const files = own.filter((license) => !without.has(license.spec.kind) && !isConverted(license))
  const dongles = [...new Map(own.filter(isConverted).map((license) => [identity(license), license])).values()]
  const onDongles = (name: FeatureName): number => total(dongles.flatMap(grantsOf).map(({ granted }) => granted(name)?.amount ?? 0))
  // What a server reports is all that it has, the licences that are left out included.
  if (own.length > 0 && files.length === 0) return onDongles
  const rest = { ...machine, licenses: [...files, ...licenses.filter(({ spec }) => spec.kind === 'observed')] }
  return (name) => held(name, rest, release).sure + onDongles(name)
}

const amount = (name: FeatureName, lines: readonly OrderLine[], key: 'gives' | 'takes'): number =>
  total(lines.flatMap((line) => line[key].filter((each) => each.feature === name).map(({ units }) => units)))

/** A capability is there or not, however often it is granted. */
const summed = (of: (name: FeatureName) => number): Units[] =>
  features.flatMap(({ name, counted: isCounted }) => {
    const units = of(name)
    return units > 0 ? [{ feature: name, units: isCounted ? units : 1 }] : []
  })

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0)
