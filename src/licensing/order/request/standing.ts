/** How a server from 4.0 on stands before it gets more licences, which decides what kind of request that is. */
import { hasExpired } from '../../../model/entitlement.ts'
import type { License, Server } from '../../../model/fleet.ts'
import { grantsOf, isSound } from '../../../model/grant.ts'

export type Standing = 'new' | 'add' | 'demo-to-permanent'

export function standing({ licenses, asOf }: Server): Standing {
  if (!licenses) return 'add'
  const counts = (license: License): boolean => {
    const { spec } = license
    if (spec.kind === 'file') return !isSound(license) || grantsOf(license).some(({ expires }) => !hasExpired(expires, asOf))
    return !('expires' in spec) || !hasExpired(spec.expires, asOf)
  }
  const own = licenses.filter(({ spec }) => spec.kind !== 'default' && spec.kind !== 'demo')
  if (own.some(counts)) return 'add'
  if (licenses.some(({ spec }) => spec.kind === 'demo')) return 'demo-to-permanent'
  return own.length > 0 ? 'add' : 'new'
}

/** The same in words, behind the name of the server. */
export function heldBy({ licenses, asOf }: Server, kind: Standing, after: 'upgrade' | 'demo' | undefined): string {
  if (after === 'upgrade') return 'gets this after the upgrade, and files add up'
  if (after === 'demo' && kind === 'demo-to-permanent')
    return 'runs first on the demo that is asked for, by the end of which permanent licences have to be bought and in force'
  if (!licenses) return 'may hold licences already, which the spec does not say; files add up'
  if (kind === 'add') return 'holds licences already, and files add up'
  if (kind === 'new') return licenses.length > 0 ? 'holds no licence file but the default one' : 'holds no licence file yet'
  const over = licenses.every(({ spec }) => spec.kind !== 'demo' || hasExpired(spec.expires, asOf))
  return over ? 'ran on a demo licence, which has expired' : 'runs on a demo licence'
}
