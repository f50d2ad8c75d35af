import { storeSupport, unifiedStore } from '../knowledge/knowledge.ts'
import { type Release, spell, within } from '../knowledge/release.ts'
import { readStoreVersion } from '../knowledge/store-version.ts'
import type { Server } from '../model/fleet.ts'
import { unknownRelease } from '../model/missing.ts'
import { at } from '../model/part.ts'
import type { Gap, Problem, Rule } from './rule.ts'
import { counted } from './words.ts'

function* checkExchange(server: Server, written: string, release: Release): Iterable<Problem | Gap> {
  const place = at(server, 'messageStore', 'version')
  const version = readStoreVersion(written)
  const fact = version === undefined ? undefined : storeSupport('exchange', version, release)
  if (!fact) {
    const what = version === undefined ? `the Exchange that is meant by \`${written}\`` : `Exchange ${version}`
    yield { at: place, missing: `whether ${spell(release)} works with ${what}`, of: server.name }
  } else if (fact.support !== 'yes') {
    const inferred = fact.confidence === 'stated' ? '' : ' (inferred)'
    yield {
      at: place,
      message: `${spell(release)} with Exchange ${version}, but ${fact.says}${inferred}`,
      ...((inferred || fact.support === 'upgrade') && { severity: 'warning', consequence: 'advice' }),
      cites: [fact.id],
      server: server.name,
    }
  }
}

function* checkDomino(server: Server, release: Release): Iterable<Gap> {
  const place = at(server, 'messageStore', 'type')
  if (!storeSupport('domino', null, release)) {
    yield { at: place, missing: `whether ${spell(release)} works with Domino`, of: server.name }
  } else if (server.spec.messageStore?.version !== undefined) {
    yield { at: place, missing: `the releases of Domino that ${spell(release)} works with`, of: server.name }
  }
}

export default {
  id: 'message-store-supported',
  title: 'The release works with its message store',
  severity: 'error',
  rationale:
    'Exchange 5.5 went with 4.2. Exchange 2007 came with 5.0, as its guide is the first to name it, and 5.x takes Exchange 2000 only on the way from 4.x. With Exchange on the Cisco Unity server itself there is voice messaging alone. Of other stores, and of Domino releases, no source says what works with what.',
  parts: ['servers'],
  cites: [
    'exchange-5.5',
    'exchange-5.5-dropped',
    'exchange-2000',
    'exchange-2000-for-upgrade',
    'exchange-2003',
    'exchange-2007-before',
    'exchange-2007',
    'domino',
    'unified-messaging-off-box',
  ],

  *check(fleet) {
    for (const server of fleet.servers) {
      const { release, name } = server
      const { type, version, location, mode } = server.spec.messageStore ?? {}
      if (type === undefined) continue
      const unified = (server.spec.users?.unifiedMessaging ?? 0) > 0
      const together = location === 'on-box' && (mode === 'unified' || unified)
      if (!release) {
        if (version !== undefined || together) yield unknownRelease(server)
        continue
      }
      if (type === 'domino') yield* checkDomino(server, release)
      else if (version !== undefined) yield* checkExchange(server, version, release)
      if (!together) continue
      const place = mode === 'unified' ? at(server, 'messageStore', 'location') : at(server, 'users', 'unifiedMessaging')
      if (type === unifiedStore.store && within(release, unifiedStore)) {
        const users = counted(server.spec.users?.unifiedMessaging ?? 0, 'unified messaging users')
        const message = `${unified ? users : 'unified messaging'} on the server ${name} itself, but there ${spell(release)} has voice messaging alone`
        yield { at: place, message, cites: [unifiedStore.id], server: name }
      } else {
        yield { at: place, missing: `whether ${spell(release)} may keep unified messaging on its own server`, of: name }
      }
    }
  },

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - { name: SYD-UNITY1, version: 4.0(4), messageStore: { type: exchange, version: "5.5", location: off-box, mode: unified } }
  - { name: SYD-UNITY2, version: 4.2(1), messageStore: { type: exchange, version: 2003 SP2, location: on-box, mode: voice-only } }
  - { name: SYD-UNITY3, version: 5.0(1), messageStore: { type: exchange, version: Exchange 2007 } }
  - { name: SYD-UNITY4, version: 4.0(5), messageStore: { type: domino } }
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - name: SYD-UNITY1
    version: 4.2(1)
    messageStore:
      type: exchange
      version: "5.5" # <- 4.2(1) with Exchange 5.5, but Exchange 5.5 is no longer supported from 4.2 on
  - name: SYD-UNITY2
    version: 4.2(1)
    messageStore:
      type: exchange
      version: "2007" # <- 4.2(1) with Exchange 2007, but Exchange 2007 is a message store from 5.0 on, not before (inferred)
      mode: unified
      location: on-box # <- unified messaging on the server SYD-UNITY2 itself, but there 4.2(1) has voice messaging alone
  - name: SYD-UNITY3
    version: 5.0(1)
    messageStore:
      type: exchange
      version: "2000" # <- 5.0(1) with Exchange 2000, but 5.x works with Exchange 2000 only so that a 4.x server can be upgraded
`,
  ],
} satisfies Rule
