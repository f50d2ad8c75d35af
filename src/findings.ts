/** Faults, misfits, problems and gaps, as the stages yield them, made into findings: stamped with rule, place and citations. */

import type { Citation, Edit, Finding, Fix, Location, Unchecked } from './finding.ts'
import { cite } from './knowledge/knowledge.ts'
import type { Place } from './model/part.ts'
import { unique } from './model/unique.ts'
import type { Gap, Problem, Rule } from './rules/rule.ts'
import type { Fault } from './source/fault.ts'
import type { Mend } from './source/meant.ts'
import type { Misfit } from './source/misfit.ts'
import { type Locator, locator, type Source } from './source/parse.ts'

/** From an address to where it stands in the text. */
export type Locate = (place: Place) => Location

/** What is wrong with the text of a source. */
export function fromFaults(source: Source): Finding[] {
  const { file, faults, documents, broken } = source
  const numberOf = ({ start }: Fault): number => broken.find(({ chunk }) => start >= chunk[0] && start <= chunk[1])?.number ?? 1
  const all = [
    ...faults.map((fault) => ({ fault, document: numberOf(fault) })),
    ...documents.flatMap(({ faults: own, number }) => own.map((fault) => ({ fault, document: number }))),
  ]
  if (all.length === 0 && documents.length > 0) return []
  const { at } = locator(source, undefined)
  const empty: Fault = { start: 0, end: 0, message: 'the file holds no document', severity: 'warning' }
  return (all.length > 0 ? all : [{ fault: empty, document: 1 }]).map(({ fault, document }): Finding => {
    const place = ({ start, end }: Fault): Location => ({ file, document, path: [], range: at([start, end]) })
    const related = (fault.related ?? []).map((other) => ({ ...place(other), message: other.message }))
    return { rule: 'yaml-syntax', severity: fault.severity ?? 'error', message: fault.message, ...place(fault), related, cites: [] }
  })
}

/** What does not fit the schema of a document. */
export function fromMisfit(
  file: string,
  document: number,
  { range, keyRange, edit }: Locator,
  { path, on, message, fix, allowed }: Misfit,
): Finding {
  const place = { file, document, path, range: on === 'key' ? keyRange(path) : range(path) }
  return {
    rule: 'schema',
    severity: 'error',
    message,
    ...place,
    related: [],
    cites: [],
    ...mended(fix, (text, verbatim) => edit(path, on, text, verbatim)),
    ...(allowed && { allowed }),
  }
}

/** A fix for which there is an edit. */
function mended(mend: Mend | undefined, edit: (text: string, verbatim: boolean | undefined) => Edit | undefined): { readonly fix?: Fix } {
  const found = mend && edit(mend.text, mend.verbatim)
  return mend && found ? { fix: { title: mend.title, applicability: mend.applicability, ...found } } : {}
}

/** From a place to the edit that puts a text there. */
export type Rewrite = (place: Place, text: string) => Edit | undefined

/** What a rule found. What the problem leaves open is taken from the rule. */
export function fromProblem(rule: Rule, problem: Problem, locate: Locate, rewrite: Rewrite): Finding {
  const { at, message, severity = rule.severity, consequence = rule.consequence, server, related = [], cites = rule.cites, fix } = problem
  return {
    rule: rule.id,
    severity,
    message,
    ...locate(at),
    related: related.map((other) => ({ ...locate(other.at), message: other.message })),
    cites: unique(
      cites.map((fact): Citation => (typeof fact === 'string' ? cite(fact) : fact)),
      ({ fact }) => fact,
    ),
    ...(consequence && { consequence }),
    ...(server && { server }),
    ...mended(fix, (text) => rewrite(at, text)),
  }
}

/** What a rule could not decide. It has no range: a place in the text is made for what has to be mended there. */
export function fromGap(rule: string, { at: { document, path }, missing, of, brief, remedy }: Gap): Unchecked {
  return {
    rule,
    missing,
    of,
    ...(brief !== undefined && { brief }),
    ...(remedy !== undefined && { remedy }),
    file: document.file,
    document: document.number,
    path,
  }
}

/** Whether a finding of a strict report is about what could not be decided. */
export const isGap = ({ message }: Pick<Finding, 'message'>, strict: boolean): boolean => strict && message.startsWith('not checked: ')

/** What a rule could not decide, where nothing may be left undecided. */
export function fromGapAsError(rule: string, { at, missing, of, remedy }: Gap, locate: Locate): Finding {
  const message = `not checked: ${of}: ${missing}${remedy === undefined ? '' : `; ${remedy}`}`
  return { rule, severity: 'error', message, ...locate(at), related: [], cites: [] }
}
