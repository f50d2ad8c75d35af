/** What a licence is tied to, as a form asks for it: a MAC address or the serial number of a dongle. */
import { byFile, unreadableSerial } from '../../../knowledge/knowledge.ts'
import { inLicense } from '../../../model/entitlement.ts'
import type { Bridge, Server } from '../../../model/fleet.ts'
import { licenseMac, nicPlace } from '../../../model/license-mac.ts'
import { at, type Place } from '../../../model/part.ts'
import type { OpenItem } from '../order.ts'
import type { Asked } from './draft.ts'

/** The licence MAC of a machine. `whose` says why it is that of this machine, where a form might mean another. */
export function macField(machine: Server | Bridge, label = 'MAC address', whose?: string): Asked {
  const mac = licenseMac(machine)
  const shared = { label, mayStayBlank: false }
  const because = whose === undefined ? '' : `; ${whose}`
  if ('digits' in mac) {
    const why = mac.virtual
      ? `${mac.owner}: the NICs of ${machine.name} are a fault-tolerant team, for which no burned-in MAC counts`
      : `${mac.owner} of ${machine.name}: the one that ipconfig /all lists first`
    return { field: { ...shared, value: mac.digits, why: `${why}${because}`, place: mac.place }, facts: factsOf(machine) }
  }
  const open = unknownMac(machine, mac.unknown.missing)
  return {
    field: { ...shared, value: undefined, why: `${open.missing} of ${machine.name}${because}`, place: open.place },
    facts: factsOf(machine),
    open,
  }
}

const teamOf = (machine: Server | Bridge): Server['spec']['team'] => ('role' in machine ? machine.spec.team : undefined)

const factsOf = (machine: Server | Bridge): string[] =>
  teamOf(machine) ? ['host-is-virtual-mac', 'virtual-mac-by-driver'] : ['host-is-first-nic', 'mac-by-ipconfig']

function unknownMac(machine: Server | Bridge, missing: string): OpenItem {
  const { name, spec } = machine
  const team = teamOf(machine)
  const shared = { of: name, decides: false }
  if (team && 'role' in machine) {
    const place = at(machine, 'team', 'virtualMac')
    const find = `the driver of the teamed NICs on ${name}, through the tool that came with it; not a burned-in MAC`
    return team.type === 'fault-tolerant' ? { ...shared, missing, find, place } : { ...shared, missing, find: 'the licensing team', place }
  }
  const find = `ipconfig /all on ${name}, Physical Address of the first NIC from the top`
  if (spec.nics?.[0]) return { ...shared, missing, find, place: nicPlace(machine, 0) }
  return { ...shared, missing: 'the MAC of the first NIC', find, place: 'role' in machine ? at(machine, 'nics') : at(machine, 'nics') }
}

/** The dongle of a server. */
export interface Dongle {
  /** Undefined where the spec does not say it, or contradicts itself. */
  readonly serial: string | undefined
  readonly place: Place
}

/** By the key of the server itself, else by its dongle licences; one that can be read first. Undefined where the spec names no dongle. */
export function dongleOf(server: Server): Dongle | undefined {
  const { spec, licenses = [] } = server
  const own: Dongle[] = spec.dongle ? [{ serial: spec.dongle.serial, place: at(server, 'dongle', 'serial') }] : []
  const ofLicenses = licenses.flatMap((license): Dongle[] =>
    license.spec.kind === 'dongle' ? [{ serial: license.spec.serial, place: inLicense(license, 'serial') }] : [],
  )
  const [readable, ...others] = [own, ofLicenses].map((each) => each.filter(isReadable)).find(({ length }) => length > 0) ?? []
  if (readable) return others.every(({ serial }) => serial === readable.serial) ? readable : { ...readable, serial: undefined }
  return own[0] ?? ofLicenses.find(({ serial }) => serial !== undefined) ?? ofLicenses[0]
}

/** The dongle of a server, if that is one that cannot be read. */
export function unreadableDongle(server: Server): Dongle | undefined {
  const { spec } = server
  const dongle = spec.dongle ? { serial: spec.dongle.serial, place: at(server, 'dongle', 'serial') } : dongleOf(server)
  return dongle?.serial === unreadableSerial ? dongle : undefined
}

const isReadable = ({ serial }: Dongle): boolean => serial !== undefined && serial !== unreadableSerial

export function serialField(server: Server, label = 'Serial number of the dongle', why = `printed on the dongle of ${server.name}`): Asked {
  const { serial, place } = dongleOf(server) ?? { serial: undefined, place: at(server, 'dongle') }
  const unreadable = serial === unreadableSerial
  const value = unreadable ? undefined : serial
  const inUse = !server.release || !byFile(server.release)
  const facts = ['host-is-dongle', ...(inUse ? ['form-asks-serial'] : []), ...(unreadable ? ['dongle-unreadable'] : [])]
  const field = { label, value, why, mayStayBlank: false, place }
  if (value !== undefined) return { field, facts }
  const missing = unreadable
    ? `the serial number of the dongle: ${serial} means that it is missing or cannot be read`
    : 'the serial number of the dongle'
  return { field, facts, open: { missing, of: server.name, find: whereToFind(server), place, decides: false } }
}

function whereToFind({ name, release }: Server): string {
  const printed = `the number that is printed on the dongle of ${name}`
  if (release && byFile(release)) return printed
  return `${printed}, or Start > Programs > Unity > Key Dump on ${name}`
}

/** The form calls it required, though it is not. */
export const keyCode: Asked = {
  field: {
    label: 'Currently installed key code',
    value: undefined,
    why: 'the form calls it required, but it may be left blank',
    mayStayBlank: true,
    place: undefined,
  },
  facts: ['form-key-code-may-stay-blank'],
}
