/** A report reviewed by the waivers in the specs, and by a baseline where one is named. The code for it is read where there are some. */
import { existsSync } from 'node:fs'
import type { Report } from '../../check.ts'
import type { Path } from '../../finding.ts'
import type { Clock } from '../../model/read.ts'
import type { Baseline, BaselineSource } from '../../review/baseline.ts'
import type { Settings } from '../../review/settings.ts'
import { rules } from '../../rules/index.ts'
import { readBytes } from '../../source/bytes.ts'
import { limits } from '../../source/limits.ts'
import { fromRoot, isBelowRoot } from '../../source/named.ts'
import { open } from '../../source/open.ts'
import { locator, type Source } from '../../source/parse.ts'
import { Refusal } from '../refusal.ts'
import { bySettings, type Settled } from './settled.ts'

export interface Reviewing {
  /** Files that `--baseline` named. */
  readonly baselines: readonly string[]
  /** Reads a baseline elsewhere than on the disk; undefined where it is not there. */
  readonly read?: ReadBaseline | undefined
  /** Whether waivers and baseline are left aside. */
  readonly leftAside: boolean
  /** The day of the run, as YYYY-MM-DD. */
  readonly day: string
  readonly settings: Settings
  /** Whether it is a part of the tree that is looked at, and the waivers of the configuration are for all of it. */
  readonly ofPart?: boolean
}

export type ReadBaseline = (file: string) => Buffer | { readonly reason: string } | undefined

/**
 * What a team makes of a report: waivers, a baseline, then severities, since a review finds things, too. `baselines` stand in place of that
 * of the configuration, of which it is said already where it is not there yet. `typed`: whether the command line named what is looked at.
 */
export function judgedBy(
  own: Settled,
  { asOf, today }: Clock,
  {
    baselines,
    leftAside,
    read,
    typed = false,
  }: { readonly baselines?: readonly string[] | undefined; readonly typed?: boolean } & Pick<Reviewing, 'leftAside' | 'read'>,
): (report: Report) => Promise<Report> {
  const { settings } = own
  const ofPart = typed || (settings.paths.length === 0 && own.files[0]?.startsWith('..') === true)
  const isThere = (file: string): boolean => (read ? read(file) !== undefined : existsSync(file))
  // Where a revision has none yet that the command line names, nothing was in it.
  const named = read || !baselines ? (baselines ?? [settings.baseline ?? []].flat()).filter(isThere) : baselines
  return async (report) =>
    bySettings(await reviewed(report, { baselines: named, leftAside, day: asOf ?? today, settings, read, ofPart }), own)
}

/** Reviews a report. Throws `Refusal` for a baseline that cannot be read as one, and for two. */
export async function reviewed(report: Report, { baselines, leftAside, day, settings, read, ofPart = false }: Reviewing): Promise<Report> {
  const [file, second] = baselines
  if (second !== undefined) throw new Refusal(`--baseline takes one file, not both ${file} and ${second}`)
  if (leftAside) return { ...report, review: { leftAside } }
  if (file === undefined && report.comments.length === 0 && report.fleet.waivers.length === 0) return report
  const { review } = await import('../../review/review.ts')
  const baseline = file === undefined ? undefined : read ? await baselineIn(file, read) : ofThisTree(await baselineIn(file))
  const wider = new Set(ofPart ? settings.waivers : [])
  return review(report, { day, settings, wider, rules: [...rules, ...report.policies].map(({ id }) => id), fromRoot, baseline })
}

/** Reads the baseline in a file. Throws `Refusal` where it is none. */
export async function baselineIn(file: string, read: ReadBaseline = onDisk): Promise<Baseline> {
  const { readBaseline } = await import('../../review/review.ts')
  const baseline = readBaseline(parsed(file, read))
  if ('problem' in baseline) throw new Refusal(baseline.problem)
  return baseline
}

function ofThisTree(baseline: Baseline): Baseline {
  const [first] = baseline.entries
  if (first && !baseline.entries.some((entry) => isBelowRoot(entry.file)))
    throw new Refusal(
      `${baseline.file} is the baseline of another tree: ${first.file} is not here, nor any other file of it; cuspec baseline --update writes it anew`,
    )
  return baseline
}

const onDisk: ReadBaseline = (file) => (existsSync(file) ? readBytes(file) : undefined)

function parsed(file: string, read: ReadBaseline): BaselineSource {
  const bytes = read(file)
  if (bytes === undefined) throw new Refusal(`${file}: no such file; cuspec baseline -o ${file} writes a baseline`)
  if ('reason' in bytes) throw new Refusal(`${file}: ${bytes.reason}`)
  if (bytes.length > limits.bytes) throw new Refusal(`${file} has more than ${limits.bytes / 1024 / 1024} MiB, the most of a baseline`)
  const source = open({ file, bytes })
  const { at } = locator(source, undefined)
  const refuse = (offset: number, reason: string): never => {
    const { line, column } = at([offset, offset]).start
    throw new Refusal(`${file}:${line}:${column}: ${reason}`)
  }
  const conflict = source.text.search(/^(?:<{7}|={7}|>{7})(?=\s|$)/m)
  if (conflict >= 0)
    refuse(conflict, 'a merge has left its marks here; settle it, or remove the file and write it anew with cuspec baseline')
  const [fault] = faultsOf(source)
  if (fault) refuse(fault.start, `this is no JSON: ${fault.message}`)
  const [document] = source.documents
  return { file, value: document?.value, range: (path: Path) => locator(source, document).range(path) }
}

const faultsOf = ({ faults, documents }: Source) => [...faults, ...documents.flatMap((document) => document.faults)]
