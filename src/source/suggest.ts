/** "Did you mean": the nearest of the names that would have been right. */
import { distance } from 'fastest-levenshtein'
import type { Applicability } from '../finding.ts'

/**
 * The candidate nearest to `written`, if it is near enough to be what was meant: a third of its letters may differ,
 * or as many as `most` says. Two neighbours in the wrong order count as one difference.
 */
export const suggest = (written: string, candidates: Iterable<string>, most?: number): string | undefined =>
  nearest(written, candidates, most)?.word

/** The candidate that was meant, as `suggest` has it, and how surely; undefined also where another is as near. */
export function slip(written: string, candidates: Iterable<string>, most?: number): Slip | undefined {
  const found = nearest(written, candidates, most)
  if (!found || found.tied) return undefined
  const { word, apart } = found
  // What has a digit in it is a name or a release, and the next one is often right, too.
  const slight = apart === 0 || (apart === 1 && word.length > 3 && !/\d/.test(written + word))
  return { word, applicability: slight ? 'safe' : 'suggested' }
}

export interface Slip {
  readonly word: string
  readonly applicability: Applicability
}

function nearest(
  written: string,
  candidates: Iterable<string>,
  most: number | undefined,
): { readonly word: string; readonly apart: number; readonly tied: boolean } | undefined {
  if (written.length > 64) return undefined
  const wanted = fold(written)
  let best: string | undefined
  let tied = false
  let fewest = (most ?? Math.max(1, Math.floor(wanted.length / 3))) + 1
  let seen = 0
  for (const candidate of candidates) {
    if (++seen > 1000) break
    const folded = fold(candidate)
    if (Math.abs(folded.length - wanted.length) > fewest) continue
    const apart = apartness(wanted, folded)
    if (apart < fewest) {
      best = candidate
      fewest = apart
      tied = false
    } else if (apart === fewest && best !== undefined && candidate !== best) tied = true
  }
  return best === undefined ? undefined : { word: best, apart: fewest, tied }
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

const fold = (name: string): string =>
  name
    .slice(0, 64)
    .toLowerCase()
    .replace(/[-_ \u00A0“”„‘’]/g, '')
