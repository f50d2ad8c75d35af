/** Steps that most requests share: to buy, to register, to wait, and to look at what came. */
import { type Release, spell } from '../../../knowledge/release.ts'
import { addTo } from '../../../model/add-to.ts'
import { inWords, listed } from '../../../model/in-words.ts'
import type { LicenseMac } from '../../../model/license-mac.ts'
import type { OrderLine, Step } from '../order.ts'
import { named } from './amounts.ts'

export const seller = 'your account team or Cisco Customer Service (1-800-553-6387 in the FAQ of 2007)'

/** Buys what lines name, by the rows of a price book or in units; what is of one kind is added up. */
export function buy(lines: readonly OrderLine[], of: string): Step {
  const alike = new Map<string, OrderLine[]>()
  for (const line of lines) addTo(alike, kindOf(line), line)
  const days = [...new Set(lines.map(({ orderBy }) => orderBy))]
  const [day] = days
  const goods = [...alike.values()].map((group) => goodsOf(group, days.length > 1 ? due(group) : undefined))
  const says = `Buy ${day !== undefined && days.length === 1 ? `by ${day} ` : ''}what ${named(lines)} ${lines.length > 1 ? 'name' : 'names'} for ${of} from ${seller}: ${listed(goods)}. It comes with a PAK, or with several.`
  return { phase: 'buy', on: undefined, says, facts: ['orders-go-through-account-team'] }
}

const kindOf = ({ item, gives, upgrade }: OrderLine): string =>
  JSON.stringify([item?.book, item?.partNumber, item ? [] : gives.map(({ feature }) => feature), upgrade])

function goodsOf(lines: readonly OrderLine[], days: string | undefined): string {
  const [first] = lines
  const count = lines.reduce((sum, line) => sum + line.count, 0)
  if (first?.item) return `${count} x ${first.item.partNumber}${bracketed([first.item.description, days])}`
  if (first?.upgrade) return `${upgradeTo(first.upgrade, count)}${bracketed([days])}`
  const units = first?.gives.map(({ feature }) => ({ feature, units: count })) ?? []
  return `${inWords(units)}${bracketed([days])}`
}

const upgradeTo = ({ from, to }: NonNullable<OrderLine['upgrade']>, count: number): string =>
  `${count > 1 ? `${count} upgrade licences` : 'an upgrade licence'}${from === undefined ? '' : ` from ${from}`} to ${to}`

const bracketed = (words: readonly (string | undefined)[]): string => {
  const said = words.filter((word) => word !== undefined)
  return said.length > 0 ? ` (${said.join('; ')})` : ''
}

/** `2 now, 1 by 2007-05-30`, `by 2007-05-30`; undefined where all is to be ordered now. */
function due(lines: readonly OrderLine[]): string | undefined {
  const days = [...new Set(lines.map(({ orderBy }) => orderBy ?? ''))].sort()
  const [only] = days
  if (days.length < 2) return only ? `by ${only}` : undefined
  return days
    .map((day) => {
      const count = lines.reduce((sum, line) => sum + ((line.orderBy ?? '') === day ? line.count : 0), 0)
      return `${count} ${day === '' ? 'now' : `by ${day}`}`
    })
    .join(', ')
}

const pages = { new: 'New License Registration', upgrade: 'Upgrade License Registration' } as const

/** Where licences are registered, down to a page; `inferred` is whether no source says that it is this one. */
export function registration(as: keyof typeof pages, release: Release, inferred: boolean): string {
  const other = pages[as === 'new' ? 'upgrade' : 'new']
  return `${section} > ${pages[as]} for ${spell(release)}${inferred ? ` (inferred; if the page does not take it, try ${other})` : ''}`
}

export const customerRegistration = "Cisco's Customer Registration page on its web site (for registered customers, with a Cisco login)"
const section = 'Voice Products > Cisco Unity Software'

/** Registers on the web: a new licence, an upgrade of what a machine has, or a licence on the page for Bridges. */
export function register(release: Release, of: string, as: keyof typeof pages | 'bridge', inferred = false): Step {
  const page = as === 'bridge' ? `${section} > the page for Bridge licences` : registration(as, release, inferred)
  return {
    phase: 'request',
    on: undefined,
    says: `Open ${customerRegistration} and choose ${page}. Fill in the fields of this request and choose Submit. Keep a copy with the papers of ${of}.`,
    facts: ['registered-on-web', ...(as === 'upgrade' ? ['more-is-registered-as-upgrade'] : []), 'registration-is-kept'],
  }
}

/** Waits for what was registered. Of what is bought the order reckons a time of its own, unless that is the day that registering takes. */
export const receive = (what: string, facts: readonly string[], leadDays = 1): Step => ({
  phase: 'receive',
  on: undefined,
  says: `Wait for ${what} within 24 hours of the registration${leadDays === 1 ? '' : `; the order reckons ${leadDays} days from purchase to licence`}.`,
  facts: ['license-within-24-hours', ...facts],
})

/** Waits for what was asked for by e-mail. */
const untold = 'How long an answer to an e-mail takes is in no source at hand.'

/** Whether a step waits for an answer of which nobody tells how long it takes. */
export const waitsUntold = ({ phase, says }: Step): boolean => phase === 'receive' && says.endsWith(untold)

export const receiveMail = (what: string): Step => ({
  phase: 'receive',
  on: undefined,
  says: `Wait for ${what}. ${untold}`,
  facts: [],
})

interface Expected {
  /** What the licence is registered for. */
  readonly mac: LicenseMac
  readonly failover: boolean
  /** Whether it was bought by lines of the order. */
  readonly ordered: boolean
  /** What else to look for, as a sentence. */
  readonly also?: string
}

/** Looks into the file before it is installed. */
export function lookInFile({ mac, failover, ordered, also }: Expected): Step {
  const host =
    'digits' in mac
      ? `the MAC that the licence is for, in small letters (inferred): ${mac.digits.toLowerCase()}`
      : 'the MAC that the licence is for, in small letters (inferred)'
  const says = [
    `Before you install the file, open it in Notepad: its HOSTID must be ${host}${failover ? '; and LicSecondaryServerIsLicensed must be set to Licensed' : ''}.`,
    ...(also === undefined ? [] : [also]),
  ]
  const facts = ['license-names-one-mac', ...(failover ? ['failover-shows-in-file'] : [])]
  return { phase: 'receive', on: undefined, says: says.join(' '), facts, verifiable: ordered }
}
