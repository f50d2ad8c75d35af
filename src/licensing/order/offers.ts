/** What price books offer for a machine: items whose prices hold on a day and that fit its release. */
import type { FeatureName } from '../../knowledge/fact.ts'
import { features } from '../../knowledge/knowledge.ts'
import { findRelease, type Release, versionLine } from '../../knowledge/release.ts'
import type { Bridge, Fleet, Server } from '../../model/fleet.ts'
import { at, type Doubt } from '../../model/part.ts'
import { moneyOf } from './money.ts'
import type { OrderedItem, Units } from './order.ts'

export interface Offer {
  readonly item: OrderedItem
  /** What one of it grants and takes. */
  readonly gives: readonly Units[]
  readonly takes: readonly Units[]
  /** Of an upgrade item the release that it upgrades, and whether it licenses the upgrade as such. */
  readonly upgrades: { readonly from: Release | undefined; readonly software: boolean } | undefined
}

export interface Offers {
  readonly offers: readonly Offer[]
  readonly currency: string | undefined
  /** What is missing to price the order of this machine. */
  readonly doubt: Doubt | undefined
}

const none: Offers = { offers: [], currency: undefined, doubt: undefined }

/** The price books that hold for machines, looked up once a fleet. */
export function offersIn({ priceBooks }: Fleet): (machine: Server | Bridge, release: Release) => Offers {
  const known = new Map<string, Offers>()
  return (machine, release) => {
    if (priceBooks.length === 0) return none
    const key = JSON.stringify([machine.priceBook, machine.asOf, release.id])
    const found = known.get(key) ?? offersFor(priceBooks, machine, release)
    known.set(key, found)
    return found.doubt ? { ...found, doubt: { ...found.doubt, of: machine.name } } : found
  }
}

function offersFor(books: Fleet['priceBooks'], machine: Server | Bridge, release: Release): Offers {
  const { priceBook, asOf, name: of } = machine
  const named = books.filter(({ spec }) => priceBook === undefined || spec.metadata.name === priceBook)
  if (named.length === 0)
    return {
      ...none,
      doubt: { missing: `the price book ${priceBook}, which is not among the documents`, of, remedy: 'give its file to the same run' },
    }
  const valid = named.filter(({ spec: { validFrom = '', validTo = asOf } }) => validFrom <= asOf && asOf <= validTo)
  if (valid.length === 0)
    return {
      ...none,
      doubt: {
        missing: `a price book whose prices hold on ${asOf}`,
        of,
        remedy: 'a PriceBook document with validFrom and validTo around that day',
      },
    }
  const currencies = [...new Set(valid.map(({ spec }) => spec.currency))]
  const [currency] = currencies
  if (currencies.length > 1)
    return {
      ...none,
      doubt: {
        missing: `the price book to order by: those at hand are in ${currencies.join(' and ')}`,
        of,
        remedy: 'priceBook: in the deployment names one',
      },
    }
  const offers = valid.flatMap((book) => book.spec.items.flatMap((_, index) => offerOf(book, index, release) ?? []))
  return { offers, currency, doubt: undefined }
}

function offerOf(book: Fleet['priceBooks'][number], index: number, release: Release): Offer | undefined {
  const row = book.spec.items[index]
  if (!row || !fits(row, release)) return undefined
  const { partNumber, description, packSize = 1, price, entitles, converts = {}, upgradesFrom } = row
  const units = (amounts: Readonly<Record<string, number | boolean | undefined>>): Units[] =>
    features.flatMap(({ name }) => unitsOf(name, amounts[name], packSize))
  return {
    item: {
      partNumber,
      description,
      place: at(book, 'items', index),
      book: book.spec.metadata.name,
      ...(book.spec.validTo !== undefined && { validTo: book.spec.validTo }),
      price: moneyOf(price, book.spec.currency),
    },
    gives: units(entitles),
    takes: units(converts),
    upgrades:
      upgradesFrom === undefined && !entitles.softwareVersion
        ? undefined
        : { from: upgradesFrom === undefined ? undefined : findRelease(upgradesFrom), software: entitles.softwareVersion === true },
  }
}

function unitsOf(feature: FeatureName, amount: number | boolean | undefined, packSize: number): Units[] {
  if (amount === undefined || amount === false) return []
  return [{ feature, units: amount === true ? 1 : amount * packSize }]
}

interface Ends {
  readonly from?: string
  readonly to?: string
}

/** Whether an item can be ordered for a release. An end that is no release is for a rule to say; the item then fits nothing. */
function fits({ from, to }: Ends, { place }: Release): boolean {
  const first = from === undefined ? versionLine[0] : findRelease(from)
  const last = to === undefined ? versionLine[versionLine.length - 1] : findRelease(to)
  return first !== undefined && last !== undefined && first.place <= place && place <= last.place
}
