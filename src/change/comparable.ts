/** The fleets of both sides without what only one of them has because the other could not be read there: nobody knows whether that is new, or gone. */
import type { Fleet } from '../model/fleet.ts'
import type { Part } from '../model/part.ts'
import type { Side } from './side.ts'

/** Rules whose errors keep a document from being read. */
export const unreading: ReadonlySet<string> = new Set(['yaml-syntax', 'schema'])

/** Names of the files of a side in which something could not be read. */
export const unreadFiles = ({ report, nameOf }: Side): ReadonlySet<string> =>
  new Set(report.findings.flatMap(({ rule, severity, file }) => (severity === 'error' && unreading.has(rule) ? [nameOf(file)] : [])))

export const comparable = (base: Side, head: Side): readonly [base: Side, head: Side] => [less(base, head), less(head, base)]

/** A side without the parts that the other may have, too. */
function less(own: Side, other: Side): Side {
  const { report, nameOf } = own
  const { fleet } = report
  const there = other.report.fleet
  const unread = unreadFiles(other)
  if (unread.size === 0) return own
  const files = new Set([...report.texts.keys()].map(nameOf))
  // Of a file that only the other side has, nobody knows what it holds: it may be an old one under another name.
  const anywhere = there.unread.dark && [...unread].some((file) => !files.has(file))
  const isSure = ({ document }: Part<object>): boolean => !anywhere && !unread.has(nameOf(document.file))
  const stays = (part: Part<object>, name: string, known: ReadonlyMap<string, unknown>): boolean =>
    known.has(name) || (isSure(part) && !there.unread.names.has(name))
  const pairs = new Set(there.pairs.map(({ spec }) => pairKey(spec)))
  return {
    ...own,
    report: {
      ...report,
      fleet: {
        ...fleet,
        servers: fleet.servers.filter((each) => stays(each, each.name, there.serverNamed)),
        bridges: fleet.bridges.filter((each) => stays(each, each.name, there.bridgeNamed)),
        pools: fleet.pools.filter((each) => stays(each, each.name, there.poolNamed)),
        pairs: fleet.pairs.filter((each) => isSure(each) || pairs.has(pairKey(each.spec))),
        ...settled(fleet, isSure),
      },
    },
  }
}

const pairKey = ({ primary, secondary }: Fleet['pairs'][number]['spec']): string => JSON.stringify([primary, secondary].sort())

/** What is judged by: of a file that cannot be read nothing is known to be gone. */
const settled = (fleet: Fleet, isSure: (part: Part<object>) => boolean): Pick<Fleet, 'maximums' | 'priceBooks' | 'policies'> => ({
  maximums: fleet.maximums.filter(isSure),
  priceBooks: fleet.priceBooks.filter(isSure),
  policies: fleet.policies.filter(isSure),
})
