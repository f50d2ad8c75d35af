/** Stand-in until the requests are merged. */
import type { Fleet } from '../../model/fleet.ts'
import type { LicenseRequest, OpenItem, OrderLine } from './order.ts'

export function requests(
  fleet: Fleet,
  lines: readonly OrderLine[],
  options: { readonly demo: readonly string[]; readonly leadDays: number },
): { readonly requests: readonly LicenseRequest[]; readonly open: readonly OpenItem[] } {
  void fleet
  void lines
  void options
  return { requests: [], open: [] }
}
