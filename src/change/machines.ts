/** Machines that have another name than they had, and machines that are gone, with the licences that were theirs. */
import { adapters } from '../model/adapter.ts'
import type { Fleet } from '../model/fleet.ts'
import { macDigits, readHostId } from '../model/mac.ts'
import type { Place } from '../model/part.ts'
import type { Machine } from './host.ts'
import { type Tied, tiedOf } from './tied.ts'

const machinesOf = ({ servers, bridges }: Fleet): readonly Machine[] => [...servers, ...bridges]

/** From names of BASE to names of HEAD: of machines that have an address, or a dongle, which no other has. */
export function renames(base: Fleet, head: Fleet): ReadonlyMap<string, string> {
  const names = (fleet: Fleet): Set<string> => new Set(machinesOf(fleet).map(({ name }) => name))
  const [before, after] = [names(base), names(head)]
  const gone = machinesOf(base).filter(({ name }) => !after.has(name))
  const come = machinesOf(head).filter(({ name }) => !before.has(name))
  const found = new Map<string, string>()
  for (const machine of gone) {
    const marks = new Set(marksOf(machine))
    const same = come.filter((each) => marksOf(each).some((mark) => marks.has(mark)))
    const [other] = same
    if (other && same.length === 1 && ![...found.values()].includes(other.name)) found.set(machine.name, other.name)
  }
  return found
}

const marksOf = (machine: Machine): string[] => [
  ...('role' in machine ? ['server'] : ['bridge']).flatMap((kind) => adapters(machine).map(({ digits }) => `${kind} ${digits}`)),
  ...('dongle' in machine.spec && machine.spec.dongle ? [`dongle ${machine.spec.dongle.serial}`] : []),
]

/** A machine that is gone from HEAD. */
export interface Gone extends Place {
  readonly name: string
  readonly kind: 'server' | 'bridge'
  /** Its licences that no machine of HEAD lists, and that are tied to a host. Undefined where its spec did not say which it has. */
  readonly licenses: readonly Tied[] | undefined
}

export function goneMachines(base: Fleet, head: Fleet, renamed: ReadonlyMap<string, string>): Gone[] {
  const names = new Set(machinesOf(head).map(({ name }) => name))
  const listed = new Set(machinesOf(head).flatMap((machine) => tiedOf(machine).map(identity)))
  return machinesOf(base).flatMap((machine): Gone[] => {
    const { name, document, path } = machine
    if (names.has(name) || renamed.has(name)) return []
    // A secondary lives on the licences of its primary.
    const own = 'role' in machine && machine.role === 'secondary' ? (machine.licenses ?? []) : machine.licenses
    const licenses = own && tiedOf(machine).filter((each) => !listed.has(identity(each)))
    return [{ name, kind: 'role' in machine ? 'server' : 'bridge', licenses, document, path }]
  })
}

const identity = ({ license, hosts }: Tied): string =>
  JSON.stringify([license, hosts.map((host) => macDigits(host) ?? readHostId(host).macs[0] ?? host)])
