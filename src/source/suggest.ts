/** "Did you mean": the nearest of the names that would have been right. */
import { distance } from 'fastest-levenshtein'

/**
 * The candidate nearest to `written`, if it is near enough to be what was meant: a third of its letters may differ,
 * or as many as `most` says. Two neighbours in the wrong order count as one difference.
 */
export function suggest(written: string, candidates: Iterable<string>, most?: number): string | undefined {
  if (written.length > 64) return undefined
  const wanted = fold(written)
  let best: string | undefined
  let fewest = (most ?? Math.max(1, Math.floor(wanted.length / 3))) + 1
  let seen = 0
  for (const candidate of candidates) {
    if (++seen > 1000) break
    const folded = fold(candidate)
    if (Math.abs(folded.length - wanted.length) >= fewest) continue
    const apart = apartness(wanted, folded)
    if (apart < fewest) {
      best = candidate
      fewest = apart
    }
  }
  return best
}

/** The nearest candidate as the end of a message, between two `quote`s; empty where none is near. `most` as in `suggest`. */
export function didYouMean(
  written: string,
  candidates: Iterable<string>,
  { quote = '`', most }: { quote?: string; most?: number } = {},
): string {
  const near = suggest(written, candidates, most)
  return near === undefined ? '' : `; did you mean ${quote}${near}${quote}?`
}

function apartness(a: string, b: string): number {
  const edits = distance(a, b)
  if (edits !== 2 || a.length !== b.length) return edits
  const first = [...a].findIndex((letter, index) => letter !== b[index])
  return a[first] === b[first + 1] && a[first + 1] === b[first] ? 1 : 2
}

const fold = (name: string): string => name.slice(0, 64).toLowerCase().replace(/[-_ ]/g, '')
