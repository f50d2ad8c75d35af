/** Configurations that were read, made into settings: the nearest counts, but for what is locked above it. */
import { dirname, isAbsolute, join } from 'node:path'
import type { Report } from '../check.ts'
import { atLeast, type Finding, type Location, type Severity } from '../finding.ts'
import type { Fleet } from '../model/fleet.ts'
import { at, type Place } from '../model/part.ts'
import { locator, parse } from '../source/parse.ts'
import { type Origin, originKey, type Settings, unsettled } from './settings.ts'

type Config = Fleet['configs'][number]

/** What lies where a path of a configuration leads, or why nothing may be read there. */
export type Look = (config: string, path: string) => { readonly kind: 'file' | 'folder' } | { readonly reason: string }

/**
 * Settles what the configurations in `report` say, of which `files` are the names, the nearest first. Paths are led through `look`.
 * `findings` are those of the report with what only shows now; where one is an error, the settings are not to be used.
 */
export function settle(
  report: Report,
  files: readonly string[],
  look: Look,
): { readonly settings: Settings; readonly findings: readonly Finding[] } {
  const configs = files.flatMap((file) => report.fleet.configs.find(({ document }) => document.file === file) ?? [])
  const nearest = configs.find(({ document }) => document.file === files[0])
  const { locks, softened } = locksOf(configs, report)
  const findings = [
    ...report.findings,
    ...files.flatMap((file) => strangers(report, file)),
    ...configs.flatMap((config) => astray(config, report, look)),
    ...softened,
  ]
  return { settings: settingsOf(nearest, locks, report), findings }
}

const fault = (report: Report, place: Place, message: string, severity: Severity = 'error'): Finding => ({
  rule: 'config-sound',
  severity,
  message,
  ...report.locate(place),
  related: [],
  cites: [],
})

/** Documents of other kinds in the file of a configuration, which nobody else would read. */
function strangers(report: Report, file: string): Finding[] {
  const known = report.fleet.configs.filter(({ document }) => document.file === file).length
  const text = report.texts.get(file)
  if (text === undefined || known === report.coverage.documents.read) return []
  const source = parse(file, text)
  return source.documents.flatMap((document): Finding[] => {
    const { value, number } = document
    const kind = typeof value === 'object' && value !== null && 'kind' in value ? String(value.kind) : undefined
    const unknown = report.findings.some((finding) => finding.file === file && finding.document === number && finding.path[0] === 'kind')
    if (kind === undefined || kind === 'Config' || unknown) return []
    const message = `a ${kind} stands here, but this file is the configuration of cuspec; give it a file of its own`
    const range = locator(source, document).range(['kind'])
    return [{ rule: 'config-sound', severity: 'error', message, file, document: number, path: ['kind'], range, related: [], cites: [] }]
  })
}

/** Paths that lead nowhere, or where nothing may be read. */
function astray(config: Config, report: Report, look: Look): Finding[] {
  /** Of a pattern that is no name itself, the folder in which its search begins. */
  const lookWide = (path: string): ReturnType<Look> => {
    const there = look(config.document.file, path)
    return 'reason' in there && isAbsent(there) && magic.test(path) ? look(config.document.file, searched(path)) : there
  }
  const { paths = [], knowledge = [], waivers = [], baseline } = config.spec
  const named = [
    ...paths.map((path, index) => ({ path, place: at(config, 'paths', index), folder: true })),
    ...knowledge.map((path, index) => ({ path, place: at(config, 'knowledge', index), folder: false })),
    ...waivers.map((path, index) => ({ path, place: at(config, 'waivers', index), folder: false })),
  ]
  const faults = named.flatMap(({ path, place, folder }) => {
    const there = folder ? lookWide(path) : look(config.document.file, path)
    if ('reason' in there) return [fault(report, place, `\`${path}\`: ${there.reason}`)]
    return there.kind === 'folder' && !folder ? [fault(report, place, `\`${path}\` is a folder, but a file belongs here`)] : []
  })
  if (baseline === undefined) return faults
  const there = look(config.document.file, baseline)
  if (!('reason' in there))
    return there.kind === 'file'
      ? faults
      : [...faults, fault(report, at(config, 'baseline'), `\`${baseline}\` is a folder, but a file belongs here`)]
  // A baseline begins with a run without one.
  return [...faults, fault(report, at(config, 'baseline'), `\`${baseline}\`: ${there.reason}`, isAbsent(there) ? 'warning' : 'error')]
}

const isAbsent = ({ reason }: { readonly reason: string }): boolean => reason.startsWith('there is no such file')

