/** A request as it is drawn up, and what its facts add to it. */
import type { Citation } from '../../../finding.ts'
import { cite, procedure } from '../../../knowledge/knowledge.ts'
import { findRelease, type Release, within } from '../../../knowledge/release.ts'
import type { Field, LicenseRequest, OpenItem, OrderLine } from '../order.ts'
import { openOnce } from './once.ts'

/** A field, with what is missing to fill it in and the ids of the facts by which it is filled in so. */
export interface Asked {
  readonly field: Field
  readonly open?: OpenItem
  readonly facts: readonly string[]
}

export interface Draft extends Omit<LicenseRequest, 'lines' | 'fields' | 'open' | 'cites'> {
  readonly lines: readonly OrderLine[]
  readonly form: readonly Asked[]
  readonly open: readonly OpenItem[]
  /** Ids of the facts that make it necessary, beside those of its steps. */
  readonly basis: readonly string[]
  /** What the machine runs, or its bridgehead. */
  readonly release: Release | undefined
}

export function drawUp({ lines, form, open, basis, release, ...request }: Draft): LicenseRequest {
  const facts = [...new Set([...basis, ...form.flatMap((each) => each.facts), ...request.steps.flatMap((step) => step.facts)])]
  return {
    ...request,
    lines: lines.map(({ number }) => number),
    fields: form.map(({ field }) => field),
    open: openOnce([...form.flatMap((each) => each.open ?? []), ...open, ...(release ? unspoken(request.of, release, facts) : [])]),
    cites: facts.map(citationOf),
  }
}

/** An order of thousands of requests cites the same few facts. */
function citationOf(id: string): Citation {
  const known = citations.get(id) ?? cite(id)
  citations.set(id, known)
  return known
}

const citations = new Map<string, Citation>()

/** That the sources of some steps do not speak of a release. */
function unspoken(of: string, release: Release, facts: readonly string[]): OpenItem[] {
  const silent = facts.flatMap((id) => procedure(id) ?? []).filter(({ releases }) => !within(release, releases))
  const place = (id: string): number => findRelease(id)?.place ?? 0
  const [last] = silent.map(({ releases }) => releases.to).sort((a, b) => place(b) - place(a))
  const [first] = silent.map(({ releases }) => releases.from).sort((a, b) => place(a) - place(b))
  if (last === undefined || first === undefined) return []
  const spoken =
    release.place > place(last) ? `up to ${last}` : release.place < place(first) ? `from ${first} on` : `from ${first} to ${last}`
  return [
    {
      missing: `whether every step is the same for ${release.id}: some are known of releases ${spoken} only`,
      of,
      find: `the documentation of ${release.id}`,
      place: undefined,
      decides: false,
    },
  ]
}
