/** Small fleets, order lines made by hand, and what is asked for of them. */
import { expect } from 'vitest'
import { check } from '../../../src/check.ts'
import type { FeatureName } from '../../../src/knowledge/fact.ts'
import type { LicenseRequest, OpenItem, OrderLine, RequestKind, Step } from '../../../src/licensing/order/order.ts'
import { type Options, type Requests, requests } from '../../../src/licensing/order/requests.ts'
import { deployment, opening } from '../../model/judged.ts'

export const today = '2007-03-01'

/** What a line has that is ordered for today, without a price book and without a pool. */
export const plainLine = {
  pool: undefined,
  item: undefined,
  takes: [],
  amount: undefined,
  orderBy: undefined,
  expires: undefined,
  expiring: [],
  late: 0,
  because: [],
} as const

/** A line without a price book. A holder that begins with `B` is a Bridge. */
export const line = (number: number, holder: string, feature: FeatureName, units: number, more: Partial<OrderLine> = {}): OrderLine => ({
  ...plainLine,
  number,
  holder,
  kind: holder.startsWith('B') ? 'bridge' : 'server',
  count: units,
  gives: [{ feature, units }],
  ...more,
})

export interface Given extends Partial<Options> {
  readonly lines?: readonly OrderLine[]
  readonly files?: Readonly<Record<string, string>>
  readonly more?: string
}

/** What is asked for of a deployment with this body, which must be readable. Every request must keep what the form of all promises. */
export async function ask(body: string, { lines = [], demo = [], leadDays = 1, files = {}, more = '' }: Given = {}): Promise<Requests> {
  const text = `${deployment(`organization: Example Pty Ltd\ncontact: voice@example.com\n${body}`)}${more}`
  const { fleet, coverage } = await check([{ file: 'x.cuspec.yaml', bytes: Buffer.from(text) }], { today }, { openNamed: opening(files) })
  expect(coverage.documents.unread).toBe(0)
  const asked = requests(fleet, lines, { demo, leadDays })
  for (const request of asked.requests) keepsForm(request)
  return asked
}

const phases: readonly Step['phase'][] = ['buy', 'request', 'receive', 'install', 'verify']

function keepsForm({ fields, steps, cites, why, open }: LicenseRequest): void {
  const cited = new Set(cites.map(({ fact }) => fact))
  for (const { says, facts } of steps) {
    expect(says).toMatch(/^[A-Z].*\.$/)
    expect(facts.filter((id) => !cited.has(id))).toEqual([])
  }
  expect(why).toMatch(/\.$/)
  expect(
    [...fields.flatMap(({ value, why: reason }) => [value ?? '', reason ?? '']), ...open.map(({ missing }) => missing)].join(' '),
  ).not.toMatch(/undefined|\[object/)
  // What is not known says where it comes from.
  expect(fields.filter((field) => field.value === undefined && field.why === undefined)).toEqual([])
  expect(steps.map(({ phase }) => phases.indexOf(phase))).not.toContain(-1)
  // Nothing is installed before it has come, and nothing looked at before it is installed.
  const last = (phase: Step['phase']): number => steps.findLastIndex((step) => step.phase === phase)
  const first = (phase: Step['phase']): number => steps.findIndex((step) => step.phase === phase)
  if (first('install') < 0) expect(first('verify')).toBe(-1)
  else {
    expect(first('install')).toBeGreaterThan(last('receive'))
    expect(first('verify')).toBeGreaterThan(last('install'))
    // It ends with what to do where it has failed, in three sentences at most.
    const says = steps.at(-1)?.says ?? ''
    expect(says).toMatch(/^If \S+ does not show this/)
    expect(says.split(/\.(?: |$)/).length - 1).toBeLessThanOrEqual(3)
  }
}

/** `kind machine` of every request. */
export const kindsOf = ({ requests: all }: Requests): string[] => all.map(({ kind, of }) => `${kind} ${of}`)

/** The one request of a kind. */
export function the(kind: RequestKind, { requests: all }: Requests): LicenseRequest {
  const found = all.filter((request) => request.kind === kind)
  const [only] = found
  if (!only || found.length > 1) throw new Error(`${found.length} requests of the kind ${kind}`)
  return only
}

/** The value of a field, `____` where it is to be filled in; undefined where there is no such field. */
export function filled({ fields }: LicenseRequest, label: string): string | undefined {
  const found = fields.filter((field) => field.label === label)
  return found.length === 0 ? undefined : found.map(({ value }) => value ?? '____').join(' | ')
}

/** `machine: what is missing` */
export const missing = (open: readonly OpenItem[]): string[] => open.map((item) => `${item.of}: ${item.missing}`)

/** `phase @machine`, with the desk left out, and the last step, of what to do where it has failed: `ask` looks at that. */
export const course = ({ steps }: LicenseRequest): string[] =>
  steps
    .slice(0, steps.some(({ phase }) => phase === 'install') ? -1 : undefined)
    .map(({ phase, on }) => (on === undefined ? phase : `${phase} @${on}`))

/** What must be shown, by feature. */
export const shown = ({ shows }: LicenseRequest): Record<string, number> =>
  Object.fromEntries(shows.map(({ feature, units }) => [feature, units]))

/** The steps of a request as one text. */
export const textOf = ({ steps }: LicenseRequest): string => steps.map(({ says }) => says).join('\n')
