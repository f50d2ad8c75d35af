/** Stand-in until the solver is merged. */
export interface Supply {
  readonly holder: number
  readonly gives: ReadonlyMap<string, number>
  readonly takes: ReadonlyMap<string, number>
  readonly price: bigint
  readonly most?: number
}
export interface Demand {
  readonly least: ReadonlyMap<string, number>
  readonly most: ReadonlyMap<string, number>
  readonly takable: ReadonlyMap<string, number>
}
export type Allocation = { readonly counts: readonly number[]; readonly proven: boolean } | { readonly lacking: readonly string[] }
export function allocate(supplies: readonly Supply[], demand: Demand, options?: { readonly effort?: number }): Allocation {
  void options
  const counts = supplies.map(() => 0)
  for (const [key, least] of demand.least) {
    const index = supplies.findIndex(({ gives }) => gives.has(key))
    if (index < 0) return { lacking: [key] }
    const has = supplies.reduce((sum, { gives }, at) => sum + (gives.get(key) ?? 0) * (counts[at] ?? 0), 0)
    counts[index] = (counts[index] ?? 0) + Math.max(0, Math.ceil((least - has) / (supplies[index]?.gives.get(key) ?? 1)))
  }
  return { counts, proven: false }
}
