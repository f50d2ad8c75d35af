/** A document against its schema: a typed spec, or the places where it does not fit. */
import { writing } from './meant.ts'
import type { Misfit, Written } from './misfit.ts'
import type { ConfigSpec } from './spec/config.ts'
import type { DeploymentSpec } from './spec/deployment.ts'
import type { MaximumsSpec } from './spec/maximums.ts'
import type { PolicySpec } from './spec/policy.ts'
import type { PriceBookSpec } from './spec/price-book.ts'
import type { WaiversSpec } from './spec/waivers.ts'
import { slip, suggest } from './suggest.ts'
import { Deployment } from './validators.js'

/** A document that fits its schema, told apart by its `kind`. */
export type Spec = DeploymentSpec | MaximumsSpec | PriceBookSpec | PolicySpec | WaiversSpec | ConfigSpec

export type Kind = Spec['kind']
export type Conformed = { readonly spec: Spec } | { readonly misfits: readonly Misfit[] }

const kinds = ['Deployment', 'Maximums', 'PriceBook', 'Policy', 'Waivers', 'Config'] as const satisfies readonly Kind[]

/** Checks a composed document against the schema of its kind. Only what a fitting Deployment needs is loaded beforehand. */
export async function conform(value: unknown, ambiguous: boolean, written: Written): Promise<Conformed> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const what = Array.isArray(value) ? 'a list' : 'plain text'
    return refuse({
      path: [],
      on: 'value',
      message: `the document is ${what}, but a spec is a mapping that begins with apiVersion and kind`,
    })
  }
  const foreign = apiVersionOfOthers(value)
  if (foreign !== undefined) {
    const message = `\`${foreign}\` is the apiVersion of another tool; a spec begins with apiVersion: cuspec/v1`
    return refuse({ path: ['apiVersion'], on: 'value', message })
  }
  if (!('kind' in value)) return refuse(withoutKind(value))
  const { kind } = value
  if (!isKind(kind)) return refuse(unknownKind(kind))
  if (kind === 'Deployment' && !ambiguous && Deployment(value)) return { spec: value }
  const { ambiguousNumbers, fits, misfits } = await import('./misfit.ts')
  if (!fits(kind, value)) return { misfits: misfits(kind, value, written) }
  const doubtful = ambiguousNumbers(value, written)
  return doubtful.length > 0 ? { misfits: doubtful } : { spec: value }
}

const isKind = (kind: unknown): kind is Kind => kinds.some((known) => known === kind)

const refuse = (misfit: Misfit): Conformed => ({ misfits: [misfit] })

function withoutKind(value: object): Misfit {
  const near = Object.keys(value).find((key) => suggest(key, ['kind']) === 'kind')
  if (near !== undefined)
    return {
      path: [near],
      on: 'key',
      message: `unknown key \`${near}\`; did you mean \`kind\`?`,
      fix: { title: 'write kind', text: 'kind', applicability: 'safe' },
    }
  return { path: [], on: 'value', message: `the document has no \`kind\`, which says what it is: ${kinds.join(', ')}` }
}

/** An apiVersion that is not ours, nor a slip of the pen in ours, which the schema words better. */
function apiVersionOfOthers(value: object): string | undefined {
  const written = 'apiVersion' in value ? value.apiVersion : undefined
  if (typeof written !== 'string' || written.startsWith('cuspec/')) return undefined
  return suggest(written, ['cuspec/v1']) === undefined ? written : undefined
}

function unknownKind(kind: unknown): Misfit {
  const near = typeof kind === 'string' ? suggest(kind, kinds) : undefined
  const hint = near === undefined ? '' : `; did you mean \`${near}\`?`
  const message = `\`${String(kind)}\` is no kind of document; one of ${kinds.join(', ')} belongs here${hint}`
  return { path: ['kind'], on: 'value', message, ...writing(typeof kind === 'string' ? slip(kind, kinds) : undefined) }
}
