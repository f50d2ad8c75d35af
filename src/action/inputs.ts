/** What a workflow sets for the action, and what the runner tells of the event. */
import { readFileSync } from 'node:fs'

export type Environment = Readonly<Record<string, string | undefined>>

export interface Inputs {
  /** What is linted, from the working directory; one a line in the workflow. None: all of it. */
  readonly paths: readonly string[]
  readonly failOn: string
  /** Whether only what the pull request did is reported. */
  readonly changed: boolean
  readonly annotate: boolean
  readonly summary: boolean
  readonly comment: boolean
  readonly sarif: boolean
  readonly token: string
  readonly directory: string
  /** What tells this comment and this upload from those of another run of the action in the same workflow. */
  readonly category: string
}

export interface Event {
  /** `owner/name`. */
  readonly repository: string
  readonly sha: string
  readonly ref: string
  readonly api: string
  readonly temporary: string
  /** The pull request, where the workflow runs for one, and the commit that it is to be merged into. */
  readonly pull?: { readonly number: number; readonly base: string }
}

/** Reads the inputs. Throws for a word that is neither yes nor no. */
export function inputsOf(env: Environment): Inputs {
  const text = (name: string): string => (env[`INPUT_${name.toUpperCase()}`] ?? '').trim()
  const flag = (name: string, other: boolean): boolean => {
    const written = text(name).toLowerCase()
    if (written === '') return other
    if (written !== 'true' && written !== 'false') throw new Error(`the input ${name} takes true or false, not ${written}`)
    return written === 'true'
  }
  const category = text('category') || 'cuspec'
  if (!/^[\w.-]{1,60}$/.test(category)) throw new Error(`the input category takes letters, digits, dots and dashes, not ${category}`)
  return {
    paths: text('paths')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    failOn: text('fail-on') || 'error',
    changed: flag('changed', true),
    annotate: flag('annotate', true),
    summary: flag('summary', true),
    comment: flag('comment', true),
    sarif: flag('sarif', false),
    token: text('token'),
    directory: text('working-directory') || '.',
    category,
  }
}

/** Reads what the runner says of the event. */
export function eventOf(env: Environment): Event {
  const payload: unknown = env.GITHUB_EVENT_PATH ? JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8')) : undefined
  const number = at(payload, 'pull_request', 'number')
  const base = at(payload, 'pull_request', 'base', 'sha')
  return {
    repository: env.GITHUB_REPOSITORY ?? '',
    sha: env.GITHUB_SHA ?? '',
    ref: env.GITHUB_REF ?? '',
    api: (env.GITHUB_API_URL || 'https://api.github.com').replace(/\/+$/, ''),
    temporary: env.RUNNER_TEMP || '.',
    ...(typeof number === 'number' && typeof base === 'string' && { pull: { number, base } }),
  }
}

/** What stands under these keys of a JSON value. */
export const at = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce<unknown>(
    (all, key) => (typeof all === 'object' && all !== null ? Object.getOwnPropertyDescriptor(all, key)?.value : undefined),
    value,
  )
