/** The smallest change by which a server can run the release of a hop. */
import { storesOf } from '../knowledge/knowledge.ts'
import { spell } from '../knowledge/release.ts'
import { readStoreVersion } from '../knowledge/store-version.ts'
import type { Server } from '../model/fleet.ts'
import type { Obstacle } from './judge.ts'
import type { Hop } from './route.ts'

/** What to change before the hop, in a sentence; undefined where nothing published tells. */
export function remedyOf({ rule }: Obstacle, { spec: { messageStore: store } }: Server, { from, to }: Hop): string | undefined {
  if (rule !== 'message-store-supported' || store?.type !== 'exchange' || store.version === undefined) return undefined
  const now = readStoreVersion(store.version)
  const others = storesOf('exchange', to).filter((version) => version !== now)
  if (others.length === 0) return undefined
  const before = storesOf('exchange', from)
  const both = others.filter((version) => before.includes(version))
  return both.length > 0
    ? `Move its mailboxes to Exchange ${both.join(' or ')} before this hop: ${spell(from)} works with it as well as ${to.id}.`
    : `${to.id} works with Exchange ${others.join(' or ')}; that ${spell(from)} does, so that the mailboxes could be moved before, no source at hand says.`
}
