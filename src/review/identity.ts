/** What makes a finding the same finding after lines have moved: its rule, its file, its path by names, and what was seen. */
import { createHash } from 'node:crypto'
import type { Finding, Path } from '../finding.ts'
import type { Fleet } from '../model/fleet.ts'

export interface Fingerprint {
  readonly hash: string
  /** From 1 among findings with the same hash, so that each stays one. */
  readonly number: number
}

/**
 * A fingerprint for each finding of a fleet. Equal ones are numbered as the findings are given: they come by place.
 * `nameOf` is the name of a file that stays when the folder from which cuspec is run changes.
 */
export function fingerprints<Each extends Finding>(
  findings: readonly Each[],
  fleet: Fleet,
  nameOf: (file: string) => string | undefined,
): ReadonlyMap<Each, Fingerprint> {
  const named = pathsByName(fleet)
  const seen = new Map<string, number>()
  return new Map(
    findings.map((finding) => {
      const { rule, file, message } = finding
      const hash = hashOf([rule, nameOf(file) ?? file, named(finding), message])
      const number = (seen.get(hash) ?? 0) + 1
      seen.set(hash, number)
      return [finding, { hash, number }]
    }),
  )
}

/** 32 hexadecimal digits. */
export const hashOf = (facts: unknown): string => createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 32)

/** Paths with the names of parts in place of their indexes, which shift as lines do. Where a document was not understood, the path as it is. */
export function pathsByName(fleet: Fleet): (finding: Pick<Finding, 'file' | 'document' | 'path'>) => Path {
  const ofPolicies = fleet.policies.flatMap(({ document, spec }) =>
    spec.rules.map((rule, at) => ({ document, path: ['rules', at], spec: rule })),
  )
  const parts = [...fleet.servers, ...fleet.bridges, ...fleet.pools, ...fleet.pairs, ...fleet.maximums, ...ofPolicies]
  const key = (file: string, document: number, path: Path): string => JSON.stringify([file, document, path.slice(0, 2)])
  const specs = new Map(parts.map(({ document, path, spec }) => [key(document.file, document.number, path), spec]))
  // In licence files and reports of servers a number is that of a line.
  const evidence = new Set([...fleet.namings.keys()].map(({ file }) => file))
  return ({ file, document, path }) => {
    if (evidence.has(file)) return path.filter((step) => typeof step === 'string')
    const [section, index, ...rest] = path
    const spec: unknown = specs.get(key(file, document, path))
    if (section === undefined || index === undefined || spec === undefined) return path
    return [section, nameOf(spec) ?? index, ...within(spec, rest)]
  }
}

function within(value: unknown, [step, ...rest]: Path): Path {
  if (step === undefined) return []
  const next: unknown = typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, step)?.value : undefined
  return [(typeof step === 'number' ? nameOf(next) : undefined) ?? step, ...within(next, rest)]
}

/** What tells an item of a list from the others: its name, those whom it joins, or the word that it is. */
function nameOf(item: unknown): string | undefined {
  if (typeof item === 'string') return item
  if (typeof item !== 'object' || item === null) return undefined
  const said = ['name', 'primary', 'secondary', 'what', 'path', 'pak', 'hostId', 'id'].flatMap((key) => {
    const value: unknown = Object.getOwnPropertyDescriptor(item, key)?.value
    return typeof value === 'string' ? [value] : []
  })
  return said.length > 0 ? said.join(' ') : undefined
}
