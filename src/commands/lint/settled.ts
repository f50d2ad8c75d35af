/** Which configuration holds where a command is run, read and judged. Where there is none, that costs a look into each folder up to the root. */
import { lstatSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { check, type Report } from '../../check.ts'
import type { Severity } from '../../finding.ts'
import { plural } from '../../report/text.ts'
import { idle, type Look, unknownOfTeam } from '../../review/astray.ts'
import { originKey, type Settings, unsettled } from '../../review/settings.ts'
import { isSound, settle } from '../../review/settle.ts'
import { withFindings, withSeverities } from '../../review/severity.ts'
import { readBytes } from '../../source/bytes.ts'
import { type Failure, placeOf, type Selecting } from '../../source/files.ts'
import { lookUp, type Named, oddity, treeHere } from '../../source/named.ts'
import { codeOf, reasonOf } from '../../source/trouble.ts'
import { say } from '../print.ts'
import { Refusal } from '../refusal.ts'

/** What a command line says of configuration. */
export interface Choice {
  /** A file in place of those that would be found. */
  readonly config?: string | undefined
  /** Whether none holds. */
  readonly without?: boolean
  readonly failOn?: Severity | undefined
}

export interface Settled {
  readonly settings: Settings
  /** The configurations that were read, the nearest first. */
  readonly files: readonly string[]
  /** Every name under which one was looked for. */
  readonly lookedFor: readonly string[]
  /** What was found in them, as a report on them alone. */
  readonly report: Report | undefined
  readonly failures: readonly Failure[]
  /** Whether the settings are to be used: they could be read, and nothing in them is an error. */
  readonly sound: boolean
}

/** Where configurations stand: on the disk, or in a revision. Paths are seen from the current folder. */
export interface Ground {
  /** How many folders lie between the root and the current one. */
  readonly depth: number
  /** Whether something has a name, be it a link that leads nowhere. What cannot be looked at joins the failures. */
  readonly isThere: (path: string, failures: Failure[]) => boolean
  readonly open: (path: string) => Named
  readonly look: Look
}

const names = ['.cuspec.yaml', '.cuspec.yml'] as const

/** Reads the configuration that holds in the current folder: the nearest up to the root of the repository, below the locks of those above it. */
export async function settled({ config, without = false, failOn }: Choice, today: string, ground = disk()): Promise<Settled> {
  if (config !== undefined && without) throw new Refusal('--config and --no-config exclude each other')
  const { paths, lookedFor, failures: missed } = without ? nowhere : config === undefined ? search(ground) : named(config)
  const opened = paths.map(ground.open)
  const inputs = opened.flatMap((each) => ('bytes' in each ? [each] : []))
  const failures = [...missed, ...opened.flatMap((each) => ('reason' in each ? [{ path: each.file, reason: each.reason }] : []))]
  const files = inputs.map(({ file }) => file)
  if (inputs.length === 0)
    return { settings: flagged(unsettled, failOn), files, lookedFor, report: undefined, failures, sound: failures.length === 0 }
  const read = await check(inputs, { today })
  const { settings, findings } = settle(read, files, ground.look)
  const report = { ...withFindings(read, findings, read.texts), coverage: { ...read.coverage, unreadable: failures } }
  return {
    settings: flagged(settings, failOn),
    files,
    lookedFor,
    report,
    failures,
    sound: failures.length === 0 && isSound(report.findings),
  }
}

interface Found {
  readonly paths: readonly string[]
  readonly lookedFor: readonly string[]
  readonly failures: readonly Failure[]
}

const nowhere: Found = { paths: [], lookedFor: [], failures: [] }

/** A configuration that the command line names. */
const named = (file: string): Found => ({ paths: [file], lookedFor: [file], failures: [] })

/** Looks from the current folder up to the root of its repository; outside of one in the current folder alone. */
function search({ depth, isThere }: Ground): Found {
  const paths: string[] = []
  const lookedFor: string[] = []
  const failures: Failure[] = []
  for (let up = 0; up <= depth; up++) {
    const candidates = names.map((name) => '../'.repeat(up) + name)
    lookedFor.push(...candidates)
    const there = candidates.filter((path) => isThere(path, failures))
    const [first, second] = there
    if (first !== undefined && second !== undefined)
      failures.push({ path: second, reason: `it stands beside ${first}; keep one of the two` })
    else if (first !== undefined) paths.push(first)
  }
  return { paths, lookedFor, failures }
}

/** What is on the disk. */
function disk(): Ground {
  const steps = relative(treeHere().root, placeOf('.')).split(sep)
  return { depth: steps.filter((step) => step !== '').length, isThere, open: openConfig, look }
}

function isThere(path: string, failures: Failure[]): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch (error) {
    if (codeOf(error) !== 'ENOTDIR') failures.push({ path, reason: reasonOf(error) })
    return false
  }
}

