/** What a schema found, in words: one message a mistake, saying what was written and what would be right. */
import type { Path } from '../finding.ts'
import type { Kind, Spec } from './conform.ts'
import type { SchemaError } from './explainers.js'
import * as explainers from './explainers.js'
import { dayMeant, listMeant, type Mend, truthMeant, writing } from './meant.ts'
import { ambiguousNumber } from './scalar.ts'
import { slip, suggest } from './suggest.ts'

/** A place where a document does not fit its schema. `on` says whether its key or its value is at fault. */
export interface Misfit {
  readonly path: Path
  readonly on: 'key' | 'value'
  readonly message: string
  readonly fix?: Mend
  /** The words that may stand there. */
  readonly allowed?: readonly string[]
}

/** What stands in the text at a path, quotes and all. */
export type Written = (path: Path) => string | undefined

const byKind: Readonly<Record<Kind, explainers.Explainer>> = explainers

/** Whether a document fits the schema of its kind. */
export const fits = (kind: Kind, value: unknown): value is Spec => byKind[kind](value)

/** Every place where a document of a kind does not fit its schema. */
export function misfits(kind: Kind, root: unknown, written: Written): Misfit[] {
  const explain = byKind[kind]
  explain(root)
  const errors = explain.errors ?? []
  const missing = byMapping(errors, 'required')
  const unknown = byMapping(errors, 'additionalProperties')
  const replaced = new Set<SchemaError>()
  const found: Misfit[] = []
  for (const [pointer, lacking] of missing) {
    const path = pathOf(pointer, root)
    const strange = unknown.get(pointer) ?? []
    const only = lacking.length === 1 && strange.length === 1 ? strange[0] : undefined
    for (const error of lacking) {
      const name = String(error.params.missingProperty)
      const typo = misspelling(error, name)
      const alone = only && String(only.params.additionalProperty)
      if (typo !== undefined) found.push(unknownKey([...path, typo], [name], []))
      else if (alone !== undefined) found.push(strangeKey([...path, alone], name))
      else found.push({ path, on: 'key', message: `${label(path)} has no \`${name}\`, which it must have` })
      for (const other of strange) if ((typo ?? alone) === other.params.additionalProperty) replaced.add(other)
    }
  }
  for (const error of errors) {
    if (error.keyword === 'required' || replaced.has(error)) continue
    const path = pathOf(error.instancePath, root)
    if (error.keyword === 'additionalProperties') {
      const key = String(error.params.additionalProperty)
      const known = Object.keys(error.parentSchema?.properties ?? {})
      const free = known.filter((name) => !isOwn(error.data, name))
      found.push({ ...unknownKey([...path, key], free, known), ...(free.length > 0 && { allowed: free }) })
    } else if (error.keyword !== 'discriminator' || error.params.tagValue !== undefined) {
      found.push(valueMisfit(error, path, written))
    }
  }
  return withoutRivals(found)
}

/** Two keys of one mapping cannot both be renamed to the same. */
function withoutRivals(found: readonly Misfit[]): Misfit[] {
  const target = ({ path, on, fix }: Misfit): string | undefined =>
    on === 'key' && fix ? JSON.stringify([path.slice(0, -1), fix.text]) : undefined
  const claims = new Map<string | undefined, number>()
  for (const misfit of found) claims.set(target(misfit), (claims.get(target(misfit)) ?? 0) + 1)
  return found.map((misfit) => {
    if (target(misfit) === undefined || claims.get(target(misfit)) === 1) return misfit
    const { fix: _, ...rest } = misfit
    return rest
  })
}

/** The errors of one keyword by the mapping they are about. */
function byMapping(errors: readonly SchemaError[], keyword: string): ReadonlyMap<string, readonly SchemaError[]> {
  const map = new Map<string, SchemaError[]>()
  for (const error of errors) {
    if (error.keyword !== keyword) continue
    const here = map.get(error.instancePath)
    if (here) here.push(error)
    else map.set(error.instancePath, [error])
  }
  return map
}

/** One key is unknown and one is missing: most likely a single mistake, though not one of spelling. */
function strangeKey(path: Path, missing: string): Misfit {
  const message = `unknown key \`${String(path[path.length - 1])}\`, while \`${missing}\` is missing; did you mean that?`
  return { path, on: 'key', message, fix: { title: `write ${missing}`, text: missing, applicability: 'suggested' } }
}

/** Numbers such as `010`, where a number is right but readers disagree about which. */
export function ambiguousNumbers(value: unknown, written: Written, path: Path = []): Misfit[] {
  if (typeof value === 'number') {
    const text = written(path) ?? ''
    if (!ambiguousNumber(text)) return []
    const message = `\`${text}\` is ${value} to a reader of YAML 1.2 and another number to one of YAML 1.1; write ${value}`
    return [
      { path, on: 'value', message, fix: { title: `write ${value}`, text: String(value), applicability: 'suggested', verbatim: true } },
    ]
  }
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((item, index) => ambiguousNumbers(item, written, [...path, index]))
  return Object.entries(value).flatMap(([key, item]) => ambiguousNumbers(item, written, [...path, key]))
}