const magic = /[*?[{]/

function searched(path: string): string {
  const steps = path.split('/')
  const first = steps.findIndex((step) => magic.test(step))
  return steps.slice(0, first).join('/') || (path.startsWith('/') ? '/' : '.')
}

interface Lock {
  readonly origin: Location
  /** How severe the rule is where it is locked, if that is said there. */
  readonly severity: Severity | undefined
  readonly severityOrigin: Location | undefined
}

const rank = (severity: Severity | 'off'): number => ['error', 'warning', 'note', 'off'].indexOf(severity)

/** What is locked, from the root down, and what is made milder below a lock. */
function locksOf(configs: readonly Config[], report: Report): { readonly locks: ReadonlyMap<string, Lock>; readonly softened: Finding[] } {
  const locks = new Map<string, Lock>()
  const softened: Finding[] = []
  for (const config of configs.toReversed()) {
    const { severities = {}, locked = [] } = config.spec
    for (const [rule, severity] of Object.entries(severities)) {
      const lock = locks.get(rule)
      // A rule of its own mind has problems of several severities: only the gravest is never milder.
      if (!lock || rank(severity) <= rank(lock.severity ?? 'error')) continue
      const { file, range } = lock.origin
      const above = `\`${rule}\` is locked by ${file}:${range.start.line}`
      const message = lock.severity
        ? `${above}, where it is ${lock.severity}; ${severity} is milder`
        : `${above}; here it can only be made an error`
      const found = fault(report, { ...at(config, 'severities', rule), on: 'key' }, message)
      softened.push({ ...found, related: [{ ...lock.origin, message: 'it is locked here' }] })
    }
    for (const [index, rule] of locked.entries()) {
      const above = locks.get(rule)
      const own = severities[rule]
      const said = own !== undefined && own !== 'off' ? own : undefined
      const severityOrigin = said === undefined ? undefined : report.locate(at(config, 'severities', rule))
      const origin = above?.origin ?? report.locate(at(config, 'locked', index))
      locks.set(rule, { origin, severity: said ?? above?.severity, severityOrigin: severityOrigin ?? above?.severityOrigin })
    }
  }
  return { locks, softened }
}

/** The settings of the nearest configuration, with what is locked above it. */
function settingsOf(config: Config | undefined, locks: ReadonlyMap<string, Lock>, report: Report): Settings {
  const origins = new Map<string, Origin>()
  const severities = new Map<string, Severity | 'off'>()
  for (const [rule, { origin, severity, severityOrigin }] of locks) {
    origins.set(originKey('locked', rule), origin)
    if (severity !== undefined && severityOrigin) {
      severities.set(rule, severity)
      origins.set(originKey('severities', rule), severityOrigin)
    }
  }
  const locked = new Set(locks.keys())
  if (!config) return { ...unsettled, severities, locked, origins }
  const { spec, document } = config
  const folder = dirname(document.file)
  // A file may be called as standard input is.
  const from = (path: string): string => (isAbsolute(path) ? path : path === '-' ? './-' : join(folder, path))
  const listed = (key: 'paths' | 'ignores' | 'knowledge' | 'waivers'): readonly string[] =>
    (spec[key] ?? []).map((written, index) => {
      const member = key === 'ignores' ? written : from(written)
      origins.set(originKey(key, member), report.locate(at(config, key, index)))
      return member
    })
  for (const [rule, severity] of Object.entries(spec.severities ?? {})) {
    severities.set(rule, severity)
    origins.set(originKey('severities', rule), report.locate(at(config, 'severities', rule)))
  }
  for (const key of ['failOn', 'baseline'] as const)
    if (spec[key] !== undefined) origins.set(originKey(key), report.locate(at(config, key)))
  return {
    severities,
    failOn: spec.failOn,
    locked,
    paths: listed('paths'),
    ignores: { folder, patterns: listed('ignores') },
    knowledge: listed('knowledge'),
    waivers: listed('waivers'),
    baseline: spec.baseline === undefined ? undefined : from(spec.baseline),
    origins,
  }
}

/** Whether a configuration is fit for use. */
export const isSound = (findings: readonly Finding[]): boolean => !findings.some(({ severity }) => atLeast(severity, 'error'))

/** Configurations in files where nobody looks for one; `used` are those that hold. */
export function idle(report: Report, used: readonly string[]): Finding[] {
  const strays = report.fleet.configs.filter(({ document: { file } }) => !/(?:^|\/)\.cuspec\.ya?ml$/.test(file) && !used.includes(file))
  return strays.map((config) => {
    const message = 'this Config settles nothing: one is read from `.cuspec.yaml` alone, or where --config names it'
    return fault(report, at(config, 'kind'), message, 'warning')
  })
}
