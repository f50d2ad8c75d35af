/** Steps that most requests share: to buy, to register, and to wait. */
import { type Release, spell } from '../../../knowledge/release.ts'
import type { OrderLine, Step } from '../order.ts'
import { inWords, listed, named } from './amounts.ts'

/** Buys what lines name, by the rows of a price book or in units. */
export function buy(lines: readonly OrderLine[], of: string): Step {
  const goods = lines.map(({ item, count, gives }) =>
    item ? `${count} x ${item.partNumber}${item.description ? ` (${item.description})` : ''}` : inWords(gives),
  )
  const says = `Buy what ${named(lines)} ${lines.length > 1 ? 'name' : 'names'} for ${of} from your account team or the vendor's customer service: ${listed(goods)}. It comes with a PAK, or with several.`
  return { phase: 'buy', on: undefined, says, facts: ['orders-go-through-account-team'] }
}

/** Registers on the web: a new licence, an upgrade of what a machine has, or a licence on the page for Bridges. */
export function register(release: Release, of: string, as: keyof typeof forms): Step {
  const page = as === 'bridge' ? 'the page for Bridge licences' : `${forms[as]} for ${spell(release)}`
  return {
    phase: 'request',
    on: undefined,
    says: `Open the vendor's customer registration page, find Cisco Unity Software among the voice products, and choose ${page}. Fill in the fields of this request and choose Submit. Keep a copy with the papers of ${of}.`,
    facts: ['registered-on-web', ...(as === 'upgrade' ? ['more-is-registered-as-upgrade'] : []), 'registration-is-kept'],
  }
}

const forms = { new: 'New License Registration', upgrade: 'Upgrade License Registration', bridge: undefined } as const

/** Waits for what was registered. */
export const receive = (what: string, leadDays: number, facts: readonly string[]): Step => ({
  phase: 'receive',
  on: undefined,
  says: `Wait for ${what} within 24 hours of the registration${allowed(leadDays)}.`,
  facts: ['license-within-24-hours', ...facts],
})

/** Waits for what was asked for by e-mail. */
export const receiveMail = (what: string, leadDays: number): Step => ({
  phase: 'receive',
  on: undefined,
  says: `Wait for ${what}. How long an answer to an e-mail takes is in no source at hand${allowed(leadDays)}.`,
  facts: [],
})

const allowed = (days: number): string =>
  days > 0 ? `; the order allows ${days} day${days === 1 ? '' : 's'} from purchase to licence` : ''
