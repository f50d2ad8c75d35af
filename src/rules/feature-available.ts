import type { AvailabilityFact, Available, StoreType } from '../knowledge/fact.ts'
import { availabilityOf, isAvailable, licensed } from '../knowledge/knowledge.ts'
import { type Release, spell } from '../knowledge/release.ts'
import type { Server } from '../model/fleet.ts'
import { unknownRelease } from '../model/missing.ts'
import { at, type Place } from '../model/part.ts'
import type { Gap, Problem, Rule } from './rule.ts'
import { storeTitles } from './words.ts'

/** What a server uses that not every release has, each with the first place that says so. */
function inUse(server: Server): Map<Available, Place> {
  const { spec, release, licenses = [] } = server
  const all = new Map<Available, Place>()
  const add = (what: Available, place: Place): void => {
    if (!all.has(what)) all.set(what, place)
  }
  for (const [index, name] of (spec.features ?? []).entries()) add(name, at(server, 'features', index))
  for (const [index, { integration }] of (spec.phoneSystems ?? []).entries()) {
    if (integration === 'sip' || integration === 'pimg' || integration === 'timg') {
      add(integration, at(server, 'phoneSystems', index, 'integration'))
    }
  }
  // A licence for more than is in use is no fault, but no dongle can grant what came after dongles.
  for (const { spec: license, document, path } of licenses) {
    if (license.kind !== 'dongle' || !license.entitlements.vpim || !release || licensed('vpim', release)) continue
    add('vpim', { document, path: [...path, 'entitlements', 'vpim'] })
  }
  return all
}

const floor = ({ from, store: each }: AvailabilityFact, store: StoreType | undefined): string =>
  each === null || store ? from : `${from} with ${storeTitles[each]}`

function* judge(server: Server, release: Release, what: Available, place: Place): Iterable<Problem | Gap> {
  const store = server.spec.messageStore?.type
  const rows = availabilityOf(what, store)
  const [first] = rows
  const answers = rows.map((row) => isAvailable(release, row))
  if (!first || answers.every((answer) => answer === true)) return
  if (answers.includes(undefined)) {
    yield { at: place, missing: `whether ${spell(release)} has ${first.title}`, of: server.name }
  } else if (answers.includes(true)) {
    yield { at: place, missing: `the type of the message store, on which ${first.title} hangs`, of: server.name }
  } else {
    const beside = store && first.store ? ` with ${storeTitles[store]}` : ''
    const stated = rows.every(({ confidence }) => confidence === 'stated')
    yield {
      at: place,
      message: `${first.title}, but ${spell(release)}${beside} has none: it needs ${rows.map((row) => floor(row, store)).join(', or ')}${stated ? '' : ' (inferred)'}`,
      ...(!stated && { severity: 'warning' }),
      cites: rows.map(({ id }) => id),
      server: server.name,
    }
  }
}

export default {
  id: 'feature-available',
  title: 'The release has the feature, with the message store that it is used with',
  severity: 'error',
  consequence: 'unlicensed',
  rationale:
    'AMIS and VPIM networking came for Exchange first and for Domino with 4.0(5); SIP came with 4.0, PIMG units with 4.0(4). TIMG units are known of 5.x, and no source says whether they came with it. Bridges, pools, standby redundancy and the kinds of licence have rules of their own.',
  parts: ['servers'],
  cites: [
    'amis-with-exchange',
    'amis-with-domino',
    'vpim-with-exchange',
    'vpim-with-domino',
    'sip-integration',
    'pimg-integration',
    'timg-integration',
  ],

  *check(fleet) {
    for (const server of fleet.servers) {
      const used = inUse(server)
      const { release } = server
      if (release) for (const [what, place] of used) yield* judge(server, release, what, place)
      else if (used.size > 0) yield unknownRelease(server)
    }
  },

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - { name: SYD-UNITY1, version: 4.0(1), messageStore: { type: exchange }, features: [amis, vpim] }
  - { name: SYD-UNITY2, version: 4.0(5), messageStore: { type: domino }, features: [amis, vpim] }
  - { name: SYD-UNITY3, version: 4.0(4), phoneSystems: [{ name: pbx, integration: pimg }] }
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - name: SYD-UNITY1
    version: 4.0(4)
    messageStore: { type: domino }
    features:
      - amis # <- AMIS networking, but 4.0(4) with Domino has none: it needs 4.0(5)
  - name: PER-UNITY1
    version: 3.1(5)
    features:
      - amis
      - vpim # <- VPIM networking, but 3.1(5) with Exchange has none: it needs 4.0(1)
    messageStore: { type: exchange }
    phoneSystems:
      - name: pbx
        integration: pimg # <- a PIMG integration, but 3.1(5) has none: it needs 4.0(4)
`,
  ],
} satisfies Rule
