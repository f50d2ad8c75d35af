/** What is to be asked for, one part a request: why, what the form wants, what to do, and what comes of it. */

import { feature } from '../../knowledge/knowledge.ts'
import type { Field, LicenseRequest, RequestKind, Step } from '../../licensing/order/order.ts'
import { address, type Where } from '../address.ts'
import { amountOf, lineList } from '../licenses/words.ts'
import { type Block, type Checks, checksOf, type Entry, type Item, listOf, type Part } from '../page/page.ts'
import type { Sources } from './sources.ts'
import { openText } from './words.ts'

export const phases: Readonly<Record<Step['phase'], string>> = {
  buy: 'Buy',
  request: 'Request',
  receive: 'Receive',
  install: 'Install',
  verify: 'Verify',
}

export const requestParts = (requests: readonly LicenseRequest[], where: Where, sources: Sources): Part[] =>
  requests.map((request, index) => ({
    title: `Request ${index + 1}: ${request.title}`,
    sheet: true,
    blocks: blocksOf(request, where, sources),
  }))

/** What is asked for by e-mail, without a form. */
const written: ReadonlySet<RequestKind> = new Set(['re-host', 'virtual-mac', 'bridge-upgrade', 'failover'])

function blocksOf({ kind, why, lines, fields, steps, shows, open, of, cites }: LicenseRequest, where: Where, { marks }: Sources): Block[] {
  const redeems = lines.length === 0 || /\blines? \d/.test(why) ? '' : ` It redeems ${lineList(lines, lines.length)} of the order.`
  const asks = written.has(kind) ? 'What to write' : 'What the form asks for'
  const form: Block[] = fields.length === 0 ? [] : [{ kind: 'form', title: asks, entries: fields.map((each) => entry(each, where)) }]
  const groups = groupsOf(steps, marks)
  // What a step rests on is told with the step.
  const told = new Set(steps.flatMap(({ facts }) => facts))
  const grounds = cites.flatMap(({ fact }) => (told.has(fact) ? [] : [fact]))
  return [
    { kind: 'text', says: { says: why + redeems, marks: marks(grounds) } },
    ...checksOf(
      'To be found out or filled in',
      open.map((item) => openText(item, where)),
    ),
    ...form,
    ...(groups.length === 0 ? [] : [{ kind: 'checks', groups } as const]),
    ...listOf(
      shows.map(({ feature: name, units }) => amountOf(feature(name), units)),
      `Afterwards the licences of ${of} must show`,
    ),
    { kind: 'signature' },
  ]
}

function entry({ label, value, why, mayStayBlank, place }: Field, where: Where): Entry {
  const notes = [
    ...(why === undefined ? [] : [why]),
    ...(value === undefined && mayStayBlank ? ['may stay blank'] : []),
    ...(place ? [address(place, where)] : []),
  ]
  return { label, value, note: notes.join('; ') }
}

/** Steps that follow each other in one phase on one machine, together. */
function groupsOf(steps: readonly Step[], marks: Sources['marks']): Checks[] {
  const groups: { title: string; items: Item[] }[] = []
  for (const { phase, on, says, facts } of steps) {
    const title = on === undefined ? phases[phase] : `${phases[phase]}, on ${on}`
    const item = { says, marks: marks(facts) }
    const last = groups.at(-1)
    if (last?.title === title) last.items.push(item)
    else groups.push({ title, items: [item] })
  }
  return groups
}
