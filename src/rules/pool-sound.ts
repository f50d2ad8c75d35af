import { availabilityOf, isAvailable } from '../knowledge/knowledge.ts'
import { spell } from '../knowledge/release.ts'
import { directoryOf } from '../model/directory.ts'
import type { Fleet, Pool, Server } from '../model/fleet.ts'
import { noRelease } from '../model/missing.ts'
import { at, type Place } from '../model/part.ts'
import type { Gap, Problem, Rule } from './rule.ts'

const [pooling] = availabilityOf('pooling')

/** A member of a pool and where it is named. */
interface Member {
  readonly server: Server
  readonly place: Place
}

const membersOf = (pool: Pool): Member[] =>
  pool.members.flatMap((server, index) => (server ? [{ server, place: at(pool, 'members', index) }] : []))

/** What keeps a server out of any pool. */
function* checkMember(fleet: Fleet, { server, place }: Member): Iterable<Problem | Gap> {
  const { release, role, name } = server
  if (!release) {
    yield { at: place, ...noRelease(name) }
  } else if (pooling && isAvailable(release, pooling) === false) {
    const message = `${name} runs ${spell(release)}, but ${pooling.title} needs ${pooling.from}`
    yield { at: place, message, cites: [pooling.id], server: name }
  } else if (role === 'secondary') {
    const primary = fleet.pairOfSecondary.get(server)?.primary
    const whose = primary ? ` of ${primary.name}` : ''
    const message = `${name} is the secondary${whose}, and has no licences of its own to pool; name the primary (inferred)`
    yield { at: place, message, cites: ['failover-on-primary', 'failover-replicates'], server: name }
  }
}

/** Members in another directory than the first whose directory is known. */
function* checkDirectories(members: readonly Member[]): Iterable<Problem | Gap> {
  const first = members.find(({ server }) => server.directory !== undefined)
  for (const { server, place } of members) {
    if (server.directory === undefined) {
      yield { at: at(server, 'name'), missing: 'the directory', of: server.name }
    } else if (first && directoryOf(server) !== directoryOf(first.server)) {
      yield {
        at: place,
        message: `${server.name} is in the directory ${server.directory} and ${first.server.name} in ${first.server.directory}, but a pool shares one`,
        cites: ['pools-share-directory'],
        server: server.name,
        related: [{ at: first.place, message: `${first.server.name} is named here` }],
      }
    }
  }
}

function* check(fleet: Fleet): Iterable<Problem | Gap> {
  const poolIn = new Map<string, Pool>()
  for (const pool of fleet.pools) {
    const members = membersOf(pool)
    for (const member of members) {
      const { server, place } = member
      yield* checkMember(fleet, member)
      const earlier = fleet.poolOf.get(server)
      if (!earlier || earlier === pool) continue
      const message = `${server.name} is in the pool ${earlier.name} already, but a server is in one pool`
      yield { at: place, message, cites: ['pool-one-per-directory'], consequence: 'advice', server: server.name }
    }
    if (fleet.pools.length > 1 || members.length > 1) yield* checkDirectories(members)
    const directories = new Set(members.map(({ server }) => directoryOf(server)))
    const [directory] = directories
    if (directory === undefined || directories.size > 1) continue
    const other = poolIn.get(directory)
    if (!other) poolIn.set(directory, pool)
    else if (!members.some(({ server }) => fleet.poolOf.get(server) !== pool)) {
      yield {
        at: at(pool, 'name'),
        message: `the pool ${pool.name} is in the directory ${members[0]?.server.directory}, as is ${other.name}, but a directory holds one pool`,
        cites: ['pool-one-per-directory'],
        consequence: 'advice',
        related: [{ at: at(other, 'name'), message: `the pool ${other.name}` }],
      }
    }
  }
}

export default {
  id: 'pool-sound',
  title: 'A pool is of servers from 4.0 on, of one directory, none of them a secondary or in another pool',
  severity: 'error',
  consequence: 'unlicensed',
  rationale:
    'The members of a pool learn of each other through the corporate directory, so servers of two directories share nothing, and all servers of a directory that pool are in one pool. A secondary lives on the licences of its primary.',
  parts: ['pools'],
  cites: ['license-pooling', 'pools-share-directory', 'pool-one-per-directory', 'failover-on-primary', 'failover-replicates'],
  check,

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
directory: corp.example
servers:
  - { name: SYD-UNITY1, version: 4.0(5) }
  - { name: SYD-UNITY2, version: 4.0(5) }
failover:
  - { primary: SYD-UNITY1, secondary: SYD-UNITY2 }
pools:
  - { name: anz, members: [SYD-UNITY1, MEL-UNITY1] }
---
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: melbourne }
directory: CORP.example
servers:
  - { name: MEL-UNITY1, version: 4.2(1) }
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
directory: corp.example
servers:
  - { name: SYD-UNITY1, version: 4.0(5) }
  - { name: SYD-UNITY2, version: 4.0(5) }
  - { name: SYD-UNITY3, version: 4.0(5) }
  - { name: PER-UNITY1, version: 3.1(5) }
failover:
  - { primary: SYD-UNITY1, secondary: SYD-UNITY2 }
pools:
  - name: anz
    members:
      - SYD-UNITY1
      - SYD-UNITY2 # <- SYD-UNITY2 is the secondary of SYD-UNITY1, and has no licences of its own to pool; name the primary (inferred)
      - PER-UNITY1 # <- PER-UNITY1 runs 3.1(5), but licence pooling needs 4.0(1)
      - AKL-UNITY1 # <- AKL-UNITY1 is in the directory lab.example and SYD-UNITY1 in corp.example, but a pool shares one
  - name: again
    members:
      - SYD-UNITY1 # <- SYD-UNITY1 is in the pool anz already, but a server is in one pool
---
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: auckland }
directory: lab.example
servers:
  - { name: AKL-UNITY1, version: 4.0(5) }
`,
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: melbourne }
directory: corp.example
servers:
  - { name: MEL-UNITY1, version: 4.0(5) }
  - { name: MEL-UNITY2, version: 4.0(5) }
pools:
  - { name: north, members: [MEL-UNITY1] }
  - { name: south, members: [MEL-UNITY2] } # <- the pool south is in the directory corp.example, as is north, but a directory holds one pool
`,
  ],
} satisfies Rule
