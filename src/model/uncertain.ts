/** Licences of which it is not known what they grant, or for how long. */
import { unreadable } from './entitlement.ts'
import type { Bridge, License, Server } from './fleet.ts'
import { isSound } from './grant.ts'
import type { Gap } from './part.ts'

export function* uncertain({ name, licenses = [] }: Server | Bridge): Iterable<Gap> {
  const whole = licenses.some(({ spec }) => spec.kind !== 'observed')
  for (const license of licenses) {
    const missing = doubtOf(license, name, whole)
    if (missing !== undefined) yield { at: license, missing, of: name }
  }
}

function doubtOf(license: License, machine: string, whole: boolean): string | undefined {
  const { spec } = license
  if (spec.kind === 'observed') {
    if (whole) return undefined
    return !isSound(license)
      ? 'a report of the server that can be read'
      : 'the days on which the licences expire that the server reports; they are taken to be in force'
  }
  if (!isSound(license)) return unreadable(machine).missing
  if (spec.kind !== 'declared' && spec.kind !== 'demo') return undefined
  return spec.expires === undefined ? 'the day on which a licence expires; it is taken to be in force' : undefined
}
