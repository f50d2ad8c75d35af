/** Licences that are tied to another machine: they are refused where they are listed, until they are issued anew. */

import { adapterWith } from '../../model/adapter.ts'
import type { Fleet, License, Server } from '../../model/fleet.ts'
import { grantsOf } from '../../model/grant.ts'
import { readHostId } from '../../model/mac.ts'
import licenseHostMatches from '../../rules/license-host-matches.ts'

export interface Misplaced {
  readonly license: License
  /** Whether another machine of the fleet has that address, so that the licence is that machine's. */
  readonly foreign: boolean
}

const known = new WeakMap<Fleet, ReadonlyMap<Server, readonly Misplaced[]>>()

/** The licences of each server of which the rule says that they are tied to another host. */
export function misplacedIn(fleet: Fleet): ReadonlyMap<Server, readonly Misplaced[]> {
  const found = known.get(fleet) ?? find(fleet)
  known.set(fleet, found)
  return found
}

function find(fleet: Fleet): ReadonlyMap<Server, readonly Misplaced[]> {
  const places = new Set<string>()
  for (const each of licenseHostMatches.check(fleet))
    if (!('missing' in each)) places.add(JSON.stringify([each.at.document.file, each.at.document.number, each.at.path]))
  if (places.size === 0) return new Map()
  const isNamed = (license: License): boolean =>
    grantsOf(license).some(({ hostPlace: { document, path } }) => places.has(JSON.stringify([document.file, document.number, path])))
  return new Map(
    fleet.servers.flatMap((server) => {
      const all = (server.licenses ?? []).filter(isNamed).map((license) => ({ license, foreign: isForeign(fleet, server, license) }))
      return all.length > 0 ? [[server, all] as const] : []
    }),
  )
}

const isForeign = (fleet: Fleet, server: Server, license: License): boolean =>
  grantsOf(license).some(({ hostId }) =>
    readHostId(hostId ?? '').macs.some((mac) => {
      const owner = adapterWith(fleet, mac)?.machine
      return owner !== undefined && owner !== server
    }),
  )
