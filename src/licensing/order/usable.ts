/** What a machine holds of the licences that it can use as they are: not those of another host, and from 4.0 on no dongles. */
import type { FeatureName } from '../../knowledge/fact.ts'
import type { Release } from '../../knowledge/release.ts'
import { held } from '../../model/entitlement.ts'
import type { Bridge, Fleet, Server } from '../../model/fleet.ts'
import type { Held } from '../../model/held.ts'
import { carried, withUsable } from './carried.ts'

/** What a machine surely holds of a feature on a day, of licences that it can use as they are. */
export const heldSurely = (fleet: Fleet, name: FeatureName, machine: Server | Bridge, release: Release, day?: string): number =>
  'role' in machine ? heldUsably(fleet, name, machine, release, day).sure : held(name, machine, release, day).sure

export const heldUsably = (fleet: Fleet, name: FeatureName, server: Server, release: Release, day?: string): Held =>
  held(name, withUsable(fleet, server), release, day)

/** What a machine surely holds once its old licences, and those for another of its MACs, are issued anew. */
export const heldOnceIssued = (fleet: Fleet, name: FeatureName, machine: Server | Bridge, release: Release, day?: string): number =>
  heldSurely(fleet, name, machine, release, day) +
  ('role' in machine ? carried(fleet, name, { server: machine, pair: fleet.pairOfPrimary.get(machine), release }) : 0)