/** `free` are the keys that the mapping does not have yet, `known` all that it may have. */
function unknownKey(path: Path, free: readonly string[], known: readonly string[]): Misfit {
  const key = String(path[path.length - 1])
  const near = suggest(key, free)
  if (near !== undefined) {
    const message = `unknown key \`${key}\`; did you mean \`${near}\`?`
    return { path, on: 'key', message, ...writing(slip(key, free)) }
  }
  return { path, on: 'key', message: `unknown key \`${key}\`; known here: ${known.join(', ')}` }
}

/** A key of the same mapping that is no key of the schema and looks like the one that is missing. */
function misspelling({ data, parentSchema }: SchemaError, missing: string): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const known = parentSchema?.properties ?? {}
  return Object.keys(data).find((key) => !Object.hasOwn(known, key) && suggest(key, [missing]) === missing)
}

function valueMisfit({ keyword, params, data, parentSchema }: SchemaError, path: Path, written: Written): Misfit {
  const text = written(path) ?? ''
  const say = (message: string, fix?: Misfit['fix']): Misfit => ({ path, on: 'value', message, ...(fix && { fix }) })
  switch (keyword) {
    case 'type':
      return typeMisfit(String(params.type), data, path, text, parentSchema)
    case 'discriminator': {
      const branches = parentSchema?.oneOf?.map(({ $ref = '' }) => ($ref.split('/').pop() ?? '').replace(/(?:License|Store)$/, '')) ?? []
      const at = [...path, String(params.tag)]
      return { ...oneOf(params.tagValue, branches, written(at) ?? ''), path: at }
    }
    case 'enum':
      return { ...oneOf(data, strings(params.allowedValues), text), path }
    case 'const':
      return { ...oneOf(data, [String(params.allowedValue)], text), path }
    case 'format':
      return say(noDay(show(data), params.format), dayFix(String(data), params.format))
    case 'uniqueItems': {
      const [first, second] = [Number(params.j), Number(params.i)].sort((a, b) => a - b)
      const item = Array.isArray(data) ? data[second ?? 0] : data
      return {
        path: [...path, second ?? 0],
        on: 'value',
        message: `${show(item)} stands twice in \`${nameOf(path)}\`, at ${(first ?? 0) + 1} and at ${(second ?? 0) + 1}`,
      }
    }
    case 'minimum':
      return say(`${text} is less than ${params.limit}, the least that \`${nameOf(path)}\` may be`)
    case 'maximum':
      return say(`${text} is more than ${params.limit}, the most that \`${nameOf(path)}\` may be`)
    case 'exclusiveMinimum':
      return say(`${text}, but \`${nameOf(path)}\` must be more than ${params.limit}`)
    case 'exclusiveMaximum':
      return say(`${text}, but \`${nameOf(path)}\` must be less than ${params.limit}`)
    case 'minItems':
      return { path, on: 'key', message: `\`${nameOf(path)}\` has ${length(data)}, but needs at least ${params.limit}` }
    case 'maxItems':
      return { path, on: 'key', message: `\`${nameOf(path)}\` has ${length(data)}, but may have at most ${params.limit}` }
    case 'maxProperties':
      return { path, on: 'key', message: `\`${nameOf(path)}\` has more than ${params.limit} keys` }
    case 'minProperties':
      return { path, on: 'key', message: `\`${nameOf(path)}\` is empty` }
    case 'minLength':
      return say(`\`${nameOf(path)}\` is empty text`)
    case 'maxLength':
      return say(`\`${nameOf(path)}\` has more than ${params.limit} characters`)
    case 'pattern':
      return say(`${show(data)} does not fit here: ${(parentSchema?.description ?? '').replace(/\.$/, '')}`)
    default:
      return say(`${show(data)} does not fit the schema (${keyword})`)
  }
}

function dayFix(written: string, format: unknown): Mend | undefined {
  const day = dayMeant(written)
  if (day !== undefined) return { title: `write ${day}`, text: day, applicability: 'safe' }
  return format === 'expiry' ? writing(slip(written, ['permanent'])).fix : undefined
}

const noDay = (shown: string, format: unknown): string =>
  format === 'date'
    ? `${shown} is no day of the calendar; write it as YYYY-MM-DD`
    : `${shown} is neither a day of the calendar, written YYYY-MM-DD, nor the word permanent`

