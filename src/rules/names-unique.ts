import type { Place } from '../model/part.ts'
import { at } from '../model/part.ts'
import type { Problem, Rule } from './rule.ts'

/** Something that has a name, and what it is. */
interface Named {
  readonly name: string
  readonly what: string
  readonly place: () => Place
}

function* repeated(all: Iterable<Named>): Iterable<Problem> {
  const first = new Map<string, Named>()
  for (const named of all) {
    const earlier = first.get(named.name)
    if (!earlier) {
      first.set(named.name, named)
      continue
    }
    yield {
      at: named.place(),
      message: `the name \`${named.name}\` is taken: ${earlier.what} has it already`,
      related: [{ at: earlier.place(), message: `${earlier.what} has the name here` }],
    }
  }
}

export default {
  id: 'names-unique',
  title: 'Every name is used once in the fleet',
  severity: 'error',
  rationale:
    'Servers, Bridges and pools refer to each other by name, also across files, so a name that two of them share refers to neither. Adapters and phone systems are named once on their own machine.',
  parts: ['servers', 'bridges', 'pools'],
  cites: [],

  *check(fleet) {
    yield* repeated([
      ...fleet.servers.map((server) => ({ name: server.name, what: 'a server', place: () => at(server, 'name') })),
      ...fleet.bridges.map((bridge) => ({ name: bridge.name, what: 'a Bridge', place: () => at(bridge, 'name') })),
      ...fleet.pools.map((pool) => ({ name: pool.name, what: 'a pool', place: () => at(pool, 'name') })),
    ])
    for (const server of fleet.servers) {
      const { nics = [], phoneSystems = [] } = server.spec
      yield* repeated(nics.map(({ name }, index) => ({ name, what: 'an adapter', place: () => at(server, 'nics', index, 'name') })))
      yield* repeated(
        phoneSystems.map(({ name }, index) => ({ name, what: 'a phone system', place: () => at(server, 'phoneSystems', index, 'name') })),
      )
    }
    for (const bridge of fleet.bridges) {
      const { nics = [] } = bridge.spec
      yield* repeated(nics.map(({ name }, index) => ({ name, what: 'an adapter', place: () => at(bridge, 'nics', index, 'name') })))
    }
  },

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - { name: SYD-UNITY1, version: 4.0(5) }
  - { name: SYD-UNITY2, version: 4.0(5) }
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - { name: SYD-UNITY1, version: 4.0(5) }
---
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: melbourne }
servers:
  - { name: SYD-UNITY1, version: 4.0(5) } # <- the name \`SYD-UNITY1\` is taken: a server has it already
pools:
  - { name: SYD-UNITY1, members: [SYD-UNITY1] } # <- the name \`SYD-UNITY1\` is taken: a server has it already
`,
  ],
} satisfies Rule
