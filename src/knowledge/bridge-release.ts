/** Releases of the Bridge, which have a version line of their own: no source lists them, so they compare by their numbers. */

export interface BridgeRelease {
  readonly major: number
  readonly minor: number
  /** Undefined where the spec names the line alone, as in 3.0. */
  readonly maintenance: number | undefined
}

/** A range of Bridge releases: `bridgeFrom` is included, `bridgeBelow` is not; null for no end. */
export interface BridgeRange {
  readonly bridgeFrom: string
  readonly bridgeBelow: string | null
}

/** Reads a Bridge release such as `3.0(6)`, `3.0.6` or `2.1`. Undefined for anything else. */
export function readBridgeRelease(written: string): BridgeRelease | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})(?:\((\d{1,3})\)|\.(\d{1,3}))?$/.exec(written)
  const maintenance = match?.[3] ?? match?.[4]
  return match
    ? { major: Number(match[1]), minor: Number(match[2]), maintenance: maintenance === undefined ? undefined : Number(maintenance) }
    : undefined
}

/** Whether a release lies in a range, its end not included. Undefined where that hangs on a maintenance number that is left out. */
export function inBridgeRange(release: BridgeRelease, { bridgeFrom, bridgeBelow }: BridgeRange): boolean | undefined {
  const from = readBridgeRelease(bridgeFrom)
  const below = bridgeBelow === null ? undefined : readBridgeRelease(bridgeBelow)
  const inside = (maintenance: number): boolean =>
    from !== undefined && order(release, maintenance, from) >= 0 && (below === undefined || order(release, maintenance, below) < 0)
  const { maintenance } = release
  if (maintenance !== undefined) return inside(maintenance)
  return inside(0) === inside(Number.POSITIVE_INFINITY) ? inside(0) : undefined
}

const order = ({ major, minor }: BridgeRelease, maintenance: number, other: BridgeRelease): number =>
  major - other.major || minor - other.minor || maintenance - (other.maintenance ?? 0)
