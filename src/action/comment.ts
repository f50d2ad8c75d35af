/** One comment under a pull request, kept up to date. */
import type { Answer, Call } from './api.ts'
import { at, type Event } from './inputs.ts'

/** What became of it, as the end of a sentence; `trouble` where it could not be done. */
export type Outcome = { readonly done: string } | { readonly trouble: string }

const perPage = 100
/** Of a pull request with more comments than that, the sought one is taken for not there. */
const mostPages = 30

/**
 * Writes `text` as the comment with this marker, changing the one that this token's user wrote before. Where nothing was found and
 * no such comment is there, none is written.
 */
export async function keepComment(call: Call, { repository, pull }: Event, marker: string, text: string, quiet: boolean): Promise<Outcome> {
  if (!pull) return { done: 'no comment, since this is no pull request' }
  const comments = `/repos/${repository}/issues/${pull.number}/comments`
  const author = await authorOf(call)
  for (let page = 1; page <= mostPages; page++) {
    const answer = await call('GET', `${comments}?per_page=${perPage}&page=${page}`)
    if (!Array.isArray(answer.body)) return { trouble: refused(answer, 'comments could not be read') }
    const own = answer.body.find((each) => isOwn(each, author, marker))
    if (own !== undefined) {
      if (at(own, 'body') === text) return { done: 'the comment says so already' }
      const changed = await call('PATCH', `/repos/${repository}/issues/comments/${at(own, 'id')}`, { body: text })
      return changed.status === 200
        ? { done: 'the comment is up to date' }
        : { trouble: refused(changed, 'the comment could not be changed') }
    }
    if (answer.body.length < perPage) break
  }
  if (quiet) return { done: 'no comment, since there is nothing to say' }
  const made = await call('POST', comments, { body: text })
  return made.status === 201 ? { done: 'a comment was written' } : { trouble: refused(made, 'the comment could not be written') }
}

/** GitHub takes no more than so many characters. */
const mostOfComment = 65_535

/** Findings, and below them what the change does beside. Where that is too long, the findings are left to the summary of the job. */
export function together(findings: string, beside: string): string {
  const text = beside === '' ? findings : `${findings}\n${beside}`
  if (text.length <= mostOfComment) return text
  const [marker = '', title = '', , summary = ''] = findings.split('\n')
  const head = [marker, title, '', summary, '', '**The findings do not fit here;** they are in the summary of the job.', '', ''].join('\n')
  return `${head.slice(0, mostOfComment - beside.length)}${beside}`
}

/** Anybody can write the marker: only a comment of this very author is changed. The token of a workflow cannot ask who it is. */
async function authorOf(call: Call): Promise<unknown> {
  const answer = await call('GET', '/user')
  return answer.status === 200 ? at(answer.body, 'login') : 'github-actions[bot]'
}

function isOwn(comment: unknown, author: unknown, marker: string): boolean {
  const body = at(comment, 'body')
  return typeof body === 'string' && body.startsWith(marker) && at(comment, 'user', 'login') === author
}

/** `the comment could not be written (403: Resource not accessible by integration)`, with what helps where that is known. */
export function refused({ status, body }: Answer, what: string): string {
  const message = at(body, 'message')
  const words = typeof message === 'string' ? `: ${message.slice(0, 200)}` : ''
  const help = status === 403 ? '; the token of a pull request from a fork may only read, and others need permissions in the workflow' : ''
  return `${what} (${status}${words})${help}`
}
