/** What came and may be more than it shows: lines that nobody understands, files that cannot be relied on, texts for dongles. */
import type { FeatureName } from '../../../knowledge/fact.ts'
import { cite, featureByTag, features } from '../../../knowledge/knowledge.ts'
import type { Bridge, Fleet, License, Server } from '../../../model/fleet.ts'
import { isSound } from '../../../model/grant.ts'
import { heldBesides } from '../../../model/held-by-file.ts'
import { isKnownTag, strangeTags } from '../../../model/license-line.ts'
import { onDongle } from '../../../model/licensee.ts'
import { readHostId } from '../../../model/mac.ts'
import type { LicenseLine } from '../../../source/flexlm/license-text.ts'
import { lineStarts, positionAt } from '../../../source/text.ts'
import type { Delivery, Remark } from './delivery.ts'
import { machineOf } from './host.ts'
import { type LicenseFile, remarkAt, type Shares } from './share.ts'
import { isShort, unitsText, type Want } from './want.ts'
import type { Wanted } from './wanted.ts'

export function doubtful(fleet: Fleet, wanted: Wanted, came: Shares, deliveries: readonly Delivery[], others: Remark[]): void {
  for (const share of came.unreliable)
    for (const want of wanted.on(share).filter(isShort).slice(0, 1))
      want.remarks.push(
        share.remark(
          'unreliable',
          `${unitsText(share.feature, share.granted.amount ?? 0)} that do not count: their file cannot be relied on`,
        ),
      )
  for (const delivery of deliveries)
    if (delivery.kind === 'licenses' && isSound(delivery.license)) strange(fleet, wanted, came, delivery, others)
  const texts = deliveries.filter((each) => each.kind === 'other' && each.mayBeForDongle)
  for (const { name } of features) for (const want of wanted.of(name).filter(isShort)) onKey(fleet, wanted, want, texts[0])
}

/** Lines of which no source says what they grant. */
function strange(fleet: Fleet, wanted: Wanted, { lines }: Shares, { file, license, shown }: LicenseFile, others: Remark[]): void {
  const { evidence } = license
  if (!evidence) return
  const starts = lineStarts(shown)
  const machine = fleet.servers[0] ?? fleet.bridges[0]
  const fresh = new Set<LicenseLine | undefined>(lines.map(({ grant }) => grant.line))
  const open = new Set<FeatureName>()
  for (const line of evidence.lines) {
    if ((line.keyword === 'INCREMENT' || line.keyword === 'FEATURE') && !fresh.has(line)) continue
    const may = machine ? mayGrant(line, license, machine) : []
    if (may.length === 0) continue
    const name = nameOf(line)
    const remark = remarkAt(file, positionAt(starts, line.span[0]).line)(
      'not-understood',
      `what \`${name}\` grants${line.keyword === 'UPGRADE' || line.keyword === 'PACKAGE' ? ` in a line of ${line.keyword}` : ''} is not known`,
    )
    others.push(remark)
    const host = 'hostIds' in line && line.hostIds.length > 0 ? readHostId(line.hostIds.join(' ')) : undefined
    const tied = host !== undefined && !host.any
    for (const feature of may.filter((each) => !open.has(each))) {
      // One line that is tied to no machine may grant it to all of them.
      if (!tied) open.add(feature)
      for (const want of (tied ? wanted.on({ host, feature }) : wanted.of(feature)).filter(isShort)) {
        if (want.maybe === Number.POSITIVE_INFINITY) continue
        want.maybe = Number.POSITIVE_INFINITY
        want.remarks.push(remark)
      }
    }
  }
}

/** What of a line is not understood. */
function nameOf(line: LicenseLine): string {
  if (line.keyword === 'INCREMENT' || line.keyword === 'FEATURE')
    return [line.feature, ...strangeTags(line)].find((tag) => !isKnownTag(tag)) ?? line.feature
  return 'feature' in line ? line.feature : 'name' in line ? line.name : line.keyword
}

/** The features that a line may grant beyond what is understood of it. */
function mayGrant(line: LicenseLine, license: License, machine: Server | Bridge): readonly FeatureName[] {
  const { evidence } = license
  if (!evidence) return []
  // Nearly every line is one of these, and the long way costs.
  if ((line.keyword === 'INCREMENT' || line.keyword === 'FEATURE') && [line.feature, ...strangeTags(line)].every(isKnownTag)) return []
  const meant = line.keyword === 'UPGRADE' ? featureByTag(line.feature) : undefined
  if (meant) return [meant.name]
  const alone: License = {
    ...license,
    evidence: {
      ...evidence,
      lines: [line.keyword === 'UPGRADE' ? { ...line, keyword: 'INCREMENT', version: line.toVersion, counts: true } : line],
    },
  }
  return features.flatMap(({ name, tag }) => (tag !== undefined && heldBesides(name, alone, machine).possible > 0 ? [name] : []))
}

/** A licence on a dongle comes as a text that nobody here can read. */
function onKey(fleet: Fleet, wanted: Wanted, want: Want, text: Delivery | undefined): void {
  const expected = wanted.expected(want)
  const machine = machineOf(fleet, want.line)
  if (!('serial' in expected) || !machine || !('role' in machine ? onDongle(machine) : true)) return
  if (text) want.maybe = Number.POSITIVE_INFINITY
  const what = text ? `this may be the text for ${expected.says}` : `the licence is on ${expected.says}, and comes as a text`
  want.remarks.push({
    ...remarkAt(text?.file, undefined)('not-judged', `${what}, which no source tells how to read; Key Dump shows what the dongle holds`),
    cites: [cite(expected.fact)],
  })
}
