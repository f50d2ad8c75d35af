import type { Fleet } from '../model/fleet.ts'
import { didYouMean, renaming } from '../model/names.ts'
import { at, type Place } from '../model/part.ts'
import type { Gap, Problem, Rule } from './rule.ts'

/** Follows a reference to a server. Names in documents that could not be read are not held against it. */
function* toServer(fleet: Fleet, name: string, place: Place): Iterable<Problem | Gap> {
  if (fleet.serverNamed.has(name)) return
  const other = fleet.bridgeNamed.has(name) ? 'a Bridge' : fleet.poolNamed.has(name) ? 'a pool' : undefined
  if (other) {
    yield { at: place, message: `\`${name}\` is ${other}, but a server belongs here` }
  } else if (fleet.unread.names.has(name) || fleet.unread.dark) {
    yield { at: place, missing: 'the document that declares the name, since some could not be read', of: name }
  } else {
    const message = `no server is called \`${name}\`${didYouMean(name, fleet.serverNamed.keys())}`
    yield { at: place, message, ...renaming(name, fleet.serverNamed.keys()) }
  }
}

/** The price books that deployments name. Several may have one name, for different days. */
function* toPriceBooks({ servers, bridges, priceBooks, unread }: Fleet): Iterable<Problem | Gap> {
  const names = new Set(priceBooks.map(({ spec }) => spec.metadata.name))
  const naming = new Map(
    [...servers, ...bridges].flatMap(({ document, priceBook }) => (priceBook === undefined ? [] : [[document, priceBook]])),
  )
  for (const [document, name] of naming) {
    if (names.has(name)) continue
    const place = { document, path: ['priceBook'] }
    if (unread.priceBooks) yield { at: place, missing: 'the document that declares the name, since some could not be read', of: name }
    else yield { at: place, message: `no price book is called \`${name}\`${didYouMean(name, names)}`, ...renaming(name, names) }
  }
}

export default {
  id: 'references-resolve',
  title: 'Every reference leads to something of the right kind',
  severity: 'error',
  rationale:
    'Failover pairs, bridgeheads and pool members are servers of the fleet, members of a team are adapters of their server, and a price book is one of the documents. A reference may cross files, so give all files of a fleet to one run.',
  parts: ['servers', 'failoverPairs', 'bridges', 'pools'],
  cites: [],

  *check(fleet) {
    for (const pair of fleet.pairs) {
      yield* toServer(fleet, pair.spec.primary, at(pair, 'primary'))
      yield* toServer(fleet, pair.spec.secondary, at(pair, 'secondary'))
      for (const [index, name] of (pair.spec.wizardRunOn ?? []).entries()) {
        if (name === pair.spec.primary || name === pair.spec.secondary) continue
        yield* toServer(fleet, name, at(pair, 'wizardRunOn', index))
      }
    }
    for (const bridge of fleet.bridges) yield* toServer(fleet, bridge.spec.bridgehead, at(bridge, 'bridgehead'))
    for (const pool of fleet.pools) {
      for (const [index, name] of pool.spec.members.entries()) yield* toServer(fleet, name, at(pool, 'members', index))
    }
    yield* toPriceBooks(fleet)
    for (const server of fleet.servers) {
      const { nics, team } = server.spec
      if (team && !nics) yield { at: at(server, 'team'), missing: 'network adapters', of: server.name }
      const names = new Set(nics?.map(({ name }) => name))
      for (const [index, member] of (nics && team ? team.members : []).entries()) {
        if (names.has(member)) continue
        const message = `\`${server.name}\` has no adapter called \`${member}\`${didYouMean(member, names)}`
        yield { at: at(server, 'team', 'members', index), message, server: server.name, ...renaming(member, names) }
      }
    }
  },

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - { name: SYD-UNITY1, version: 4.0(5) }
---
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: pools }
pools:
  - { name: anz, members: [SYD-UNITY1] }
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    nics:
      - { name: nic1, mac: 00-0B-CD-11-22-33 }
      - { name: nic2, mac: 00-0B-CD-11-22-34 }
    team:
      type: fault-tolerant
      members: [nic1, nic3] # <- \`SYD-UNITY1\` has no adapter called \`nic3\`; did you mean \`nic1\`?
      virtualMac: 02-0B-CD-11-22-35
bridges:
  - name: SYD-BRIDGE1
    version: 3.0(6)
    bridgehead: SYD-UNITY2 # <- no server is called \`SYD-UNITY2\`; did you mean \`SYD-UNITY1\`?
priceBook: prices-2007 # <- no price book is called \`prices-2007\`; did you mean \`prices-2008\`?
pools:
  - name: anz
    members: [SYD-BRIDGE1] # <- \`SYD-BRIDGE1\` is a Bridge, but a server belongs here
---
apiVersion: cuspec/v1
kind: PriceBook
metadata: { name: prices-2008 }
currency: AUD
items:
  - { partNumber: EXAMPLE-VM-50, entitles: { voiceMailUsers: 50 }, price: 2500 }
`,
  ],
} satisfies Rule
