/** What shows only across the lines of a licence file. */
import type { Fault } from '../fault.ts'
import type { Span } from '../places.ts'
import type { GrantLine, LicenseLine } from './lines.ts'

/** The same lines, with FEATURE lines marked that do not count, and what is wrong between them. */
export function compare(lines: readonly LicenseLine[]): { readonly lines: readonly LicenseLine[]; readonly faults: readonly Fault[] } {
  const faults: Fault[] = []
  const said = new Map<string, GrantLine>()
  const features = new Map<string, GrantLine>()
  for (const line of lines) {
    if (!isFeature(line)) continue
    const held = features.get(named(line))
    if (!held || readBefore(line, held)) features.set(named(line), line)
  }
  const marked = lines.map((line): LicenseLine => {
    if (!isGrant(line)) return line
    const twin = said.get(line.identity)
    if (twin)
      faults.push({
        ...fault(line, 'this line says the same as another, signature and all, and no two may', twin, 'the other'),
        about: 'twins',
      })
    else said.set(line.identity, line)
    const first = isFeature(line) ? features.get(named(line)) : undefined
    if (!first || first === line) return line
    if (!twin) {
      const message = `only the FEATURE line of \`${line.feature}\` that is read first counts, and this is another; INCREMENT lines add up`
      faults.push({ ...fault(line, message, first, 'the one that counts'), severity: 'warning' })
    }
    return { ...line, counts: false }
  })
  return { lines: marked, faults }
}

/** A file without SERVER line whose licences are counted. */
export function serverless(lines: readonly LicenseLine[]): Fault | undefined {
  if (lines.some(({ keyword }) => keyword === 'SERVER')) return undefined
  const counted = lines.find((line) => isGrant(line) && typeof line.count === 'number')
  if (!counted || !isGrant(counted)) return undefined
  const [start, end] = counted.places.get('count') ?? counted.span
  return { start, end, message: 'counted licences need a license server, but no SERVER line names one; without one, lines are uncounted' }
}

const isGrant = (line: LicenseLine): line is GrantLine => line.keyword === 'FEATURE' || line.keyword === 'INCREMENT'
const isFeature = (line: LicenseLine): line is GrantLine => line.keyword === 'FEATURE'
const named = ({ vendor, feature }: GrantLine): string => `${vendor} ${feature}`

/** From the keyword to the feature. */
const headOf = ({ places, span }: GrantLine): Span => [span[0], places.get('feature')?.[1] ?? span[1]]

function fault(line: GrantLine, message: string, other: GrantLine, what: string): Fault {
  const [start, end] = headOf(line)
  const [from, to] = headOf(other)
  return { start, end, message, related: [{ start: from, end: to, message: what }] }
}

/** FLEXlm sorts lines before it takes the first: by `sort=`, uncounted before counted, higher versions and newer dates first. */
function readBefore(a: GrantLine, b: GrantLine): boolean {
  const order =
    sortOf(a) - sortOf(b) ||
    Number(b.count === 'uncounted') - Number(a.count === 'uncounted') ||
    compareVersions(b.version, a.version) ||
    compareText(dateOf(b), dateOf(a))
  return order < 0
}

const sortOf = ({ options }: GrantLine): number => {
  const written = options.get('sort')?.value ?? ''
  return /^\d{1,15}$/.test(written) ? Number(written) : 100
}

const dateOf = ({ issued, start }: GrantLine): string => issued ?? start ?? ''
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.'), b.split('.')]
  for (let part = 0; part < Math.max(left.length, right.length); part++) {
    const difference = (Number.parseInt(left[part] ?? '0', 10) || 0) - (Number.parseInt(right[part] ?? '0', 10) || 0)
    if (difference !== 0) return difference
  }
  return 0
}
