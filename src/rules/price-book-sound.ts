import { findRelease } from '../knowledge/release.ts'
import { addTo } from '../model/add-to.ts'
import { decimal } from '../model/figure.ts'
import type { Fleet } from '../model/fleet.ts'
import { at, type Place } from '../model/part.ts'
import type { Problem, Rule } from './rule.ts'

type Book = Fleet['priceBooks'][number]

interface Row {
  readonly book: Book
  readonly index: number
  readonly item: Book['spec']['items'][number]
}

/** Why two rows of one part number cannot both be right. */
function contradiction({ book, item }: Row, other: Row): string | undefined {
  const named = (name: string): string => `${item.partNumber} ${name}`
  const where = other.book === book ? 'in another row' : `in the price book ${other.book.spec.metadata.name}`
  const price = ({ price }: Row['item']): string => `${book.spec.currency} ${decimal(price)}`
  if (item.price !== other.item.price) return `${named('costs')} ${price(item)} here, and ${price(other.item)} ${where}`
  const { packSize = 1 } = item
  const { packSize: otherSize = 1 } = other.item
  if (packSize !== otherSize) return `${named('is a pack of')} ${packSize} here, and one of ${otherSize} ${where}`
  const what = ({ entitles, converts, upgradesFrom }: Row['item']): string =>
    JSON.stringify([sorted(entitles), sorted(converts ?? {}), upgradesFrom])
  return what(item) === what(other.item) ? undefined : `${named('entitles to other things here than')} ${where}`
}

const sorted = (amounts: object): unknown[] => Object.entries(amounts).sort(([a], [b]) => (a < b ? -1 : 1))

/** Whether some release, some day and some deployment may find both rows. */
function meet(fleet: Fleet, a: Row, b: Row): boolean {
  const machines = [...fleet.servers, ...fleet.bridges]
  const alone =
    a.book.spec.metadata.name !== b.book.spec.metadata.name && machines.length > 0 && machines.every((each) => each.priceBook !== undefined)
  if (alone || a.book.spec.currency !== b.book.spec.currency) return false
  const days = ({ book: { spec } }: Row): Ends<string> => ({ from: spec.validFrom, to: spec.validTo })
  const places = ({ item: { from, to } }: Row): Ends<number> => ({ from: placeOf(from), to: placeOf(to) })
  return (a.book === b.book || overlap(days(a), days(b))) && overlap(places(a), places(b))
}

const placeOf = (written: string | undefined): number | undefined => (written === undefined ? undefined : findRelease(written)?.place)

interface Ends<End> {
  readonly from: End | undefined
  readonly to: End | undefined
}

const overlap = <End extends string | number>(a: Ends<End>, b: Ends<End>): boolean => begins(a, b) && begins(b, a)

const begins = <End extends string | number>({ from }: Ends<End>, { to }: Ends<End>): boolean =>
  from === undefined || to === undefined || from <= to

function* repeated(fleet: Fleet): Iterable<Problem> {
  const byNumber = new Map<string, Row[]>()
  for (const book of fleet.priceBooks)
    for (const [index, item] of book.spec.items.entries()) {
      const row = { book, index, item }
      const place = (each: Row): Place => at(each.book, 'items', each.index, 'partNumber')
      for (const earlier of (byNumber.get(item.partNumber) ?? []).filter((each) => meet(fleet, each, row)).slice(0, 1)) {
        const message = contradiction(row, earlier)
        if (message !== undefined) yield { at: place(row), message, related: [{ at: place(earlier), message: 'the other row' }] }
      }
      addTo(byNumber, item.partNumber, row)
    }
}

export default {
  id: 'price-book-sound',
  title: 'A part number has one price and one meaning, on days that come in order',
  severity: 'error',
  consequence: 'order',
  rationale:
    'Orders are priced by these rows, and the cheapest wins: of two rows for one part number a wrong one would. Rows may share a part number where their releases, their days or their currencies keep them apart, or where every deployment names the price book that it orders by.',
  parts: ['priceBooks'],
  cites: [],

  *check(fleet) {
    for (const book of fleet.priceBooks) {
      const { validFrom, validTo } = book.spec
      if (validFrom !== undefined && validTo !== undefined && validTo < validFrom)
        yield { at: at(book, 'validTo'), message: `its prices end on ${validTo}, before they begin on ${validFrom}` }
    }
    yield* repeated(fleet)
  },

  good: [
    `
apiVersion: cuspec/v1
kind: PriceBook
metadata: { name: prices-2007 }
currency: AUD
validFrom: 2007-01-01
validTo: 2007-12-31
items:
  - { partNumber: EXAMPLE-VM-50, entitles: { voiceMailUsers: 1 }, packSize: 50, price: 2500, to: 4.0(4) }
  - { partNumber: EXAMPLE-VM-50, entitles: { voiceMailUsers: 1 }, packSize: 50, price: 2600, from: 4.0(5) }
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: PriceBook
metadata: { name: prices-2007 }
currency: AUD
validFrom: 2007-01-01
validTo: 2006-12-31 # <- its prices end on 2006-12-31, before they begin on 2007-01-01
items:
  - { partNumber: EXAMPLE-VM-50, entitles: { voiceMailUsers: 1 }, packSize: 50, price: 2500 }
  - partNumber: EXAMPLE-VM-50 # <- EXAMPLE-VM-50 costs AUD 2,600 here, and AUD 2,500 in another row
    entitles: { voiceMailUsers: 1 }
    packSize: 50
    price: 2600
  - { partNumber: EXAMPLE-PORT-8, entitles: { voicePorts: 1 }, packSize: 8, price: 4000 }
  - partNumber: EXAMPLE-PORT-8 # <- EXAMPLE-PORT-8 is a pack of 16 here, and one of 8 in another row
    entitles: { voicePorts: 1 }
    packSize: 16
    price: 4000
`,
  ],
} satisfies Rule
