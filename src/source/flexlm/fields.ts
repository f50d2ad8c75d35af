/** The fixed fields of FEATURE, INCREMENT and UPGRADE lines, which stand before all attributes and in this order. */
import type { Fault } from '../fault.ts'
import type { Span } from '../places.ts'
import { readDay } from './day.ts'
import type { GrantLine, Terms, UpgradeLine } from './lines.ts'
import type { Word } from './word.ts'

const grant = ['feature', 'vendor', 'version', 'expires', 'count'] as const
const upgrade = ['feature', 'vendor', 'fromVersion', 'toVersion', 'expires', 'count'] as const

export interface Fields extends Pick<Terms, 'feature' | 'vendor' | 'expires' | 'count'> {
  readonly versions: Pick<GrantLine, 'keyword' | 'version'> | Pick<UpgradeLine, 'keyword' | 'fromVersion' | 'toVersion'>
  readonly places: ReadonlyMap<string, Span>
  /** What stands where libraries before 7.1 had a licence key. */
  readonly key: Word | undefined
  readonly attributes: readonly Word[]
  readonly faults: readonly Fault[]
}

/** Reads the fields, or says that some are missing. */
export function readFields(keyword: 'FEATURE' | 'INCREMENT' | 'UPGRADE', words: readonly Word[]): Fields | Fault {
  const names: readonly string[] = keyword === 'UPGRADE' ? upgrade : grant
  const end = words.findIndex(({ name, quoted }) => name !== undefined || quoted)
  const leading = words.slice(1, end < 0 ? words.length : end)
  if (leading.length < names.length) return tooFew(keyword, words[0]?.span ?? [0, 0], leading.length)
  const field = (name: string): string => leading[names.indexOf(name)]?.text ?? ''
  const places = new Map<string, Span>([['keyword', words[0]?.span ?? [0, 0]]])
  for (const [index, name] of names.entries()) places.set(name, leading[index]?.span ?? [0, 0])
  const sixth = leading[names.length]
  const key = sixth && /^\*+$/.test(sixth.text) ? sixth : undefined
  const version = (name: string): [string, string | undefined] => [name, /^\d/.test(field(name)) ? undefined : 'is no version number']
  const expires = readDay(field('expires'))
  const never = /^permanent$/i.test(field('expires')) || 'never' in expires
  const count = countIn(field('count'))
  const amiss = [
    ...names.filter((name) => /version$/i.test(name)).map(version),
    ['expires', !never && 'fault' in expires ? expires.fault : undefined] as const,
    ['count', count === undefined ? 'is neither a number of licences nor `uncounted`' : undefined] as const,
  ]
  return {
    feature: field('feature'),
    vendor: field('vendor'),
    expires: never ? 'permanent' : 'day' in expires ? expires.day : undefined,
    count,
    versions:
      keyword === 'UPGRADE'
        ? { keyword, fromVersion: field('fromVersion'), toVersion: field('toVersion') }
        : { keyword, version: field('version') },
    places,
    key,
    attributes: words.slice(1 + names.length + (key ? 1 : 0)),
    faults: faultsIn(amiss, (name) => [field(name), places.get(name) ?? [0, 0]]),
  }
}

function tooFew(keyword: string, [start, end]: Span, found: number): Fault {
  const wanted = keyword === 'UPGRADE' ? 'six: feature, vendor, from version, to version,' : 'five: feature, vendor, version,'
  return {
    start,
    end,
    message: `${found} ${found === 1 ? 'field' : 'fields'} after ${keyword}, which has ${wanted} expiry and number of licences`,
  }
}

function countIn(written: string): number | 'uncounted' | undefined {
  if (/^uncounted$/i.test(written)) return 'uncounted'
  if (!/^\d{1,15}$/.test(written)) return undefined
  return Number(written) || 'uncounted'
}

/** One fault a field; but where one and all behind it are amiss, a word before them is lost, and that is said once. */
function faultsIn(
  amiss: readonly (readonly [string, string | undefined])[],
  written: (name: string) => readonly [string, Span],
): readonly Fault[] {
  const bad = amiss.filter(([, fault]) => fault !== undefined)
  const shifted = bad.length > 1 && amiss.slice(-bad.length).every(([, fault]) => fault !== undefined)
  return bad.slice(0, shifted ? 1 : bad.length).map(([name, fault]) => {
    const [text, [start, end]] = written(name)
    const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text
    return { start, end, message: `\`${shown}\` ${fault}${shifted ? '; a word before it seems to be lost' : ''}` }
  })
}
