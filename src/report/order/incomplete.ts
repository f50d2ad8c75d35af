/** What keeps an order from being complete: said in a sentence, and in full. */

import { feature } from '../../knowledge/knowledge.ts'
import { gathered } from '../../licensing/order/open-items.ts'
import type { LedgerLine, OpenItem, Order } from '../../licensing/order/order.ts'
import { counted } from '../../model/figure.ts'
import { address, type Where } from '../address.ts'
import { amountOf } from '../licenses/words.ts'
import { type Block, checksOf, listOf } from '../page/page.ts'
import type { Sources } from './sources.ts'
import { account, openText } from './words.ts'

type Open = Pick<Order, 'open' | 'requests'>

/** Open items of the order and of its requests, each once; those on which quantities hang first. */
export function openItems(order: Open): OpenItem[] {
  const { own, asked } = decided(order)
  const all = once([...own, ...asked])
  return [...all.filter(({ decides }) => decides), ...all.filter(({ decides }) => !decides)]
}

/** Of those that change no quantities: what stands in no request, and how many there are in the requests. */
export function openBeside(order: Open): { readonly own: readonly OpenItem[]; readonly inRequests: number } {
  const { own, asked } = decided(order)
  const told = new Set(asked.map(wordsOf))
  const harmless = (items: readonly OpenItem[]): OpenItem[] => once(items.filter(({ decides }) => !decides))
  return { own: harmless(own.filter((item) => !told.has(wordsOf(item)))), inRequests: harmless(asked).length }
}

const wordsOf = ({ of, missing, find }: OpenItem): string => JSON.stringify([of, missing, find])

/** The items of the order and those of its requests. One that decides somewhere, decides. */
function decided({ open, requests }: Open): { readonly own: readonly OpenItem[]; readonly asked: readonly OpenItem[] } {
  const asked = requests.flatMap((request) => request.open)
  const deciding = new Set([...open, ...asked].flatMap((item) => (item.decides ? wordsOf(item) : [])))
  const settle = (items: readonly OpenItem[]): OpenItem[] => items.map((item) => ({ ...item, decides: deciding.has(wordsOf(item)) }))
  return { own: settle(open), asked: settle(asked) }
}

/** What is to be found out in one go: the same thing, in the same way, for the same place. Where it decides without a place, of each machine. */
const keyOf = ({ missing, find, place, of, decides }: OpenItem): string =>
  JSON.stringify([missing, find, place ? [place.document.file, place.document.number, place.path] : decides && of])

/** Items with the names of all of which something is missing. */
const once = (items: readonly OpenItem[]): OpenItem[] => gathered(items, keyOf, (names) => names.join(', '))

const undecided = ({ ledger }: Pick<Order, 'ledger'>): LedgerLine[] => ledger.filter((line) => line.undecided > 0)

/** Why the order may not be all that is needed, as parts of a sentence; none where it is. */
export function reasons(order: Order): string[] {
  const { blocked, unread, errors, optimality } = order
  const deciding = openItems(order).filter(({ decides }) => decides).length
  const lines = undecided(order).length
  return [
    ...(unread > 0 ? [`${counted(unread, 'documents')} could not be read`] : []),
    ...(errors > 0 ? [`the specs have ${counted(errors, 'errors')}`] : []),
    ...(blocked.length > 0
      ? [`${counted(blocked.length, 'needs')} cannot be ordered as ${blocked.length === 1 ? 'it is' : 'they are'}`]
      : []),
    ...(deciding > 0 ? [`${counted(deciding, 'open items')} may change quantities`] : []),
    ...(lines > 0 ? [`${counted(lines, 'amounts')} may be too low`] : []),
    ...(optimality.proven ? [] : ['it is not proven that there is no better one']),
  ]
}

/** The same in full. */
export function incomplete(order: Order, where: Where, { marks }: Sources): Block[] {
  const { unread, errors, blocked, optimality } = order
  const deciding = openItems(order).filter(({ decides }) => decides)
  return [
    ...listOf([
      ...(unread > 0 ? [`${counted(unread, 'documents')} could not be read. What stands there is not in this order.`] : []),
      ...(errors > 0
        ? [
            `The specs have ${counted(errors, 'errors')} that no licence mends; cuspec lint shows ${errors === 1 ? 'it' : 'them'}. What is ordered for them may be wrong.`,
          ]
        : []),
      ...(optimality.proven ? [] : [unproven(optimality.unproven)]),
    ]),
    ...listOf(
      blocked.map(({ of, kind, feature: name, units, reason, place, cites }) => ({
        says: `${account(kind, of)}: ${amountOf(feature(name), units)}${place ? ` (${address(place, where)})` : ''}: ${reason}`,
        marks: marks(cites.map(({ fact }) => fact)),
      })),
      'Needed, and not ordered',
    ),
    ...listOf(
      undecided(order).map(
        ({ of, kind, feature: name, undecided: units, doubts }) =>
          `${account(kind, of)}: ${feature(name).counted ? 'up to ' : ''}${amountOf(feature(name), units)} more, for want of: ${missing(doubts, of)}`,
      ),
      'May have to be ordered as well',
    ),
    ...checksOf(
      'To be found out first: it may change quantities',
      deciding.map((item) => openText(item, where)),
    ),
  ]
}

const missing = (doubts: LedgerLine['doubts'], whose: string): string =>
  doubts.length === 0
    ? 'a fact that is not named'
    : [...new Set(doubts.map(({ missing, of }) => (of === whose ? missing : `${missing} (${of})`)))].join('; ')

export const unproven = (names: readonly string[]): string =>
  `What is ordered covers what is needed, but it is not proven that less or cheaper would not do${names.length === 0 ? '' : `, of: ${names.join(', ')}`}.`
