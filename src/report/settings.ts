/** The settings that hold, each with where it comes from: what `cuspec config` prints. */
import type { Report } from '../check.ts'
import type { Finding } from '../finding.ts'
import { type Origin, originOf, type Settings } from '../review/settings.ts'
import { version } from '../version.ts'
import { type Paint, plain } from './paint.ts'
import { renderFindings } from './text.ts'
import { visible, visibleJson, width } from './visible.ts'

export interface Effective {
  /** Undefined where the configuration cannot be used. */
  readonly settings: Settings | undefined
  /** The configurations that were read, the nearest first. */
  readonly files: readonly string[]
  readonly lookedFor: readonly string[]
  readonly findings: readonly Finding[]
  readonly texts: Report['texts']
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[]
}

interface Value {
  readonly key: string
  readonly value: string
  readonly origin: Origin | undefined
}

export function settingsText({ settings, files, lookedFor, findings, texts }: Effective, paint: Paint = plain): string {
  const told = renderFindings(findings, texts, paint)
  const where = [
    `configuration: ${files.length > 0 ? visible(files.join(', below the locks of ')) : 'none'}`,
    `looked for:    ${lookedFor.length > 0 ? visible(lookedFor.join(', ')) : 'none'}`,
  ]
  return `${[...told, ...where, ...(settings ? ['', ...table(valuesOf(settings), paint)] : [])].join('\n')}\n`
}

/** Every value, and every key that has none. */
function valuesOf(settings: Settings): Value[] {
  const { failOn, paths, ignores, knowledge, waivers, baseline, severities, locked } = settings
  const listed = (key: 'paths' | 'ignores' | 'knowledge' | 'waivers' | 'locked', members: Iterable<string>, none = 'none'): Value[] => {
    const values = [...members].map((value) => ({ key, value, origin: originOf(settings, key, value) }))
    return values.length > 0 ? values : [{ key, value: none, origin: undefined }]
  }
  const severe = [...severities].map(([rule, value]) => ({
    key: 'severities',
    value: `${rule}: ${value}`,
    origin: originOf(settings, 'severities', rule),
  }))
  return [
    { key: 'failOn', value: failOn ?? 'error', origin: originOf(settings, 'failOn') },
    ...listed('paths', paths, '.'),
    ...listed('ignores', ignores.patterns),
    ...listed('knowledge', knowledge),
    ...listed('waivers', waivers),
    { key: 'baseline', value: baseline ?? 'none', origin: originOf(settings, 'baseline') },
    ...(severe.length > 0 ? severe : [{ key: 'severities', value: 'those of the rules', origin: undefined }]),
    ...listed('locked', locked),
  ]
}

function table(values: readonly Value[], paint: Paint): string[] {
  const rows = values.map(
    ({ key, value, origin }, index) =>
      [
        values[index - 1]?.key === key ? '' : key,
        visible(value),
        origin === undefined
          ? 'default'
          : 'flag' in origin
            ? origin.flag
            : visible(`${origin.file}:${origin.range.start.line}:${origin.range.start.column}`),
      ] as const,
  )
  const widest = (column: 0 | 1): number => Math.max(...rows.map((row) => width(row[column])))
  const padded = (text: string, to: number): string => text + ' '.repeat(to - width(text))
  return rows.map(
    ([key, value, origin]) => `${paint('bold', padded(key, widest(0)))}  ${padded(value, widest(1))}  ${paint('dim', origin)}`,
  )
}

export function settingsJson({ settings, files, lookedFor, findings, unreadable }: Effective): string {
  const effective = {
    formatVersion: '1',
    tool: { name: 'cuspec', version },
    files,
    lookedFor,
    ...(settings && { settings: valuesJson(settings) }),
    findings,
    unreadable,
  }
  return `${visibleJson(JSON.stringify(effective, null, 2))}\n`
}

function valuesJson(settings: Settings): unknown {
  const { failOn, paths, ignores, knowledge, waivers, baseline, severities, locked } = settings
  const listed = (key: 'paths' | 'ignores' | 'knowledge' | 'waivers' | 'locked', members: Iterable<string>): unknown =>
    [...members].map((value) => ({ value, origin: origin(originOf(settings, key, value)) }))
  return {
    failOn: { value: failOn ?? 'error', origin: origin(originOf(settings, 'failOn')) },
    paths: paths.length > 0 ? listed('paths', paths) : [{ value: '.', origin: null }],
    ignores: listed('ignores', ignores.patterns),
    knowledge: listed('knowledge', knowledge),
    waivers: listed('waivers', waivers),
    baseline: { value: baseline ?? null, origin: origin(originOf(settings, 'baseline')) },
    severities: [...severities].map(([rule, value]) => ({ rule, value, origin: origin(originOf(settings, 'severities', rule)) })),
    locked: listed('locked', locked),
  }
}

const origin = (from: Origin | undefined): unknown => {
  if (from === undefined || 'flag' in from) return from ?? null
  const { file, document, path, range } = from
  return { file, document, path, range }
}
