/** What is wrong with configurations beyond their own words: where their paths lead, and documents that nobody reads where they stand. */
import type { Report } from '../check.ts'
import type { Finding, Severity } from '../finding.ts'
import type { Fleet } from '../model/fleet.ts'
import { didYouMeanWord } from '../model/names.ts'
import { at, type Place } from '../model/part.ts'
import { locator, parse } from '../source/parse.ts'
import { originOf, type Settings } from './settings.ts'

type Config = Fleet['configs'][number]

/** What lies where a path of a configuration leads, or why nothing may be read there. */
export type Look = (config: string, path: string) => { readonly kind: 'file' | 'folder' } | { readonly reason: string }

/** A finding of `config-sound`. */
export const fault = (report: Report, place: Place, message: string, severity: Severity = 'error'): Finding => ({
  rule: 'config-sound',
  severity,
  message,
  ...report.locate(place),
  related: [],
  cites: [],
})

/** Documents of other kinds in the file of a configuration, which nobody else would read. */
export function strangers(report: Report, file: string): Finding[] {
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
export function astray(config: Config, report: Report, look: Look): Finding[] {
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

/** Configurations in files where nobody looks for one; `used` are those that hold. */
export function idle(report: Report, used: readonly string[]): Finding[] {
  const strays = report.fleet.configs.filter(({ document: { file } }) => !/(?:^|\/)\.cuspec\.ya?ml$/.test(file) && !used.includes(file))
  return strays.map((config) => {
    const message = 'this Config settles nothing: one is read from `.cuspec.yaml` alone, or where --config names it'
    return fault(report, at(config, 'kind'), message, 'warning')
  })
}

/** Rules of policies that the settings name, and that the policies of this run do not have. Those of policies elsewhere nobody knows here. */
export function unknownOfTeam({ policies, coverage }: Report, settings: Settings): Finding[] {
  const ids = policies.map(({ id }) => id)
  if (ids.length === 0 || coverage.documents.unread > 0) return []
  const owners = new Set(ids.map(ownerOf))
  const named = [
    ...[...settings.severities.keys()].map((id) => ({ id, origin: originOf(settings, 'severities', id) })),
    ...[...settings.locked].map((id) => ({ id, origin: originOf(settings, 'locked', id) })),
  ]
  return named.flatMap(({ id, origin }): Finding[] => {
    const isKnown = ids.includes(id) || !id.startsWith('policy/')
    if (isKnown || !origin || 'flag' in origin) return []
    const near = didYouMeanWord(id, ids)
    if (near === '' && !owners.has(ownerOf(id))) return []
    const message = `no rule of a policy is called \`${id}\`${near}`
    return [{ rule: 'config-sound', severity: 'error', message, ...origin, related: [], cites: [] }]
  })
}

const ownerOf = (id: string): string => id.slice(0, id.lastIndexOf('/'))
