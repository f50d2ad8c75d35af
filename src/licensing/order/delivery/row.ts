/** What is wrong with a row of a quote beside its quantity: its host, its release class, its end, its price. */
import type { FeatureName } from '../../../knowledge/fact.ts'
import { features } from '../../../knowledge/knowledge.ts'
import { findRelease, type Release, spell } from '../../../knowledge/release.ts'
import type { Fleet } from '../../../model/fleet.ts'
import { macDigits, readMac } from '../../../model/mac.ts'
import { expiry } from '../../../source/formats.ts'
import type { QuoteRow } from '../../../source/quote-file.ts'
import { type Money, moneyText, scaled } from '../money.ts'
import type { OrderLine } from '../order.ts'
import type { Remark } from './delivery.ts'
import { type Expected, machineOf, releaseOf, whose } from './host.ts'
import { memberWith, pooling, sharesPool, together } from './pooled.ts'
import type { remarkAt } from './share.ts'

type Say = ReturnType<typeof remarkAt>

/** The feature that a row names, by its name in specs or its title, whatever the capitals. */
export function featureOf(written: string | undefined): FeatureName | undefined {
  const plain = (text: string): string => text.toLowerCase().replace(/[\s_-]/g, '')
  return written === undefined
    ? undefined
    : features.find(({ name, title }) => [name, title].some((each) => plain(each) === plain(written)))?.name
}

/** Why a row does not fulfil an order line, whatever its quantity. */
export function faultsOf(fleet: Fleet, row: QuoteRow, line: OrderLine, expected: Expected, say: Say): readonly Remark[] {
  return [...hostFaults(fleet, row, line, expected, say), ...releaseFaults(fleet, row, line, say), ...expiryFaults(row, say)]
}

/** Whether the machine or host id of a row is another than the order has. Without either nothing is said. */
function hostFaults(fleet: Fleet, row: QuoteRow, line: OrderLine, expected: Expected, say: Say): readonly Remark[] {
  const { holder } = line
  const { hostId } = row
  if (row.holder !== undefined && row.holder !== holder) {
    const message = `for ${row.holder}, but ordered for ${holder}`
    if (!sharesPool(fleet, line, fleet.serverNamed.get(row.holder))) return [say('wrong-host', message)]
    return [say('other-member', `${message}; ${together} ${line.pool}`, ...pooling)]
  }
  if (hostId === undefined || 'unknown' in expected || hostId === 'ANY') return []
  if ('serial' in expected) {
    const fits = expected.serial === undefined || unpadded(expected.serial) === unpadded(hostId)
    return fits ? [] : [say('wrong-host', `dongle ${hostId}, but the licence of ${holder} is on ${expected.says}`, expected.fact)]
  }
  if (!/^[\dA-Fa-f]{6,}$/.test(hostId.replace(/[-:.\s]/g, '')))
    return [say('not-understood', `\`${hostId.slice(0, longest)}\` is no host id that can be read`)]
  const mac = readMac(padded(hostId))
  if ('fault' in mac)
    return [say('wrong-host', `host id ${hostId}: ${mac.fault}; the licence of ${holder} is tied to ${expected.says}`, expected.fact)]
  if (expected.macs.includes(mac.digits)) return []
  const seen = `host id ${mac.digits}${whose(fleet, mac.digits)}, but`
  if (sharesPool(fleet, line, memberWith(fleet, [mac.digits])))
    return [say('other-member', `${seen} ordered for ${holder}; ${together} ${line.pool}`, ...pooling)]
  return [say('wrong-host', `${seen} the licence of ${holder} is tied to ${expected.says}`, expected.fact)]
}

// A spreadsheet takes twelve digits for a number, and drops the zeros before it.
const padded = (hostId: string): string => (/^\d{1,11}$/.test(hostId) ? hostId.padStart(12, '0') : hostId)

/** The digits of a host id that is a MAC address. */
export const macOf = (hostId: string | undefined): string | undefined => (hostId === undefined ? undefined : macDigits(padded(hostId)))

/** A serial number without the zeros before it, which a spreadsheet drops. */
export const unpadded = (serial: string): string => serial.replace(/^0+(?=\d)/, '')

function releaseFaults(fleet: Fleet, { version, partNumber }: QuoteRow, line: OrderLine, say: Say): readonly Remark[] {
  const machine = machineOf(fleet, line)
  const release = machine && releaseOf(machine)
  if (!release) return []
  const runs = `but ${machine.name} runs ${spell(release)}`
  const items = partNumber === undefined ? [] : itemsOf(fleet, partNumber)
  if (items.length > 0 && !items.some((item) => isFor(item, release))) {
    const [{ from, to } = { from: undefined, to: undefined }] = items
    const range = from === undefined ? `releases up to ${to}` : to === undefined ? `${from} and later` : `${from} to ${to}`
    return [say('wrong-release', `${partNumber} is for ${range}, ${runs}`)]
  }
  const major = version === undefined ? '' : /^v?(\d{1,3})(?:[.(x]|$)/i.exec(version)?.[1]
  if (major === undefined) return [say('not-understood', `\`${version?.slice(0, longest)}\` is no release that can be read`)]
  if (major === '' || Number(major) >= Number.parseInt(release.id, 10)) return []
  const message = `licences for ${version?.slice(0, longest)}, ${runs}: a licence of an older major release is refused (inferred)`
  return [say('wrong-release', message, 'license-version-reaches-release')]
}

const longest = 40

type Item = Fleet['priceBooks'][number]['spec']['items'][number]

/** Rows of the price books of a fleet for a part number. */
export const itemsOf = ({ priceBooks }: Fleet, partNumber: string): readonly Item[] =>
  priceBooks.flatMap(({ spec }) => spec.items.filter((item) => item.partNumber === partNumber))

/** Whether an item can be ordered for a release. One that names a release nobody knows is not judged. */
function isFor({ from, to }: Item, { place }: Release): boolean {
  const [first, last] = [from, to].map((each) => (each === undefined ? undefined : findRelease(each)?.place))
  return (first === undefined || place >= first) && (last === undefined || place <= last)
}

function expiryFaults({ expires }: QuoteRow, say: Say): readonly Remark[] {
  if (expires === undefined || /^(?:permanent|never|none|no|-)$/i.test(expires)) return []
  if (!expiry(expires))
    return [say('not-understood', `\`${expires.slice(0, longest)}\` is no day that can be read; days are written YYYY-MM-DD`)]
  return [say('wrong-expiry', `licences that end on ${expires}, but ordered are licences without an end`, 'licenses-expire')]
}

/** Whether a price and its currency are those of the order. They keep nothing from being received. */
export function priceRemarks({ price, currency }: QuoteRow, { item }: OrderLine, say: Say): readonly Remark[] {
  if (!item) return []
  const other = [currency, price?.currency].find((each) => each !== undefined && each.toUpperCase() !== item.price.currency)
  if (other !== undefined)
    return [
      say('currency', `quoted in ${other.toUpperCase().slice(0, longest)}, but the price book ${item.book} is in ${item.price.currency}`),
    ]
  if (!price || price.readings.some((reading) => isAmount(item.price, reading))) return []
  const [first = '', second] = price.readings
  const quoted = second === undefined ? first : `${first} or ${second}`
  return [say('price', `quoted at ${quoted} each, but the price book ${item.book} has ${moneyText(item.price)}`)]
}

function isAmount(money: Money, written: string): boolean {
  const [whole = '', part = ''] = written.split('.')
  const decimals = Math.max(money.decimals, part.length)
  return scaled(money, decimals).minor === BigInt(whole + part.padEnd(decimals, '0'))
}
