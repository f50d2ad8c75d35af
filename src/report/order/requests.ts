/** What is to be asked for, one part a request: why, what the form wants, what to do, and what comes of it. */

import { feature } from '../../knowledge/knowledge.ts'
import type { Field, LicenseRequest, RequestKind, Step } from '../../licensing/order/order.ts'
import { address, type Where } from '../address.ts'
import { amountOf, lineList } from '../licenses/words.ts'
import { type Block, type Checks, checksOf, type Entry, grouped, listOf, type Part } from '../page/page.ts'
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

function blocksOf(request: LicenseRequest, where: Where, { marks }: Sources): Block[] {
  const { why, lines, steps, shows, of, cites } = request
  const redeems = lines.length === 0 || /\blines? \d/.test(why) ? '' : ` It redeems ${lineList(lines, lines.length)} of the order.`
  const groups = groupsOf(steps, marks)
  // What a step rests on is told with the step.
  const told = new Set(steps.flatMap(({ facts }) => facts))
  const grounds = cites.flatMap(({ fact }) => (told.has(fact) ? [] : [fact]))
  return [
    { kind: 'text', says: { says: why + redeems, marks: marks(grounds) } },
    ...formOf(request, where),
    ...(groups.length === 0 ? [] : [{ kind: 'checks', groups } as const]),
    ...listOf(
      shows.map(({ feature: name, units }) => amountOf(feature(name), units)),
      `Afterwards the licences of ${of} must show`,
    ),
    { kind: 'signature' },
  ]
}

/** What a form or an e-mail has to say, and what is missing for it. */
export function formOf({ kind, fields, open }: LicenseRequest, where: Where): Block[] {
  const title = written.has(kind) ? 'What to write' : 'What the form asks for'
  return [
    ...checksOf(
      'To be found out or filled in',
      open.map((item) => openText(item, where)),
    ),
    ...(fields.length === 0 ? [] : [{ kind: 'form', title, entries: fields.map((each) => entry(each, where)) } as const]),
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

const byVerify = 'Given the same specs, cuspec order --verify FILE tells what is short.'

/** Steps that follow each other in one phase on one machine, together. */
const groupsOf = (steps: readonly Step[], marks: Sources['marks']): Checks[] =>
  grouped(
    steps.map(({ phase, on, says, facts, verifiable }) => ({
      title: on === undefined ? phases[phase] : `${phases[phase]}, on ${on}`,
      item: { says: verifiable ? `${says} ${byVerify}` : says, marks: marks(facts) },
    })),
  )