/** Opens a configuration by the rules of what specs name: nothing outside of the tree, no folder, no pipe. */
function openConfig(path: string): Named {
  const led = lookUp('.cuspec.yaml', path)
  if ('reason' in led) return led
  const { file, stats } = led
  const reason = oddity(stats)
  if (reason !== undefined) return { file, reason }
  const bytes = readBytes(led.place)
  // The buffer is the reader's own, good until the next file.
  return 'reason' in bytes ? { file, ...bytes } : { file, bytes: Buffer.from(bytes) }
}

/** Looks where a path of a configuration leads. */
function look(config: string, path: string): { readonly kind: 'file' | 'folder' } | { readonly reason: string } {
  const led = lookUp(config, path)
  if ('reason' in led) return led
  if (led.stats.isDirectory()) return { kind: 'folder' }
  const reason = oddity(led.stats)
  return reason === undefined ? { kind: 'file' } : { reason }
}

/** Settings with what the command line says in place of them. */
function flagged(settings: Settings, failOn: Severity | undefined): Settings {
  if (failOn === undefined) return settings
  return { ...settings, failOn, origins: new Map(settings.origins).set(originKey('failOn'), { flag: '--fail-on' }) }
}

/** How files are selected by settings. */
export async function selecting({ ignores, knowledge, waivers }: Settings): Promise<Selecting> {
  const always = [...knowledge, ...waivers]
  if (ignores.patterns.length === 0) return { always }
  const { ignoring } = await import('../../source/ignored.ts')
  return { always, ignored: ignoring(placeOf(ignores.folder), ignores.patterns) }
}

/** What is read where the command line names nothing. */
export const pathsBy = ({ paths }: Settings): readonly string[] => (paths.length > 0 ? paths : ['.'])

/** A report by what is settled, with what was found in the configurations. */
export function bySettings(report: Report, { settings, report: own, files }: Settled): Report {
  const judged = withSeverities(report, settings)
  const found = [...(own?.findings ?? []), ...idle(report, files), ...unknownOfTeam(report, settings)]
  return withFindings(judged, found, own?.texts ?? new Map())
}

/** Says on standard error why nothing is done. */
export function sayUnsound({ failures, report }: Settled): void {
  for (const { path, reason } of failures) say(`${path}: ${reason}`)
  const errors = report?.findings.filter(({ severity }) => severity === 'error') ?? []
  const [first] = errors
  if (first) say(`${first.file}: ${plural(errors.length, 'error')} in the configuration, so nothing is checked`)
}

/** The same for a command whose reports show no findings. */
export function refusalOf({ failures, report }: Settled): Refusal {
  const [failure] = failures
  if (failure) return new Refusal(`${failure.path}: ${failure.reason}; see cuspec config`)
  const first = report?.findings.find(({ severity }) => severity === 'error')
  return new Refusal(
    first
      ? `${first.file}:${first.range.start.line}:${first.range.start.column}: ${first.message}; see cuspec config`
      : 'see cuspec config',
  )
}
