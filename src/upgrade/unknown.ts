/** What is not known of the licences of a fleet on its way, and so of what has to be bought. */
import { byFile, upgradeLicense } from '../knowledge/knowledge.ts'
import { spell } from '../knowledge/release.ts'
import { accounts } from '../licensing/order/account.ts'
import { drawUp, type OrderOptions } from '../licensing/order/draw-up.ts'
import { gathered, namesText } from '../licensing/order/open-items.ts'
import type { OpenItem } from '../licensing/order/order.ts'
import { unreadableDongle } from '../licensing/order/request/host.ts'
import { upgradeUnknown } from '../licensing/order/request/upgrade-reason.ts'
import { unstated } from '../licensing/order/unstated.ts'
import type { Bridge, Fleet, Server } from '../model/fleet.ts'
import { at } from '../model/part.ts'
import { uncertain } from '../model/uncertain.ts'
import type { Unit } from './plan.ts'
import type { Hop } from './route.ts'
import { licensedThrough } from './wizard-run.ts'

/** What of today's licences is not known. What is not known of today's needs, orders of later rounds ask where they still need it. */
export function openToday(start: Fleet, options: OrderOptions): OpenItem[] {
  // Of a fleet whose licences are all known nothing has to be drawn up for it.
  if (![...start.servers, ...start.bridges].some(isDoubtful)) return []
  const all = [...accounts(start)].flatMap((each) => ('missing' in each ? [] : [each]))
  const needs = new Set([...unstated(all)].map(({ doubt }) => doubt.missing))
  return drawUp(start, options).open.filter(({ missing }) => !needs.has(missing))
}

const isDoubtful = (machine: Server | Bridge): boolean =>
  machine.licenses === undefined || [...uncertain(machine)].length > 0 || ('role' in machine && unreadableDongle(machine) !== undefined)

/** Each thing once, with the names of those of which it is not known. */
export const onceEach = (items: readonly OpenItem[]): OpenItem[] => gathered(items, ({ missing }) => missing, namesText)

/** Servers of which an upgrade licence has to be bought, and of which nobody says what they are licensed for. */
export function unlicensedOf({ servers }: Unit, { from, to }: Hop): string[] {
  if (upgradeLicense(from, to)?.needed !== true) return []
  const holders = byFile(to) ? servers.filter(({ role }) => role !== 'secondary') : servers
  return holders.flatMap(({ name, licenses }) => (licenses === undefined ? [name] : []))
}

/** That nobody tells whether licences have to be upgraded, of a hop: of one licence or of those that were bought on the way. */
export function licenceUnknown(unit: Unit, { from, to }: Hop): OpenItem[] {
  const [first] = unit.servers
  if (!first || licensedThrough(unit, { to }) || upgradeLicense(from, to) !== undefined) return []
  return [{ ...upgradeUnknown(spell(from), to), of: first.name, place: at(first, 'version'), decides: true }]
}
