/** GitHub's API, as far as the action needs it. The only code of cuspec that speaks to a network, and only in this action. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Event } from './inputs.ts'

/** What was answered: the status, and the body as JSON, undefined where there is none. */
export interface Answer {
  readonly status: number
  readonly body: unknown
}

export type Call = (method: string, path: string, body?: unknown) => Promise<Answer>

const attempts = 3
const mostWait = 30
const timeout = 60_000

/** Calls of the API with this token. What fails at their side is tried again, as often and as late as they say, within half a minute. */
export const caller =
  ({ api }: Event, token: string): Call =>
  async (method, path, body) => {
    for (let attempt = 1; ; attempt++) {
      const response = await fetch(`${api}${path}`, {
        method,
        redirect: 'error',
        signal: AbortSignal.timeout(timeout),
        headers: {
          accept: 'application/vnd.github+json',
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'user-agent': 'cuspec',
          'x-github-api-version': '2022-11-28',
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      const { status } = response
      if (attempt === attempts || (status < 500 && status !== 429)) return { status, body: parsed(text) }
      const asked = Number(response.headers.get('retry-after') ?? attempt)
      await wait(Math.min(Number.isFinite(asked) ? asked : attempt, mostWait) * 1000)
    }
  }

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
