/** Requests by which licences that are held are issued anew. */
import type { Order } from '../order.ts'

const anew = new Set(['re-host', 'virtual-mac', 'upgrade', 'bridge-upgrade', 'demo-to-permanent'])

/** That what came beyond the order may be what a request asked for, as the end of a message. */
export function reissue({ requests }: Order, of: string | undefined): string {
  const request = requests.find((each) => each.of === of && anew.has(each.kind))
  return request ? `; they may be what was asked for as "${request.title}"` : ''
}
