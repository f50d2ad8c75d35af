/** What the licences of a machine are tied to, on one side of a change. */
import { byFile } from '../knowledge/knowledge.ts'
import { dongleOf } from '../licensing/order/request/host.ts'
import { bridgeHost } from '../model/bridge-host.ts'
import type { Bridge, Fleet, Server } from '../model/fleet.ts'
import { licenseMac } from '../model/license-mac.ts'
import { licensee, primaryOf } from '../model/licensee.ts'
import type { Place } from '../model/part.ts'

export type Machine = Server | Bridge

export interface Host {
  readonly kind: 'mac' | 'dongle'
  /** Twelve digits, or a serial number; undefined where the spec does not say it. */
  readonly id: string | undefined
  /** The machine that has it: of a secondary its primary, of a Bridge perhaps its bridgehead. */
  readonly owner: Machine
  /** `the virtual MAC of the team`. */
  readonly words: string
  readonly place: Place | undefined
  /** What is missing to know it. */
  readonly missing?: string
}

/** Undefined where the releases are not known by which it is decided. */
export function hostOf(fleet: Fleet, machine: Machine): Host | undefined {
  if ('role' in machine) {
    if (!machine.release) return undefined
    const owner = licensee(fleet, machine, machine.release)
    return owner && (byFile(machine.release) ? onMac(owner) : onDongle(owner))
  }
  const fact = bridgeHost(machine)
  if (!fact || !machine.bridgehead) return undefined
  if (fact.host === 'bridge-mac') return onMac(machine)
  const primary = primaryOf(fleet, machine.bridgehead)
  return fact.host === 'unity-mac' ? onMac(primary) : onDongle(primary)
}

function onMac(owner: Machine): Host {
  const mac = licenseMac(owner)
  if ('digits' in mac) return { kind: 'mac', id: mac.digits, owner, words: mac.owner, place: mac.place }
  return { kind: 'mac', id: undefined, owner, words: 'its MAC', place: undefined, missing: mac.unknown.missing }
}

function onDongle(owner: Server): Host {
  const dongle = dongleOf(owner)
  return { kind: 'dongle', id: dongle?.serial, owner, words: 'its dongle', place: dongle?.place }
}
