/** What licences grant: each declared licence, dongle, and line of a licence file, with its host and its term. */
import type { FeatureName } from '../knowledge/fact.ts'
import { otherProduct, type ProductFact } from '../knowledge/products.ts'
import type { Evidence } from '../source/evidence.ts'
import type { GrantLine } from '../source/flexlm/license-text.ts'
import type { License } from './fleet.ts'
import { type Granted, grantedBy } from './license-line.ts'
import type { Place } from './part.ts'

export interface Grant extends Place {
  /** The entry in the spec. */
  readonly license: License
  /** How much it grants of a feature; undefined for nothing. */
  readonly granted: (name: FeatureName) => Granted | undefined
  /** Host ids as written, separated by blanks. */
  readonly hostId: string | undefined
  readonly hostPlace: Place
  /** A day, or `permanent`. */
  readonly expires: string | undefined
  readonly expiresPlace: Place
  /** What tells it from another grant. */
  readonly identity: string
  /** The line of a licence file that it is. */
  readonly line?: GrantLine
}

/** The grants of a licence. A default licence, a demo and what a server reports have none: what they amount to is told otherwise. Nor has a file that is not sound. */
export function grantsOf(license: License): readonly Grant[] {
  if (license.spec.kind !== 'file') return license.spec.kind === 'default' || license.spec.kind === 'observed' ? [] : [entryGrant(license)]
  const known = ofFiles.get(license) ?? (isSound(license) ? linesOf(license) : [])
  ofFiles.set(license, known)
  return known
}

const ofFiles = new WeakMap<License, readonly Grant[]>()

/** Whether a licence can be relied on to be what it says: the file that it names, if any, was read and is sound. */
export function isSound({ spec, evidence }: License): boolean {
  if (!('path' in spec)) return true
  return evidence !== undefined && isWhole(evidence) && strangerIn(evidence) === undefined
}

/** Whether the text of a file could be read, and is not damaged. */
export const isWhole = ({ reason, faults }: Evidence): boolean =>
  reason === undefined && faults.every(({ severity }) => severity === 'warning')

/** A line of a licence file that tells it as one of another product. */
export interface Stranger extends Place {
  readonly tag: string
  readonly product: string
  readonly fact: ProductFact
}

/** The first line that only a file of another product has. */
export function strangerIn({ document, lines }: Evidence): Stranger | undefined {
  for (const [index, line] of lines.entries()) {
    const found =
      'feature' in line ? otherProduct([line.feature, ...line.vendorString.map(({ name }) => name), ...line.options.keys()]) : undefined
    if (found) return { document, path: [index, 'feature'], tag: found.because, product: found.product, fact: found.fact }
  }
  return undefined
}

/** What tells one licence entry from another: a dongle by its serial number, a file by where it lies, any other by all that is said of it. */
export function identity({ spec, evidence }: License): string {
  if (spec.kind === 'dongle' && spec.serial !== undefined) return `dongle ${spec.serial}`
  return evidence ? `${spec.kind} ${evidence.document.file}` : JSON.stringify(spec)
}

/** A count as it is; a capability, or a name such as that of a vendor, as 1. */
export function amountOf(written: number | boolean | string | undefined): number {
  if (typeof written === 'number') return written
  return written === undefined || written === false ? 0 : 1
}

/** Grants that name the same host, with the first of them. */
export function byHost(grants: readonly Grant[]): readonly { readonly grant: Grant; readonly all: readonly Grant[] }[] {
  const groups = new Map<string | undefined, { grant: Grant; all: Grant[] }>()
  for (const grant of grants) {
    const group = groups.get(grant.hostId)
    if (group) group.all.push(grant)
    else groups.set(grant.hostId, { grant, all: [grant] })
  }
  return [...groups.values()]
}

function entryGrant(license: License): Grant {
  const { spec, document, path } = license
  const below = (...keys: string[]): Place => ({ document, path: [...path, ...keys] })
  const entitlements: Readonly<Record<string, number | boolean | string | undefined>> = 'entitlements' in spec ? spec.entitlements : {}
  return {
    document,
    path,
    license,
    granted: (name) => {
      const amount = amountOf(entitlements[name])
      return amount > 0 ? { amount, place: below('entitlements', name) } : undefined
    },
    hostId: 'hostId' in spec ? spec.hostId : undefined,
    hostPlace: below('hostId'),
    expires: 'expires' in spec ? spec.expires : undefined,
    expiresPlace: below('expires'),
    identity: identity(license),
  }
}

/** The lines of a licence file as grants, be it sound or not. */
export function linesOf(license: License): Grant[] {
  const { evidence } = license
  if (!evidence) return []
  const { document } = evidence
  return evidence.lines.flatMap((line, index): Grant[] => {
    if (!('feature' in line) || line.keyword === 'UPGRADE') return []
    const below = (field: string): Place => ({ document, path: [index, field] })
    const granted = grantedBy(line, below)
    return [
      {
        document,
        path: [index],
        license,
        granted: (name) => granted.get(name),
        hostId: line.hostIds.length > 0 ? line.hostIds.join(' ') : undefined,
        hostPlace: below('HOSTID'),
        expires: line.expires,
        expiresPlace: below('expires'),
        identity: line.identity,
        line,
      },
    ]
  })
}
