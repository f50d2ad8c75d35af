/** The lines of an order as rows of a quote find them: by number, part number or feature, and by the machine that a row names. */
import type { FeatureName } from '../../../knowledge/fact.ts'
import { addTo } from '../../../model/add-to.ts'
import type { Fleet, Server } from '../../../model/fleet.ts'
import type { Order, OrderLine } from '../order.ts'
import type { Remark } from './delivery.ts'
import { type Expected, expectedHost } from './host.ts'
import type { Row } from './named.ts'
import { inPoolOf, memberWith } from './pooled.ts'
import { featureOf, macOf, unpadded } from './row.ts'
import { type Want, wantsOf } from './want.ts'

/** An order line with what of it has been quoted, and may have been, in items. */
export interface Asked {
  readonly line: OrderLine
  readonly wants: readonly Want[]
  quoted: number
  maybe: number
  readonly remarks: Remark[]
}

export interface Table {
  readonly all: readonly Asked[]
  readonly byNumber: ReadonlyMap<number, Asked>
  readonly byPart: ReadonlyMap<string, readonly Asked[]>
  /** By part number and holder, and by part number and what the licence is tied to. */
  readonly byMachine: ReadonlyMap<string, readonly Asked[]>
  readonly byFeature: ReadonlyMap<FeatureName, readonly Want[]>
  /** By feature and holder, and by feature and what the licence is tied to. */
  readonly byHolder: ReadonlyMap<string, readonly Want[]>
}

export function tableOf(fleet: Fleet, order: Order): Table {
  const wants = new Map<OrderLine, Want[]>()
  for (const want of wantsOf(order)) addTo(wants, want.line, want)
  const all = order.lines.map((line): Asked => ({ line, wants: wants.get(line) ?? [], quoted: 0, maybe: 0, remarks: [] }))
  const [byPart, byMachine] = [new Map<string, Asked[]>(), new Map<string, Asked[]>()]
  const [byFeature, byHolder] = [new Map<FeatureName, Want[]>(), new Map<string, Want[]>()]
  for (const asked of all) {
    const { line } = asked
    if (line.item) {
      addTo(byPart, line.item.partNumber, asked)
      for (const name of namesFor(line, hostOf(fleet, line, asked.wants))) addTo(byMachine, key(line.item.partNumber, name), asked)
    }
    for (const want of asked.wants) {
      addTo(byFeature, want.feature, want)
      for (const name of namesFor(line, expectedHost(fleet, line, want.feature))) addTo(byHolder, key(want.feature, name), want)
    }
  }
  return { all, byNumber: new Map(all.map((asked) => [asked.line.number, asked])), byPart, byMachine, byFeature, byHolder }
}

const key = (...parts: readonly string[]): string => JSON.stringify(parts)

/** The machine of a line, and what its licence is tied to. */
function namesFor({ holder }: OrderLine, expected: Expected): ReadonlySet<string> {
  const serial = 'serial' in expected ? expected.serial : undefined
  return new Set([holder, ...('macs' in expected ? expected.macs : []), ...(serial === undefined ? [] : [unpadded(serial)])])
}

export const hostOf = (fleet: Fleet, line: OrderLine, [want]: readonly Want[]): Expected =>
  want ? expectedHost(fleet, line, want.feature) : { unknown: { missing: 'what it grants', of: line.holder } }

/** What a row has of a thing and of the machine that it names, by name or else by host id. */
function ofMachine<Found>(table: ReadonlyMap<string, readonly Found[]>, thing: string | undefined, { holder, hostId }: Row) {
  if (thing === undefined) return undefined
  const hosts = hostId === undefined ? [] : [macOf(hostId), unpadded(hostId)]
  for (const name of [holder, ...hosts]) {
    const found = name === undefined ? undefined : table.get(key(thing, name))
    if (found) return found
  }
  return undefined
}

/** The server that a row names, as a member of a pool. */
export function memberOf(fleet: Fleet, { holder, hostId }: Row): Server | undefined {
  const mac = macOf(hostId)
  return holder === undefined ? memberWith(fleet, mac === undefined ? [] : [mac]) : fleet.serverNamed.get(holder)
}

/** Lines of the pool of the machine that a row names, where there are any; else all. */
function pooledFirst<Found extends Pick<Asked, 'line'>>(fleet: Fleet, row: Row, all: readonly Found[]): readonly Found[] {
  const shared = inPoolOf(fleet, memberOf(fleet, row), all)
  return shared.length > 0 ? shared : all
}

/** The order line of a row's number, else those of its part number: of the machine that the row names, if it does. `tied` says that it does. */
export function linesFor(fleet: Fleet, table: Table, row: Row): { readonly lines: readonly Asked[]; readonly tied: boolean } {
  const { number, partNumber, holder } = row
  const numbered = number === undefined ? undefined : table.byNumber.get(number)
  const feature = featureOf(row.feature)
  const own = ofMachine(table.byMachine, partNumber, row)
  const wants = partNumber === undefined ? ofMachine(table.byHolder, feature, row) : undefined
  const elsewhere = own ? !own.some((each) => each === numbered) : wants?.every(({ line }) => line !== numbered?.line)
  if (
    numbered &&
    (partNumber === undefined || partNumber === numbered.line.item?.partNumber) &&
    (holder === undefined ? elsewhere !== true : holder === numbered.line.holder) &&
    (feature === undefined || numbered.wants.some((want) => want.feature === feature))
  )
    return { lines: [numbered], tied: row.stranger === undefined || own !== undefined || wants !== undefined }
  if (own) return { lines: own, tied: true }
  return { lines: partNumber === undefined ? [] : pooledFirst(fleet, row, table.byPart.get(partNumber) ?? []), tied: false }
}

/** The wants of a feature: of the machine that a row names, if it does. */
export function wantsFor(
  fleet: Fleet,
  table: Table,
  feature: FeatureName | undefined,
  row: Row,
): { readonly wants: readonly Want[]; readonly tied: boolean } {
  const own = ofMachine(table.byHolder, feature, row)
  if (own) return { wants: own, tied: true }
  return { wants: feature === undefined ? [] : pooledFirst(fleet, row, table.byFeature.get(feature) ?? []), tied: false }
}
