/** Configurations that were read, made into settings: the nearest counts, but for what is locked above it. */
import { dirname, isAbsolute, join } from 'node:path'
import type { Report } from '../check.ts'
import { atLeast, type Finding, type Severity } from '../finding.ts'
import type { Fleet } from '../model/fleet.ts'
import { at } from '../model/part.ts'
import { astray, type Look, strangers } from './astray.ts'
import { type Lock, locksOf } from './locks.ts'
import { type Origin, originKey, type Settings, unsettled } from './settings.ts'

type Config = Fleet['configs'][number]

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
