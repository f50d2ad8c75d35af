/** Erlang B: the share of calls that find every port busy, where none waits for one. Traffic is in erlangs, calls in progress at once on average. */

/** The most traffic that is worked out, far beyond what a server can carry; it bounds the work. */
export const mostErlangs = 10_000

/**
 * The share of calls, from 0 to 1, that is blocked when `erlangs` are offered to `ports`. Below about 1e-308 it counts as 0.
 * Throws a RangeError unless traffic is from 0 to `mostErlangs` and ports are a whole number from 0.
 */
export function blocking(erlangs: number, ports: number): number {
  expectTraffic(erlangs)
  if (!Number.isSafeInteger(ports) || ports < 0) throw new RangeError(`${ports} is no number of ports`)
  let inverse = 1
  for (let port = 1; port <= ports && inverse < Number.POSITIVE_INFINITY; port++) inverse = step(inverse, port, erlangs)
  return 1 / inverse
}

/**
 * The fewest ports that block no more than the share `most` of the calls when `erlangs` are offered; one for no traffic at all.
 * Throws a RangeError unless traffic is from 0 to `mostErlangs` and the share lies between 0 and 1.
 */
export function portsFor(erlangs: number, most: number): number {
  expectTraffic(erlangs)
  if (!(most > 0 && most < 1)) throw new RangeError(`${most} is no share between 0 and 1`)
  let ports = 0
  for (let inverse = 1; 1 / inverse > most; inverse = step(inverse, ports, erlangs)) ports++
  return ports
}

/** 1/B grows from port to port by sums of positive terms alone, so nothing cancels out and no factorial is needed. */
const step = (inverse: number, port: number, erlangs: number): number => 1 + (inverse * port) / erlangs

function expectTraffic(erlangs: number): void {
  if (!(erlangs >= 0 && erlangs <= mostErlangs))
    throw new RangeError(`traffic is worked out from 0 to ${mostErlangs} erlangs, not of ${erlangs}`)
}
