/** The licences that a machine lists, and what each is tied to. */
import type { License } from '../model/fleet.ts'
import { byHost, grantsOf } from '../model/grant.ts'
import { readHostId } from '../model/mac.ts'
import type { Place } from '../model/part.ts'
import type { Host, Machine } from './host.ts'

/** A licence, or the lines of a licence file for one host. */
export interface Tied {
  /** `licenses/syd-unity1.lic`, `PAK UNTY-4A-BC-123456`, `a declared licence`. */
  readonly license: string
  /** The MAC addresses or the serial number that it is for, as far as they are known. */
  readonly hosts: readonly string[]
  /** Whether no host is said, so that it may be for any. */
  readonly untold: boolean
  readonly place: Place
}

/** Those that are tied to some host. A default licence is not, nor is one for `ANY`. */
export function tiedOf({ licenses = [] }: Machine): Tied[] {
  return licenses.flatMap((license): Tied[] => {
    const { spec, document, path } = license
    const base = { license: wordsOf(license), place: { document, path } }
    if (spec.kind === 'default' || spec.kind === 'observed') return []
    if (spec.kind === 'dongle')
      return [{ ...base, hosts: spec.serial === undefined ? [] : [spec.serial], untold: spec.serial === undefined }]
    const grants = byHost(grantsOf(license))
    if (grants.length === 0) return [{ ...base, hosts: [], untold: true }]
    return grants.flatMap(({ grant }): Tied[] => {
      const { macs, any } = readHostId(grant.hostId ?? '')
      return any ? [] : [{ ...base, hosts: macs, untold: macs.length === 0 }]
    })
  })
}

function wordsOf({ spec }: License): string {
  if ('path' in spec) return spec.path
  if (spec.kind === 'dongle') return `the licence of the dongle${spec.serial === undefined ? '' : ` ${spec.serial}`}`
  if (spec.kind === 'demo') return 'a demo licence'
  return 'pak' in spec && spec.pak !== undefined ? `PAK ${spec.pak}` : 'a declared licence'
}

/** Whether a licence is for a host. */
export const isFor = ({ hosts }: Tied, { id }: Host): boolean => id !== undefined && hosts.includes(id)