function typeMisfit(
  wanted: string,
  data: unknown,
  path: Path,
  text: string,
  { format, items }: NonNullable<SchemaError['parentSchema']> = {},
): Misfit {
  const say = (message: string, fix?: Misfit['fix']): Misfit => ({ path, on: 'value', message, ...(fix && { fix }) })
  if (typeof data === 'number' && (format === 'date' || format === 'expiry')) return say(noDay(`\`${text}\``, format), dayFix(text, format))
  if (data === null) return { path, on: 'key', message: `${label(path)} has no value; ${nouns[wanted] ?? wanted} belongs here` }
  const aliased = text.startsWith('*')
  if (wanted === 'string' && typeof data !== 'object') {
    const kind = typeof data === 'boolean' ? `the truth value ${data}` : `the number ${data}`
    if (aliased) return say(`\`${text}\` stands for ${kind}, but text belongs here; quote it where the anchor is`)
    const quoted = `"${text}"`
    // A number is a release, an address or a serial number whose digits are at hand; of a truth value that is less plain.
    const applicability = typeof data === 'number' ? 'safe' : 'suggested'
    const fix = /^[\w.+-]+$/.test(text) ? ({ title: 'quote it', text: quoted, applicability, verbatim: true } as const) : undefined
    return say(`\`${text}\` without quotes is ${kind}; quote it: ${quoted}`, fix)
  }
  if (typeof data === 'string' && (wanted === 'integer' || wanted === 'number')) {
    if (!aliased && /^["'].*["']$/s.test(text) && /^(?:0|[1-9][0-9]*)$/.test(data)) {
      const fix = { title: 'take the quotes away', text: data, applicability: 'safe', verbatim: true } as const
      return say(`${text} in quotes is text; write the number ${data}`, fix)
    }
    return say(`${show(data)} is text, but ${nouns[wanted]} belongs here`)
  }
  const truth = wanted === 'boolean' ? truthMeant(data) : undefined
  if (truth && text === data && !/^(?:true|false)$/i.test(data)) return say(`\`${text}\` is text to YAML 1.2; write ${truth.text}`, truth)
  if (wanted === 'integer' && typeof data === 'number') return say(`\`${text}\` is not a whole number`)
  const fix = wanted === 'array' && items?.type === 'string' && typeof data === 'string' ? listMeant(data, text) : truth
  return {
    path,
    on: typeof data === 'object' ? 'key' : 'value',
    message: `${describe(data)} stands here, but ${nouns[wanted] ?? wanted} belongs here`,
    ...(fix && { fix }),
  }
}

/** One of a few words was due. */
function oneOf(data: unknown, allowed: readonly string[], text: string): Omit<Misfit, 'path'> {
  const choice =
    allowed.length === 1 ? `\`${allowed[0]}\` belongs here` : `one of ${allowed.map((word) => `\`${word}\``).join(', ')} belongs here`
  const near = typeof data === 'string' ? suggest(data, allowed) : undefined
  const fix = typeof data === 'string' ? writing(slip(data, allowed)) : {}
  const shown = typeof data === 'string' ? show(data) : `\`${text}\``
  if (near === undefined) return { on: 'value', message: `${shown} stands here, but ${choice}`, allowed }
  const message =
    allowed.length === 1 ? `${shown} stands here, but ${choice}` : `${shown} stands here, but ${choice}; did you mean \`${near}\`?`
  return { on: 'value', message, ...fix, allowed }
}

const nouns: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
}

const describe = (data: unknown): string =>
  Array.isArray(data) ? 'a list' : typeof data === 'object' ? 'a mapping' : typeof data === 'string' ? `the text ${show(data)}` : show(data)

const show = (data: unknown): string => `\`${typeof data === 'object' ? JSON.stringify(data) : String(data)}\``

const length = (data: unknown): string => (Array.isArray(data) ? (data.length === 1 ? '1 item' : `${data.length} items`) : 'none')

const strings = (values: unknown): string[] => (Array.isArray(values) ? values.map(String) : [])

const isOwn = (data: unknown, key: string): boolean => typeof data === 'object' && data !== null && Object.hasOwn(data, key)

/** The last key of a path, which is the name people know a value by. */
const nameOf = (path: Path): string => String(path.findLast((step) => typeof step === 'string') ?? 'document')

const label = (path: Path): string => (path.length === 0 ? 'the document' : `\`${path.map(stepText).join('').replace(/^\./, '')}\``)

const stepText = (step: string | number): string => (typeof step === 'number' ? `[${step}]` : `.${step}`)

/** A JSON Pointer as a path. Whether a step is an index is told by the value it leads into. */
function pathOf(pointer: string, root: unknown): Path {
  const path: (string | number)[] = []
  let value = root
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replace(/~1/g, '/').replace(/~0/g, '~')
    path.push(Array.isArray(value) ? Number(name) : name)
    value = typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined
  }
  return path
}
